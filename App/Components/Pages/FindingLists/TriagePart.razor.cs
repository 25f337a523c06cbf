using GovernanceDashboard.Findings;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.FindingLists;

/// <summary>What is to be done about one finding or many.</summary>
public sealed partial class TriagePart : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _gone = new();

    /// <summary>Their fingerprints.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyCollection<string> Findings { get; set; }

    [Parameter, EditorRequired]
    public required TriageForm Form { get; set; }

    /// <summary>Raised when it was done.</summary>
    [Parameter]
    public EventCallback<TriageOutcome> OnDone { get; set; }

    /// <inheritdoc />
    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    private async Task ApplyAsync() => await TellAsync(await Form.ApplyAsync(Findings, _gone.Token));

    private async Task WaiveAsync() => await TellAsync(await Form.WaiveAsync(Findings, _gone.Token));

    private Task TellAsync(TriageOutcome? done) => done is null ? Task.CompletedTask : OnDone.InvokeAsync(done);
}
