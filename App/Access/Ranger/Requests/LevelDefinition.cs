using System.Collections.Immutable;

namespace GovernanceDashboard.Access.Ranger.Requests;

/// <summary>One level of a service's resources, e.g. table below database.</summary>
/// <param name="Parent">Null for a root.</param>
/// <param name="RawOptions">The matcher's options as the definition writes them.</param>
/// <param name="IsValidLeaf">True where a resource may end here although levels follow; null where the definition does not say.</param>
/// <param name="IsRecursive">Whether a security zone's value covers what lies below it.</param>
public sealed record LevelDefinition(
    string Name,
    string? Parent,
    MatcherKind Matcher,
    ImmutableSortedDictionary<string, string> RawOptions,
    bool? IsValidLeaf = null,
    bool IsRecursive = false
)
{
    public MatcherOptions Options { get; } = MatcherOptions.Of(RawOptions);

    /// <summary>This level as a mask or filter definition restates it: its options win, its place stays (semantics 2.3).</summary>
    public LevelDefinition With(LevelDefinition delta, bool saysMatcher) =>
        new(
            Name,
            Parent,
            saysMatcher ? delta.Matcher : Matcher,
            RawOptions.SetItems(delta.RawOptions),
            delta.IsValidLeaf,
            IsRecursive || delta.IsRecursive
        );
}
