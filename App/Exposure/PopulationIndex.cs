using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

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
    private const string Unknown = "unknown";

    private readonly Dictionary<string, Lazy<ImmutableArray<ResolvedPopulation>>> _byAttribute;

    private PopulationIndex(Dictionary<string, Lazy<ImmutableArray<ResolvedPopulation>>> byAttribute) =>
        _byAttribute = byAttribute;

    /// <summary>department, level, region, employment: the attributes that can be chosen, in this order.</summary>
    public static ImmutableArray<string> Attributes { get; } = ["department", "level", "region", "employment"];

    /// <summary>Values compare without case. Where two declared populations name the same value, the first by name holds it.</summary>
    public static PopulationIndex Build(AccessIndex index) =>
        new(
            Attributes.ToDictionary(
                attribute => attribute,
                attribute => new Lazy<ImmutableArray<ResolvedPopulation>>(() => Resolve(index, attribute)),
                StringComparer.OrdinalIgnoreCase
            )
        );

    /// <summary>By name, "unknown" last.</summary>
    /// <exception cref="ArgumentException">The attribute is not one of <see cref="Attributes"/>.</exception>
    public ImmutableArray<ResolvedPopulation> Of(string attribute) =>
        _byAttribute.TryGetValue(attribute, out var populations)
            ? populations.Value
            : throw new ArgumentException(
                $"Populations have no attribute {attribute}; choose from {string.Join(", ", Attributes)}.",
                nameof(attribute)
            );

    private static ImmutableArray<ResolvedPopulation> Resolve(AccessIndex index, string attribute)
    {
        var universe = index.Accounts.Length;
        var byValue = ByValue(index, attribute);
        var populations = new List<ResolvedPopulation>();
        var declared = index
            .Facts.Populations.Where(population =>
                string.Equals(population.Attribute, attribute, StringComparison.OrdinalIgnoreCase)
                && population.Value.Length > 0
            )
            .OrderBy(population => population.Name, StringComparer.Ordinal);
        foreach (var population in declared)
        {
            var people = byValue.Remove(population.Value, out var found) ? found.People : PrincipalSet.Empty(universe);
            populations.Add(new(population.Name, attribute, people, false));
        }

        var unknown = byValue.Remove("", out var nameless) ? nameless.People : PrincipalSet.Empty(universe);
        populations.AddRange(
            byValue.Values.Select(rest => new ResolvedPopulation(rest.Value!, attribute, rest.People, false))
        );
        populations.Sort((left, right) => string.CompareOrdinal(left.Name, right.Name));
        if (!unknown.IsEmpty)
        {
            populations.Add(new(Unknown, attribute, unknown, true));
        }

        return [.. populations];
    }

    // People of one value mostly follow one another: the look-up of the one before then serves.
    private static Dictionary<string, (string? Value, PrincipalSet People)> ByValue(AccessIndex index, string attribute)
    {
        var found = new Dictionary<string, (string? Value, List<PrincipalOrdinal> People)>(
            StringComparer.OrdinalIgnoreCase
        );
        (string? Value, List<PrincipalOrdinal> People) last = (null, []);
        for (var person = 0; person < index.People.Count; person++)
        {
            var value = ValueOf(index.Accounts[person].Person, attribute);
            if (person == 0 || !string.Equals(value, last.Value, StringComparison.Ordinal))
            {
                if (!found.TryGetValue(value ?? "", out last))
                {
                    found.Add(value ?? "", last = (value, []));
                }
            }

            last.People.Add(new(person));
        }

        return found.ToDictionary(
            pair => pair.Key,
            pair => (pair.Value.Value, PrincipalSet.Of(index.Accounts.Length, pair.Value.People)),
            StringComparer.OrdinalIgnoreCase
        );
    }

    private static string? ValueOf(PersonAttributes? person, string attribute)
    {
        var value = attribute switch
        {
            "department" => person?.Department,
            "level" => person?.Level,
            "region" => person?.Region,
            "employment" => person?.EmploymentType,
            _ => throw new ArgumentException($"People have no attribute {attribute}.", nameof(attribute)),
        };
        return string.IsNullOrWhiteSpace(value) ? null : value;
    }
}
