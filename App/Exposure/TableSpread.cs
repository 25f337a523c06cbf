using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Exposure;

/// <summary>Which tables lie in which database, and which classes reach them: on the table, on any of its columns, on its database.</summary>
internal sealed class TableSpread
{
    private readonly ILookup<string, int> _tablesOfDatabase;
    private readonly ILookup<string, int> _byClass;
    private readonly ILookup<string, int> _byTag;

    internal TableSpread(EstateFacts facts)
    {
        var byDatabase = facts
            .Classifications.Where(found => found.Resource.Table is null)
            .ToLookup(found => found.Resource.Database, StringComparer.Ordinal);
        var byTable = facts
            .Classifications.Where(found => found.Resource.Table is not null)
            .ToLookup(found => new TableName(found.Resource.Database, found.Resource.Table!));
        var reaching = facts
            .Tables.Select(
                (table, ordinal) =>
                    (ordinal, Found: byDatabase[table.Name.Database].Concat(byTable[table.Name]).ToArray())
            )
            .ToArray();
        Classes =
        [
            .. reaching.Select(table =>
                table
                    .Found.Select(found => found.Class)
                    .Distinct(StringComparer.Ordinal)
                    .Order(StringComparer.Ordinal)
                    .ToImmutableArray()
            ),
        ];
        _tablesOfDatabase = reaching.ToLookup(
            table => facts.Tables[table.ordinal].Name.Database,
            table => table.ordinal,
            StringComparer.Ordinal
        );
        var pairs = reaching.SelectMany(table => table.Found.Select(found => (table.ordinal, found))).ToArray();
        _byClass = pairs.ToLookup(pair => pair.found.Class, pair => pair.ordinal, StringComparer.OrdinalIgnoreCase);
        _byTag = pairs
            .Where(pair => pair.found.Basis == ClassificationBasis.Import)
            .ToLookup(pair => pair.found.Class, pair => pair.ordinal, StringComparer.Ordinal);
    }

    /// <summary>Per table, sorted and distinct.</summary>
    internal ImmutableArray<string>[] Classes { get; }

    internal IEnumerable<int> OfDatabase(string name) => _tablesOfDatabase[name];

    internal IEnumerable<int> OfClass(string name) => _byClass[name];

    internal IEnumerable<int> OfTag(string name) => _byTag[name];
}
