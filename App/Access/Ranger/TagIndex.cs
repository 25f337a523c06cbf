using System.Collections.Immutable;
using GovernanceDashboard.Access.Ranger.Conditions;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Ranger;

/// <summary>One tag as it applies to a request: where it stands, and whether that is below what is asked for.</summary>
/// <param name="Instance">Its attributes; null where it has none.</param>
internal readonly record struct AppliedTag(string Name, ResourceName At, bool IsBelow, TagInstance? Instance = null);

/// <summary>The source's own tags by resource (semantics, section 10). Classes that rules or people gave drive no policy.</summary>
internal sealed class TagIndex
{
    private readonly ILookup<string, Classification> _byDatabase;
    private readonly ILookup<string, Classification> _onDatabase;
    private readonly ILookup<TableName, Classification> _byTable;

    /// <param name="at">Instances outside their validity periods at this instant do not count (semantics 10.3).</param>
    internal TagIndex(ImmutableArray<Classification> classifications, DateTimeOffset at)
    {
        var tags = classifications
            .Where(classification => classification.Basis == ClassificationBasis.Import)
            .Where(tag => tag.Instance is null || Validity.At(tag.Instance.ValidityPeriods, at) != Certainty.No)
            .OrderBy(classification => classification.Class, StringComparer.Ordinal)
            .ToArray();
        _byDatabase = tags.ToLookup(tag => tag.Resource.Database, StringComparer.Ordinal);
        _onDatabase = tags.Where(tag => tag.Resource.Table is null)
            .ToLookup(tag => tag.Resource.Database, StringComparer.Ordinal);
        _byTable = tags.Where(tag => tag.Resource.Table is not null)
            .ToLookup(tag => new TableName(tag.Resource.Database, tag.Resource.Table!));
    }

    /// <summary>Tags on the resource and above it and, where asked for, below it. Those below count for visibility only.</summary>
    internal IEnumerable<AppliedTag> Of(ResourceName requested, bool withBelow)
    {
        foreach (
            var tag in requested.Table is null && withBelow
                ? _byDatabase[requested.Database]
                : OnDatabase(requested.Database)
        )
        {
            yield return new(tag.Class, tag.Resource, tag.Resource.Table is not null, tag.Instance);
        }

        if (requested.Table is null)
        {
            yield break;
        }

        foreach (var tag in OnTable(new(requested.Database, requested.Table)))
        {
            if (tag.Resource.Column is null || tag.Resource.Column == requested.Column)
            {
                yield return new(tag.Class, tag.Resource, false, tag.Instance);
            }
            else if (requested.Column is null && withBelow)
            {
                yield return new(tag.Class, tag.Resource, true, tag.Instance);
            }
        }
    }

    /// <summary>The tags of every tagged database, table and column, with and without those below; repetitions are not left out.</summary>
    internal IEnumerable<TagContext> Contexts()
    {
        foreach (var database in _byDatabase)
        {
            var name = new ResourceName(database.Key);
            yield return TagContext.Of(Of(name, withBelow: false));
            yield return TagContext.Of(Of(name, withBelow: true));
        }

        foreach (var table in _byTable)
        {
            var name = ResourceName.Of(table.Key);
            yield return TagContext.Of(Of(name, withBelow: false));
            yield return TagContext.Of(Of(name, withBelow: true));
            foreach (var column in table.Select(tag => tag.Resource.Column).OfType<string>().Distinct())
            {
                yield return TagContext.Of(Of(ResourceName.Of(table.Key, column), withBelow: false));
            }
        }
    }

    internal IEnumerable<Classification> OnDatabase(string database) => _onDatabase[database];

    /// <summary>On the table and on its columns.</summary>
    internal IEnumerable<Classification> OnTable(TableName table) => _byTable[table];
}
