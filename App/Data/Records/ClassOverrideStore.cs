using System.Collections.Immutable;
using GovernanceDashboard.Domain;
using Microsoft.EntityFrameworkCore;

namespace GovernanceDashboard.Data.Records;

/// <summary>The classes that users set, those taken back included: an old snapshot answers as it did.</summary>
public sealed class ClassOverrideStore(RecordsDatabase database)
{
    /// <summary>By id.</summary>
    public async Task<ImmutableArray<ClassOverride>> AllAsync(CancellationToken cancellationToken)
    {
        await using var context = await database.OpenAsync(cancellationToken);
        var rows = await context.ClassOverrides.AsNoTracking().OrderBy(row => row.Id).ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(row => new ClassOverride(
                row.Id,
                new(row.Database, row.Table, row.Column),
                row.Class,
                row.Reason,
                row.SetBy,
                row.SetAt,
                new(row.FromSnapshot),
                row.ToSnapshot is { } to ? new(to) : null
            )),
        ];
    }

    /// <param name="set">Its id is given by the database.</param>
    /// <returns>The id.</returns>
    public async Task<long> AddAsync(ClassOverride set, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(set);
        await using var context = await database.OpenAsync(cancellationToken);
        var row = new ClassOverrideRecord(
            0,
            set.Resource.Database,
            set.Resource.Table!,
            set.Resource.Column,
            set.Class,
            set.Reason,
            set.SetBy,
            set.SetAt,
            set.From.Value
        );
        context.ClassOverrides.Add(row);
        await context.SaveChangesAsync(cancellationToken);
        return row.Id;
    }

    /// <summary>Takes overrides back; those taken back already are left alone.</summary>
    public async Task RemoveAsync(
        IReadOnlyCollection<long> ids,
        SnapshotId newest,
        string by,
        DateTimeOffset at,
        string reason,
        CancellationToken cancellationToken
    )
    {
        await using var context = await database.OpenAsync(cancellationToken);
        await context
            .ClassOverrides.Where(row => ids.Contains(row.Id) && row.ToSnapshot == null)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(row => row.ToSnapshot, newest.Value)
                        .SetProperty(row => row.RemovedBy, by)
                        .SetProperty(row => row.RemovedAt, at)
                        .SetProperty(row => row.RemovedReason, reason),
                cancellationToken
            );
    }
}
