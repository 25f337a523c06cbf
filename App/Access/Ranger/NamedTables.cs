using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Ranger;

/// <summary>
/// What most policies' resource comes to: tables of one database, named letter by letter, with all their columns. Such a policy is found by
/// those names, and its resource made ready to compare only when somebody asks for it.
/// </summary>
/// <param name="Database">Lower-cased.</param>
/// <param name="Tables">Lower-cased, never empty; repetitions allowed.</param>
internal readonly record struct NamedTables(string Database, ImmutableArray<string> Tables)
{
    private const string Special = "*?{"; // wildcards, and what macros begin with

    /// <summary>Null where the resource is of any other kind; then nothing is said of it.</summary>
    internal static NamedTables? Of(ImmutableArray<PolicyResource> resources) =>
        resources is [{ Levels: { Count: 3 } levels }]
        && levels.TryGetValue("column", out var columns)
        && columns is { IsExcludes: false, Values: ["*"] }
        && levels.TryGetValue("database", out var databases)
        && databases is { IsExcludes: false, Values: [var database] }
        && IsLiteral(database)
        && levels.TryGetValue("table", out var tables)
        && tables is { IsExcludes: false, Values.IsEmpty: false }
        && AreLiteral(tables.Values)
            ? new(database.ToLowerInvariant(), Lowered(tables.Values))
            : null;

    private static bool AreLiteral(ImmutableArray<string> values)
    {
        foreach (var value in values)
        {
            if (!IsLiteral(value))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsLiteral(string? value) =>
        !string.IsNullOrEmpty(value) && value.AsSpan().IndexOfAny(Special) < 0;

    // Most are lower-case as they come.
    private static ImmutableArray<string> Lowered(ImmutableArray<string> values)
    {
        foreach (var value in values)
        {
            if (!ReferenceEquals(value, value.ToLowerInvariant()))
            {
                return [.. values.Select(each => each.ToLowerInvariant())];
            }
        }

        return values;
    }
}
