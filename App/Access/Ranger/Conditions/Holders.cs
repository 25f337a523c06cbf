namespace GovernanceDashboard.Access.Ranger.Conditions;

/// <summary>For whom conditions that ask about the user hold. What such conditions decide is decided for each account.</summary>
/// <param name="Sure">Accounts for whom they surely hold, other conditions aside.</param>
/// <param name="Possible">Accounts for whom they may hold; holds <paramref name="Sure"/>.</param>
/// <param name="IsOpen">Beside them stands a condition that nobody can know, for whoever it is.</param>
internal sealed record Holders(PrincipalSet Sure, PrincipalSet Possible, bool IsOpen)
{
    /// <summary>Both must hold.</summary>
    internal Holders With(Holders other) =>
        new(Sure.Intersect(other.Sure), Possible.Intersect(other.Possible), IsOpen || other.IsOpen);
}
