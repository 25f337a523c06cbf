using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;

namespace GovernanceDashboard.Data.Records;

/// <summary>Named filters of the findings, shared by all who use the installation.</summary>
public sealed class SavedViewStore(RecordsDatabase database)
{
    /// <summary>By name.</summary>
    public async Task<ImmutableArray<SavedViewRecord>> AllAsync(CancellationToken cancellationToken)
    {
        await using var context = await database.OpenAsync(cancellationToken);
        var rows = await context.SavedViews.AsNoTracking().OrderBy(row => row.Name).ToListAsync(cancellationToken);
        return [.. rows];
    }

    /// <summary>Adds a view, or replaces the one of that name where the same user saved it.</summary>
    /// <returns>False where somebody else saved one of that name: nothing was changed.</returns>
    public async Task<bool> PutAsync(SavedViewRecord view, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(view);
        await using var context = await database.OpenAsync(cancellationToken);
        var changed = await context.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO saved_views (Name, Address, SavedBy, SavedAt) VALUES ({view.Name}, {view.Address}, {view.SavedBy}, {view.SavedAt.ToUnixTimeMilliseconds()})
            ON CONFLICT (Name) DO UPDATE SET Address = excluded.Address, SavedAt = excluded.SavedAt WHERE SavedBy = excluded.SavedBy
            """,
            cancellationToken
        );
        return changed == 1;
    }

    /// <returns>Whether there was one.</returns>
    public async Task<bool> RemoveAsync(string name, CancellationToken cancellationToken)
    {
        await using var context = await database.OpenAsync(cancellationToken);
        return await context.SavedViews.Where(row => row.Name == name).ExecuteDeleteAsync(cancellationToken) == 1;
    }
}
