using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;

namespace GovernanceDashboard.Data.Records;

/// <summary>What was notified, and how far its deliveries are: a restart goes on where the last run was.</summary>
public sealed class NotificationStore(RecordsDatabase database)
{
    public async Task AddAsync(NotificationRecord row, CancellationToken cancellationToken)
    {
        await using var context = await database.OpenAsync(cancellationToken);
        context.Notifications.Add(row);
        await context.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Newest first.</summary>
    public async Task<ImmutableArray<NotificationRecord>> NewestAsync(int take, CancellationToken cancellationToken)
    {
        await using var context = await database.OpenAsync(cancellationToken);
        var rows = await context
            .Notifications.AsNoTracking()
            .OrderByDescending(row => row.At)
            .ThenBy(row => row.Id)
            .Take(take)
            .ToListAsync(cancellationToken);
        return [.. rows];
    }

    /// <summary>Whose next try is due by <paramref name="at"/>, the longest due first.</summary>
    public async Task<ImmutableArray<NotificationRecord>> DueAsync(
        DateTimeOffset at,
        CancellationToken cancellationToken
    )
    {
        await using var context = await database.OpenAsync(cancellationToken);
        var rows = await context
            .Notifications.AsNoTracking()
            .Where(row => row.NextTryAt != null && row.NextTryAt <= at)
            .OrderBy(row => row.NextTryAt)
            .ToListAsync(cancellationToken);
        return [.. rows];
    }

    /// <summary>Replaces a row by one of the same id.</summary>
    public async Task UpdateAsync(NotificationRecord row, CancellationToken cancellationToken)
    {
        await using var context = await database.OpenAsync(cancellationToken);
        context.Notifications.Update(row);
        await context.SaveChangesAsync(cancellationToken);
    }
}
