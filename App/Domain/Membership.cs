namespace GovernanceDashboard.Domain;

/// <summary>
/// An edge: <paramref name="Member"/> is directly in <paramref name="Container"/>. The container is a group or a role.
/// A login or group in a role, and a role in a role, are memberships too: a member of the inner role holds the outer one.
/// </summary>
public readonly record struct Membership(PrincipalId Member, PrincipalId Container)
{
    /// <summary>True where a group lies in a group, or a role in a role.</summary>
    public bool IsNesting => Member.Namespace != PrincipalNamespace.Login;
}
