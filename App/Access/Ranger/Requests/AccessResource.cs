using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Ranger.Requests;

/// <summary>What is asked for on one level: one value, or a list of which any may match (semantics 4.4).</summary>
public sealed record RequestedValues(ImmutableArray<string> Values, bool IsList = false)
{
    /// <summary>Everything below is asked for at once (semantics 4.3). A list never asks so.</summary>
    public bool IsAll => !IsList && (Values.Length == 0 || Values[0].Length == 0 || Values[0] == "*");
}

/// <summary>The resource of a request: levels with their values, and whom it belongs to.</summary>
/// <param name="Owner">Fills <c>{OWNER}</c>; null where nobody is known to own it.</param>
public sealed record AccessResource(ImmutableSortedDictionary<string, RequestedValues> Levels, string? Owner = null)
{
    /// <summary>Asks for nothing in particular, as SHOW DATABASES does.</summary>
    public static AccessResource Empty { get; } =
        new(ImmutableSortedDictionary.Create<string, RequestedValues>(StringComparer.Ordinal));

    /// <summary>A Hive database, table or column.</summary>
    public static AccessResource Of(ResourceName name, string? owner = null)
    {
        var levels = Empty.Levels.Add("database", One(name.Database));
        levels = name.Table is null ? levels : levels.Add("table", One(name.Table));
        levels = name.Column is null ? levels : levels.Add("column", One(name.Column));
        return new(levels, owner);
    }

    public static RequestedValues One(string value) => new([value]);
}
