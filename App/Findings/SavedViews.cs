using System.Collections.Immutable;
using GovernanceDashboard.Data.Records;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Findings;

/// <summary>A named set of filters.</summary>
/// <param name="Query">As the page's link writes them, without snapshot and instant.</param>
public sealed record SavedView(string Name, string Query, string SavedBy);

/// <summary>Named filters of the findings, shared by all who use the installation.</summary>
public sealed class SavedViews(SavedViewStore store, TimeProvider clock)
{
    public const int LongestName = 60;
    private const int LongestQuery = 2000;

    /// <summary>Filters of the findings, by name.</summary>
    /// <exception cref="AccessRefusedException">The role may not.</exception>
    public async Task<ImmutableArray<SavedView>> ListAsync(CurrentUser user, CancellationToken cancellationToken) =>
        (await AllAsync(user, cancellationToken)).RemoveAll(view => RestartChecklist.IsOne(view.Query));

    /// <summary>Checklists of a restart, by name: they share the names with filters.</summary>
    /// <exception cref="AccessRefusedException">The role may not.</exception>
    public async Task<ImmutableArray<SavedView>> ChecklistsAsync(
        CurrentUser user,
        CancellationToken cancellationToken
    ) => (await AllAsync(user, cancellationToken)).RemoveAll(view => !RestartChecklist.IsOne(view.Query));

    private async Task<ImmutableArray<SavedView>> AllAsync(CurrentUser user, CancellationToken cancellationToken)
    {
        RolePermissions.Demand(user, AppAction.ViewAccess);
        return
        [
            .. (await store.AllAsync(cancellationToken)).Select(row => new SavedView(
                row.Name,
                row.Address,
                row.SavedBy
            )),
        ];
    }

    /// <returns>What is wrong, for a reader; null where it was saved.</returns>
    /// <exception cref="AccessRefusedException">The role may not.</exception>
    public async Task<string?> SaveAsync(
        CurrentUser user,
        string name,
        string query,
        CancellationToken cancellationToken
    )
    {
        RolePermissions.Demand(user, AppAction.Triage);
        var called = name.Trim();
        return called.Length is 0 or > LongestName || called.Any(char.IsControl)
                ? $"A view has a name of 1 to {LongestName} characters."
            : query.Length > LongestQuery ? "These filters are too long to be kept."
            : await store.PutAsync(new(called, query, user.Name, clock.GetUtcNow()), cancellationToken) ? null
            : $"Somebody else has saved a view named '{called}': choose another name.";
    }

    /// <returns>What is wrong, for a reader; null where it is gone.</returns>
    /// <exception cref="AccessRefusedException">The role may not.</exception>
    public async Task<string?> RemoveAsync(CurrentUser user, string name, CancellationToken cancellationToken)
    {
        RolePermissions.Demand(user, AppAction.Triage);
        var view = (await store.AllAsync(cancellationToken)).FirstOrDefault(row => row.Name == name);
        if (view is not null && view.SavedBy != user.Name && !RolePermissions.Allows(user, AppAction.ManageUsers))
        {
            return $"The view '{name}' was saved by {view.SavedBy}: they, or an Admin, can delete it.";
        }

        await store.RemoveAsync(name, cancellationToken);
        return null;
    }
}
