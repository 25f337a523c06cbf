using System.Collections.Frozen;
using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Exposure;

/// <summary>Which tables lie in which database, and which classes reach them: on the table, on any of its columns, on its database.</summary>
internal sealed class TableSpread
{
    private readonly ILookup<string, int> _tablesOfDatabase;
    private readonly Lazy<ILookup<string, int>> _byClass;
    private readonly Lazy<ILookup<string, int>> _byTag;

    internal TableSpread(EstateFacts facts)
    {
        var byDatabase = facts
            .Classifications.Where(found => found.Resource.Table is null)
            .ToLookup(found => found.Resource.Database, StringComparer.Ordinal);
        var byTable = facts
            .Classifications.Where(found => found.Resource.Table is not null)
            .ToLookup(found => new TableName(found.Resource.Database, found.Resource.Table!));
        var ofDatabase = new Dictionary<string, (Classification[] Found, ImmutableArray<string> Classes)>(
            StringComparer.Ordinal
        );
        Classes = new ImmutableArray<string>[facts.Tables.Length];
        var possible = new Dictionary<int, ImmutableArray<string>>();
        var pairs = new List<(int Table, Classification Found)>();
        for (var table = 0; table < Classes.Length; table++)
        {
            var name = facts.Tables[table].Name;
            if (!ofDatabase.TryGetValue(name.Database, out var above))
            {
                Classification[] found = [.. byDatabase[name.Database]];
                ofDatabase.Add(name.Database, above = (found, Distinct(found)));
            }

            // Tables without classes of their own share their database's.
            var own = byTable.Count == 0 ? [] : byTable[name];
            Classes[table] = own.Any() ? Distinct(above.Found.Concat(own)) : above.Classes;
            foreach (var found in above.Found.Concat(own).Where(found => !found.MayContain))
            {
                pairs.Add((table, found));
            }

            if (above.Found.Concat(own).Any(found => found.MayContain))
            {
                possible.Add(
                    table,
                    [
                        .. above
                            .Found.Concat(own)
                            .Where(found => found.MayContain)
                            .Select(found => found.Class)
                            .Except(Classes[table], StringComparer.Ordinal)
                            .Order(StringComparer.Ordinal),
                    ]
                );
            }
        }

        Possible = possible.ToFrozenDictionary();

        _tablesOfDatabase = Enumerable
            .Range(0, Classes.Length)
            .ToLookup(table => facts.Tables[table].Name.Database, StringComparer.Ordinal);
        _byClass = new(() =>
            pairs.ToLookup(pair => pair.Found.Class, pair => pair.Table, StringComparer.OrdinalIgnoreCase)
        );
        _byTag = new(() =>
            pairs
                .Where(pair => pair.Found.Basis == ClassificationBasis.Import)
                .ToLookup(pair => pair.Found.Class, pair => pair.Table, StringComparer.Ordinal)
        );
    }

    /// <summary>What was found, per table, sorted and distinct.</summary>
    internal ImmutableArray<string>[] Classes { get; }

    /// <summary>What may be there besides, sorted and distinct; tables without any are missing.</summary>
    internal FrozenDictionary<int, ImmutableArray<string>> Possible { get; }

    internal IEnumerable<int> OfDatabase(string name) => _tablesOfDatabase[name];

    internal IEnumerable<int> OfClass(string name) => _byClass.Value[name];

    internal IEnumerable<int> OfTag(string name) => _byTag.Value[name];

    private static ImmutableArray<string> Distinct(IEnumerable<Classification> found) =>
        [
            .. found
                .Where(one => !one.MayContain)
                .Select(one => one.Class)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
}
