namespace GovernanceDashboard.Domain;

/// <summary>What kind of thing a grant can name. <see cref="ServiceAccount"/> is a login that no person sits behind.</summary>
public enum PrincipalKind
{
    User,
    ServiceAccount,
    Group,
    Role,
}
