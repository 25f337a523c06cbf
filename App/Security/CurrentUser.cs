namespace GovernanceDashboard.Security;

/// <summary>Who asks. Passed to every service; nothing is ambient.</summary>
/// <param name="Name">As it appears in the activity log.</param>
/// <param name="MayUnmask">Granted to the command line's operator by configuration; pages go by the role.</param>
public sealed record CurrentUser(string Name, AppRole Role, bool MayUnmask = false);

/// <summary>The user's role does not allow the action. Shown as the page's "refused" state; the command line exits with 64.</summary>
public sealed class AccessRefusedException(AppRole role, AppAction action)
    : Exception($"The role {role} may not do this: {action}.")
{
    public AppRole Role { get; } = role;

    public AppAction Action { get; } = action;
}
