using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;

namespace GovernanceDashboard.Data.Records;

/// <summary>What was done about findings, in order.</summary>
public sealed class FindingEventStore(RecordsDatabase database)
{
    /// <summary>By id.</summary>
    public async Task<ImmutableArray<FindingEventRecord>> AllAsync(CancellationToken cancellationToken)
    {
        await using var context = await database.OpenAsync(cancellationToken);
        var rows = await context.FindingEvents.AsNoTracking().OrderBy(row => row.Id).ToListAsync(cancellationToken);
        return [.. rows];
    }

    /// <summary>Adds all or none.</summary>
    /// <param name="events">Their ids are given by the database.</param>
    /// <returns>The same with their ids, in the same order.</returns>
    public async Task<ImmutableArray<FindingEventRecord>> AddAsync(
        IReadOnlyCollection<FindingEventRecord> events,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(events);
        await using var context = await database.OpenAsync(cancellationToken);
        ImmutableArray<FindingEventRecord> rows = [.. events.Select(one => one with { Id = 0 })];
        context.FindingEvents.AddRange(rows);
        await context.SaveChangesAsync(cancellationToken);
        return rows;
    }
}
