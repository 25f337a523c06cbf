namespace GovernanceDashboard.Security;

/// <summary>Role x action, the one place that says who may do what.</summary>
public static class RolePermissions
{
    public static bool Allows(CurrentUser user, AppAction action) => throw new NotImplementedException();

    /// <exception cref="AccessRefusedException">The role may not.</exception>
    public static void Demand(CurrentUser user, AppAction action) => throw new NotImplementedException();
}
