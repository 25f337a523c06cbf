using System.Collections.Frozen;

namespace GovernanceDashboard.Security;

/// <summary>Role x action, the one place that says who may do what (product definitions, "People and privacy").</summary>
/// <remarks>An action that a role's line does not name is refused, a role that the table does not name may do nothing.</remarks>
public static class RolePermissions
{
    private static readonly FrozenDictionary<AppRole, AppAction[]> s_table = new Dictionary<AppRole, AppAction[]>
    {
        [AppRole.Executive] = [AppAction.ViewExposure, AppAction.ViewSnapshots],
        [AppRole.Reviewer] =
        [
            AppAction.ViewExposure,
            AppAction.BrowseEstate,
            AppAction.ViewAccess,
            AppAction.Simulate,
            AppAction.Triage,
            AppAction.ViewSnapshots,
        ],
        [AppRole.IncidentLead] =
        [
            AppAction.ViewExposure,
            AppAction.BrowseEstate,
            AppAction.ViewAccess,
            AppAction.Simulate,
            AppAction.ExportEvidence,
            AppAction.Unmask,
            AppAction.Triage,
            AppAction.ApproveWaivers,
            AppAction.ViewSnapshots,
        ],
        [AppRole.Dpo] =
        [
            AppAction.ViewExposure,
            AppAction.BrowseEstate,
            AppAction.ViewAccess,
            AppAction.ExportEvidence,
            AppAction.Unmask,
            AppAction.Classify,
            AppAction.Triage,
            AppAction.ApproveWaivers,
            AppAction.ViewSnapshots,
            AppAction.ViewActivity,
        ],
        [AppRole.Engineer] =
        [
            AppAction.ViewExposure,
            AppAction.BrowseEstate,
            AppAction.ViewAccess,
            AppAction.Simulate,
            AppAction.Triage,
            AppAction.ViewSnapshots,
        ],
        [AppRole.Auditor] =
        [
            AppAction.ViewExposure,
            AppAction.BrowseEstate,
            AppAction.ViewAccess,
            AppAction.ViewSnapshots,
            AppAction.ViewActivity,
        ],
        [AppRole.Reporter] = [],
        [AppRole.Admin] =
        [
            AppAction.ViewExposure,
            AppAction.BrowseEstate,
            AppAction.ViewAccess,
            AppAction.Simulate,
            AppAction.ExportEvidence,
            AppAction.Import,
            AppAction.Classify,
            AppAction.Triage,
            AppAction.ApproveWaivers,
            AppAction.ViewSnapshots,
            AppAction.ViewActivity,
            AppAction.ManageUsers,
        ],
    }.ToFrozenDictionary();

    public static bool Allows(CurrentUser user, AppAction action)
    {
        ArgumentNullException.ThrowIfNull(user);

        // Configuration grants this one right to the command line's operator, whatever the role.
        return (action == AppAction.Unmask && user.MayUnmask) || Allows(user.Role, action);
    }

    /// <exception cref="AccessRefusedException">The role may not.</exception>
    public static void Demand(CurrentUser user, AppAction action)
    {
        if (!Allows(user, action))
        {
            throw new AccessRefusedException(user.Role, action);
        }
    }

    private static bool Allows(AppRole role, AppAction action) =>
        s_table.TryGetValue(role, out var allowed) && allowed.Contains(action);
}
