using System.Collections.Immutable;

namespace GovernanceDashboard.Access.Ranger.Conditions;

/// <summary>All tags of what is asked for, as conditions see them.</summary>
/// <param name="Key">Equal for requests with the same tags.</param>
internal sealed record TagContext(ImmutableArray<AppliedTag> Tags, string Key)
{
    private const char Part = '\u001f';

    internal static TagContext Empty { get; } = new([], "");

    internal static TagContext Of(IEnumerable<AppliedTag> tags)
    {
        ImmutableArray<AppliedTag> sorted =
        [
            .. tags.OrderBy(tag => tag.Name, StringComparer.Ordinal)
                .ThenBy(tag => tag.Instance?.Key(), StringComparer.Ordinal)
                .ThenBy(tag => tag.IsBelow),
        ];
        return sorted.IsEmpty ? Empty : new(sorted, string.Join(Part, sorted.Select(KeyOf)));
    }

    /// <summary>Equal for the same tags and the same tag whose policy asks.</summary>
    internal string KeyFor(AppliedTag? asking) => asking is { } tag ? $"{Key}{Part}{Part}{KeyOf(tag)}" : Key;

    private static string KeyOf(AppliedTag tag) =>
        $"{tag.Name}{Part}{tag.Instance?.Key()}{Part}{(tag.IsBelow ? 1 : 0)}";
}
