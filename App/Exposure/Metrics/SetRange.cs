using GovernanceDashboard.Access;

namespace GovernanceDashboard.Exposure.Metrics;

/// <summary>A set of people that may not be known exactly: those who surely are in it, and those who may be, the sure ones included.</summary>
public readonly record struct SetRange(PrincipalSet Sure, PrincipalSet Possible)
{
    public bool IsCertain => ReferenceEquals(Sure, Possible) || Sure.Count == Possible.Count;

    /// <summary>How many they are.</summary>
    public MeasureRange Size => new(Sure.Count, Possible.Count);

    /// <summary>Of them these alone.</summary>
    public SetRange Within(PrincipalSet some) => new(Sure.Intersect(some), Possible.Intersect(some));

    /// <summary>What holds whichever of the two is true.</summary>
    public SetRange Or(SetRange other) => new(Sure.Intersect(other.Sure), Possible.Union(other.Possible));
}
