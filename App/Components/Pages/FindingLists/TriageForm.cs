using GovernanceDashboard.Estate;
using GovernanceDashboard.Findings;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Components.Pages.FindingLists;

/// <summary>What somebody is about to do about findings, and why that did not work.</summary>
public sealed class TriageForm(FindingTriage triage, FindingWaivers waivers, CurrentUser user)
{
    public bool IsAllowed { get; } = RolePermissions.Allows(user, AppAction.Triage);

    public bool MayApprove { get; } = RolePermissions.Allows(user, AppAction.ApproveWaivers);

    /// <summary>A word for a status; empty to leave it.</summary>
    public string Status { get; set; } = "";

    public string Owner { get; set; } = "";

    /// <summary>A day; empty to leave it.</summary>
    public string Due { get; set; } = "";

    public string Note { get; set; } = "";

    /// <summary>A day.</summary>
    public string Until { get; set; } = "";

    public string Reason { get; set; } = "";

    /// <summary>Why a waiver is ended.</summary>
    public string EndReason { get; set; } = "";

    /// <summary>Null where nothing went wrong.</summary>
    public string? Problem { get; private set; }

    public bool IsBusy { get; private set; }

    public bool CanApply => (Status + Owner.Trim() + Due + Note.Trim()).Length > 0;

    public bool CanWaive => Until.Length > 0 && Reason.Trim().Length >= FindingWaivers.ShortestReason;

    public bool CanEnd => EndReason.Trim().Length >= FindingWaivers.ShortestReason;

    public string UserName => user.Name;

    /// <returns>Null where it was not done: <see cref="Problem"/> says why.</returns>
    public Task<TriageOutcome?> ApplyAsync(IReadOnlyCollection<string> findings, CancellationToken cancellationToken) =>
        DoAsync(() =>
            triage.TriageAsync(
                user,
                findings,
                new(FindingStatusWords.Parse(Status), Given(Owner), Given(Due), Given(Note)),
                cancellationToken
            )
        );

    /// <inheritdoc cref="ApplyAsync"/>
    public Task<TriageOutcome?> UndoAsync(Guid batch, CancellationToken cancellationToken) =>
        DoAsync(() => triage.UndoAsync(user, batch, cancellationToken));

    /// <inheritdoc cref="ApplyAsync"/>
    public Task<TriageOutcome?> WaiveAsync(IReadOnlyCollection<string> findings, CancellationToken cancellationToken) =>
        DoAsync(() => waivers.RequestAsync(user, findings, Until, Reason, cancellationToken));

    /// <inheritdoc cref="ApplyAsync"/>
    public Task<TriageOutcome?> ApproveAsync(string waiver, CancellationToken cancellationToken) =>
        DoAsync(() => waivers.ApproveAsync(user, [waiver], cancellationToken));

    /// <inheritdoc cref="ApplyAsync"/>
    public Task<TriageOutcome?> EndAsync(string waiver, CancellationToken cancellationToken) =>
        DoAsync(() => waivers.EndAsync(user, [waiver], EndReason, cancellationToken));

    private static string? Given(string text) => text.Trim() is { Length: > 0 } given ? given : null;

    private async Task<TriageOutcome?> DoAsync(Func<Task<TriageOutcome>> act)
    {
        IsBusy = true;
        TriageOutcome? outcome = null;
        try
        {
            outcome = await act();
            Problem = outcome.Problem;
        }
        catch (Exception refused) when (refused is AccessRefusedException or NoAnswerException)
        {
            Problem = refused.Message;
        }
        finally
        {
            IsBusy = false;
        }

        if (outcome is null || Problem is not null)
        {
            return null;
        }

        (Status, Owner, Due, Note, Until, Reason, EndReason) = ("", "", "", "", "", "", "");
        return outcome;
    }
}
