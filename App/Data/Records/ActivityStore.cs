using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace GovernanceDashboard.Data.Records;

/// <summary>The rows of the activity log: added at the end, read, never changed (triggers in the database refuse that).</summary>
public sealed class ActivityStore(RecordsDatabase database)
{
    /// <summary>Adds the row that <paramref name="next"/> makes of the last one (null: none yet). No other process gets in between.</summary>
    public async Task<ActivityRecord> AppendAsync(
        Func<ActivityRecord?, ActivityRecord> next,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(next);
        await using var context = await database.OpenAsync(cancellationToken);
        await context.Database.OpenConnectionAsync(cancellationToken);

        // BEGIN IMMEDIATE: takes the one write lock before the last row is read. A deferred transaction would let two
        // processes read the same last row, and one of them would fail when it writes.
        var connection = (SqliteConnection)context.Database.GetDbConnection();
        await using var transaction = connection.BeginTransaction(deferred: false);
        await context.Database.UseTransactionAsync(transaction, cancellationToken);
        var row = next(await LastAsync(context, cancellationToken));
        context.Activity.Add(row);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return row;
    }

    /// <summary>Null for an empty log.</summary>
    public async Task<ActivityRecord?> LastAsync(CancellationToken cancellationToken)
    {
        await using var context = await database.OpenAsync(cancellationToken);
        return await LastAsync(context, cancellationToken);
    }

    /// <summary>Newest first.</summary>
    public async Task<ImmutableArray<ActivityRecord>> NewestAsync(
        int skip,
        int take,
        CancellationToken cancellationToken
    )
    {
        await using var context = await database.OpenAsync(cancellationToken);
        var rows = await context
            .Activity.AsNoTracking()
            .OrderByDescending(row => row.Sequence)
            .Skip(skip)
            .Take(take)
            .ToListAsync(cancellationToken);
        return [.. rows];
    }

    /// <summary>Every row in order, streamed from one consistent view of the database.</summary>
    public async IAsyncEnumerable<ActivityRecord> AllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var context = await database.OpenAsync(cancellationToken);
        var rows = context.Activity.AsNoTracking().OrderBy(row => row.Sequence).AsAsyncEnumerable();
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            yield return row;
        }
    }

    private static Task<ActivityRecord?> LastAsync(GovernanceContext context, CancellationToken cancellationToken) =>
        context.Activity.AsNoTracking().OrderByDescending(row => row.Sequence).FirstOrDefaultAsync(cancellationToken);
}
