using System.Collections.Immutable;
using GovernanceDashboard.Components.Controls;
using GovernanceDashboard.Jobs;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Components.Pages.Activity;

/// <summary>What users did with the product, newest first, and whether the chain holds.</summary>
public sealed class ActivityViewModel(ActivityLog log, JobBoard board)
{
    private const int Stretch = 200;

    public QuestionResult<ImmutableArray<ActivityEntry>> State { get; private set; } = new(ViewState.Loading);

    public ActivityVerification? Verification { get; private set; }

    public bool IsVerifying { get; private set; }

    /// <summary>Older rows may follow.</summary>
    public bool HasMore { get; private set; }

    public async Task LoadAsync(CurrentUser user, CancellationToken cancellationToken)
    {
        var answer = await ReadAsync(user, 0, cancellationToken);
        State = answer is { State: ViewState.Ready, Value.IsEmpty: true }
            ? answer with
            {
                State = ViewState.Empty,
                Message = "Nobody has done anything that is recorded yet.",
            }
            : answer;
    }

    /// <summary>Adds the next older rows.</summary>
    public async Task MoreAsync(CurrentUser user, CancellationToken cancellationToken)
    {
        var known = State.Value;
        var next = await ReadAsync(user, known.Length, cancellationToken);
        if (next.State == ViewState.Ready)
        {
            // New entries push older ones along: those that were read already come again.
            State = State with
            {
                Value = [.. known, .. next.Value.Where(entry => entry.Sequence < known[^1].Sequence)],
            };
        }
    }

    /// <summary>Recomputes every hash from the first row, as a background job.</summary>
    public async Task VerifyAsync(CurrentUser user, CancellationToken cancellationToken)
    {
        RolePermissions.Demand(user, AppAction.ViewActivity);
        IsVerifying = true;
        try
        {
            Verification = await board.RunAsync(
                "Verifying the activity log",
                user,
                (_, token) => log.VerifyAsync(token),
                cancellationToken
            );
        }
        finally
        {
            IsVerifying = false;
        }
    }

    private async Task<QuestionResult<ImmutableArray<ActivityEntry>>> ReadAsync(
        CurrentUser user,
        int skip,
        CancellationToken cancellationToken
    )
    {
        var answer = await QuestionState.AskAsync(() => log.ReadAsync(user, skip, Stretch, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
        HasMore = answer.State == ViewState.Ready && answer.Value.Length == Stretch;
        return answer;
    }
}
