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
    internal bool IsSilent => PossibleAllow.IsEmpty && PossibleDeny.IsEmpty;

    internal bool IsCertain => ReferenceEquals(SureAllow, PossibleAllow) && ReferenceEquals(SureDeny, PossibleDeny);
}

/// <summary>What one policy says on one access type for one account.</summary>
internal readonly record struct Opinion(bool SureAllow, bool PossibleAllow, bool SureDeny, bool PossibleDeny);
