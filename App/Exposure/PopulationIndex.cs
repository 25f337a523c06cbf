using System.Collections.Immutable;
using GovernanceDashboard.Access;

namespace GovernanceDashboard.Exposure;

/// <summary>A population with its people. The populations of one attribute are disjoint and cover P.</summary>
/// <param name="IsUnknown">True for the people whose attribute the directory does not give.</param>
public sealed record ResolvedPopulation(string Name, string Attribute, PrincipalSet People, bool IsUnknown);

/// <summary>
/// The populations of each attribute: the declared ones, one more for each value that nobody declared, and "unknown" where needed.
/// Empty declared populations stay.
/// </summary>
public sealed class PopulationIndex
{
    /// <summary>department, level, region, employment: the attributes that can be chosen, in this order.</summary>
    public static ImmutableArray<string> Attributes { get; } = ["department", "level", "region", "employment"];

    public static PopulationIndex Build(AccessIndex index) => throw new NotImplementedException();

    /// <summary>By name, "unknown" last.</summary>
    public ImmutableArray<ResolvedPopulation> Of(string attribute) => throw new NotImplementedException();
}
