using System.Collections.Immutable;
using GovernanceDashboard.Data;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Estate;

/// <summary>What became of a rescue.</summary>
/// <param name="Checks">Every snapshot of the database, newest first.</param>
/// <param name="Saved">The snapshots of the new data folder, newest first, each checked again; empty where nothing was to be saved.</param>
public sealed record RescueOutcome(ImmutableArray<SnapshotCheck> Checks, ImmutableArray<SnapshotCheck> Saved);

/// <summary>Says which snapshots are still whole, and copies those into a new data folder. The damaged database is only read.</summary>
public sealed class SnapshotRescue(FactStore store, DataFolder folder, ActivityLog log)
{
    /// <summary>Computes every snapshot's digest anew.</summary>
    /// <exception cref="AccessRefusedException">The user may not see snapshots.</exception>
    /// <exception cref="StoreException">Not even the list of snapshots can be read.</exception>
    public async Task<RescueOutcome> CheckAsync(
        CurrentUser user,
        IProgress<WorkProgress> progress,
        CancellationToken cancellationToken
    )
    {
        RolePermissions.Demand(user, AppAction.ViewSnapshots);
        return new(await store.CheckAsync(progress, cancellationToken), []);
    }

    /// <summary>Checks, then copies the whole snapshots and every other file of the data folder into a folder that holds nothing yet.</summary>
    /// <exception cref="AccessRefusedException">The user may not import.</exception>
    /// <exception cref="InvalidDataException">The folder holds something.</exception>
    /// <exception cref="StoreException">Not even the list of snapshots can be read, or the copy cannot be written.</exception>
    public async Task<RescueOutcome> SaveAsync(
        CurrentUser user,
        string target,
        IProgress<WorkProgress> progress,
        CancellationToken cancellationToken
    )
    {
        RolePermissions.Demand(user, AppAction.Import);
        var checks = await store.CheckAsync(progress, cancellationToken);
        var whole = checks.Where(check => check.IsWhole).Select(check => check.Snapshot.Id).ToImmutableArray();
        if (whole.IsEmpty)
        {
            return new(checks, []);
        }

        var saved = await store.SaveAsync(whole, folder.Beside(target), progress, cancellationToken);
        await log.AppendAsync(
            user,
            "rescue",
            $"snapshots {string.Join(", ", whole.Order())} of {checks.Length} copied into another data folder",
            reason: null,
            CancellationToken.None
        );
        return new(checks, saved);
    }
}
