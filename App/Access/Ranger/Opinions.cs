namespace GovernanceDashboard.Access.Ranger;

/// <summary>
/// What one policy says on one access type, for all accounts: allow and deny, each as a lower bound (sure) and an upper one (possible).
/// Sure allow and possible deny are disjoint, and so are possible allow and sure deny.
/// </summary>
internal sealed record Opinions(
    PrincipalSet SureAllow,
    PrincipalSet PossibleAllow,
    PrincipalSet SureDeny,
    PrincipalSet PossibleDeny
)
{
    internal bool IsCertain => ReferenceEquals(SureAllow, PossibleAllow) && ReferenceEquals(SureDeny, PossibleDeny);
}

/// <summary>What one policy says on one access type for one account.</summary>
[Flags]
internal enum Opinion : byte
{
    Silent = 0,
    SureAllow = 1,
    PossibleAllow = 2,
    SureDeny = 4,
    PossibleDeny = 8,
}
