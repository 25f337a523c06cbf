using System.Collections.Immutable;
using GovernanceDashboard.Data.Records;

namespace GovernanceDashboard.Security;

/// <summary>Append-only, hash-chained record of what users did with the product. Safe across processes.</summary>
/// <remarks>
/// The chain alone finds a row that was edited, taken out of the middle, put in or moved. It cannot see that the newest rows
/// were cut off, or that somebody who can write the file made the whole log anew: for that, compare with a head that was
/// noted elsewhere. Every evidence pack's manifest notes one.
/// </remarks>
public sealed class ActivityLog(ActivityStore store, TimeProvider clock)
{
    /// <param name="action">A short fixed word, such as <c>export</c>.</param>
    /// <param name="what">What it was done to; must hold no real names, because the log is shown to auditors.</param>
    public Task<ActivityEntry> AppendAsync(
        CurrentUser user,
        string action,
        string what,
        string? reason,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(user);
        return AppendAsync(user.Name, action, what, reason, cancellationToken);
    }

    /// <summary>Where the chain ends now. Note it outside the database to be able to notice a shortened log.</summary>
    public async Task<ActivityHead> HeadAsync(CancellationToken cancellationToken) =>
        await store.LastAsync(cancellationToken) is { } last
            ? new ActivityHead(last.Sequence, last.Hash)
            : new ActivityHead(0, ActivityChain.Origin);

    /// <summary>Newest first.</summary>
    /// <exception cref="AccessRefusedException">The role may not see the activity.</exception>
    public async Task<ImmutableArray<ActivityEntry>> ReadAsync(
        CurrentUser user,
        int skip,
        int take,
        CancellationToken cancellationToken
    )
    {
        RolePermissions.Demand(user, AppAction.ViewActivity);
        var rows = await store.NewestAsync(skip, take, cancellationToken);
        return [.. rows.Select(ActivityEntry.Of)];
    }

    /// <summary>Reads the whole log and computes every hash again.</summary>
    public Task<ActivityVerification> VerifyAsync(CancellationToken cancellationToken) =>
        VerifyAsync(new ActivityHead(0, ActivityChain.Origin), cancellationToken);

    /// <summary>As the other, and holds the log to a head noted earlier: a log cut short or made anew breaks at the noted row.</summary>
    public async Task<ActivityVerification> VerifyAsync(ActivityHead noted, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(noted);
        ActivityRecord? last = null;
        await foreach (var row in store.AllAsync(cancellationToken))
        {
            if (ActivityChain.Fault(last, row) is { } fault)
            {
                return Broken(last, (last?.Sequence ?? 0) + 1, fault);
            }

            if (row.Sequence == noted.Length && row.Hash != noted.Hash)
            {
                return Broken(last, row.Sequence, $"Row {row.Sequence} is not the one that was noted elsewhere.");
            }

            last = row;
        }

        var rows = last?.Sequence ?? 0;
        return rows < noted.Length
            ? Broken(last, rows + 1, $"The log ends at row {rows}, but {noted.Length} rows were noted elsewhere.")
            : new ActivityVerification(rows, last?.Hash ?? ActivityChain.Origin, null, null);
    }

    /// <summary>For what happens before anybody is signed in: the user is a word, not a person.</summary>
    internal async Task<ActivityEntry> AppendAsync(
        string user,
        string action,
        string what,
        string? reason,
        CancellationToken cancellationToken
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(user);
        ArgumentException.ThrowIfNullOrWhiteSpace(action);
        ArgumentNullException.ThrowIfNull(what);
        var row = await store.AppendAsync(
            last => ActivityChain.Next(last, clock.GetUtcNow(), user, action, what, reason),
            cancellationToken
        );
        return ActivityEntry.Of(row);
    }

    private static ActivityVerification Broken(ActivityRecord? last, long at, string reason) =>
        new(last?.Sequence ?? 0, last?.Hash ?? ActivityChain.Origin, at, reason);
}
