using GovernanceDashboard.Findings;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.FindingLists;

/// <summary>What happened to a finding, and its waivers with what may be done about them.</summary>
public sealed partial class FindingHistoryPart : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _gone = new();

    [Parameter, EditorRequired]
    public required FindingHistory History { get; set; }

    [Parameter, EditorRequired]
    public required TriageForm Form { get; set; }

    /// <summary>The instant asked about: by it waivers are in force.</summary>
    [Parameter, EditorRequired]
    public DateTimeOffset At { get; set; }

    /// <summary>Raised when something was done.</summary>
    [Parameter]
    public EventCallback<TriageOutcome> OnDone { get; set; }

    /// <inheritdoc />
    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    private static string Word(FindingWaiverState state) =>
        state switch
        {
            FindingWaiverState.Requested => "waits for approval",
            FindingWaiverState.InForce => "in force",
            FindingWaiverState.Expired => "expired",
            FindingWaiverState.Ended => "ended",
        };

    private static string Made(FindingWaiver waiver) =>
        $"asked for by {waiver.Request.Actor}"
        + (waiver.Approval is { } approval ? $", approved by {approval.Actor}" : "")
        + (waiver.End is { } end ? $", ended by {end.Actor}" : "");

    private static string Text(FindingHistoryLine line) =>
        line.What + (line.Actor is { } actor ? $", by {actor}" : "") + (line.Reason is { } reason ? $": {reason}" : "");

    private bool IsOwn(FindingWaiver waiver) =>
        waiver.Request.Actor.Equals(Form.UserName, StringComparison.OrdinalIgnoreCase);

    private async Task TellAsync(Task<TriageOutcome?> act)
    {
        if (await act is { } done)
        {
            await OnDone.InvokeAsync(done);
        }
    }
}
