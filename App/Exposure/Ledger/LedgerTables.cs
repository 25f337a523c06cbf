using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Exposure.Ledger;

/// <summary>The tables that a ledger is about, whenever they were there: by number, in the order of their names.</summary>
internal sealed class LedgerTables
{
    private readonly Dictionary<TableName, int> _numbers = [];
    private readonly ILookup<string, int> _byDatabase;

    /// <summary>Those of the scope.</summary>
    internal LedgerTables(LedgerGround ground, ExposureScope scope)
    {
        Names = [.. ground.Tables.Where(MayHold(ground.Timeline, scope))];
        Groups = new ImmutableArray<string>[Names.Length];
        Array.Fill(Groups, []);
        All = [.. Enumerable.Range(0, Names.Length)];
        for (var table = 0; table < Names.Length; table++)
        {
            _numbers.Add(Names[table], table);
        }

        _byDatabase = All.ToLookup(table => Names[table].Database, StringComparer.Ordinal);
    }

    private LedgerTables(LedgerTables whole, IEnumerable<IGrouping<string, int>> databases)
    {
        (Names, Groups) = (whole.Names, whole.Groups);
        All = [.. databases.SelectMany(database => database).Order()];
        foreach (var table in All)
        {
            _numbers.Add(Names[table], table);
        }

        _byDatabase = All.ToLookup(table => Names[table].Database, StringComparer.Ordinal);
    }

    /// <summary>Some parts of about the same size, each with whole databases, of which none finds another's tables. Numbers stay.</summary>
    internal IEnumerable<LedgerTables> InParts(int count)
    {
        if (count == 1)
        {
            return [this];
        }

        var parts = Array.ConvertAll(new int[count], _ => (Databases: new List<IGrouping<string, int>>(), Tables: 0));
        foreach (
            var database in _byDatabase
                .OrderByDescending(database => database.Count())
                .ThenBy(database => database.Key, StringComparer.Ordinal)
        )
        {
            var smallest = Enumerable.Range(0, count).MinBy(part => parts[part].Tables);
            parts[smallest].Databases.Add(database);
            parts[smallest].Tables += database.Count();
        }

        return parts.Select(part => new LedgerTables(this, part.Databases));
    }

    /// <summary>By number, those of other parts among them.</summary>
    internal ImmutableArray<TableName> Names { get; }

    /// <summary>How many numbers there are.</summary>
    internal int Count => Names.Length;

    /// <summary>The part's own, ascending.</summary>
    internal ImmutableArray<int> All { get; }

    /// <summary>The table groups that each is in now; of a table that is gone, those it was in last.</summary>
    internal ImmutableArray<string>[] Groups { get; }

    internal int? Find(TableName name) => _numbers.TryGetValue(name, out var number) ? number : null;

    internal IEnumerable<int> In(string database) => _byDatabase[database];

    internal IEnumerable<int> Where(Func<TableName, bool> isWanted) => All.Where(table => isWanted(Names[table]));

    /// <summary>Those in a scope of a record now.</summary>
    internal IEnumerable<int> Within(string text)
    {
        if (ExposureScope.Parse(text) is not { } scope)
        {
            return [];
        }

        return scope.Kind switch
        {
            ScopeKind.Table => TableName.TryParse(scope.Name, out var name) && Find(name) is { } one ? [one] : [],
            ScopeKind.Database => In(scope.Name),
            ScopeKind.Estate or ScopeKind.TableGroup or ScopeKind.Person or ScopeKind.Query => All.Where(table =>
                scope.Holds(Names[table], Groups[table])
            ),
        };
    }

    /// <summary>Every table of a scope that was there at some time, by name.</summary>
    internal static ImmutableArray<TableName> NamesIn(HistoryTimeline timeline, ExposureScope scope) =>
        [
            .. timeline
                .Edits.Where(edit => edit.Kind == HistoryKind.Table)
                .Select(edit => ((TableResource)edit.Fact).Name)
                .Where(MayHold(timeline, scope))
                .Distinct()
                .Order(),
        ];

    private static Func<TableName, bool> MayHold(HistoryTimeline timeline, ExposureScope scope) =>
        scope.Kind == ScopeKind.TableGroup ? new GroupReach(timeline.Edits, scope.Name).MayHold : scope.MayHold;
}
