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
        : this([.. ground.Tables.Where(MayHold(ground.Timeline, scope))]) { }

    private LedgerTables(ImmutableArray<TableName> names)
    {
        Names = names;
        Groups = new ImmutableArray<string>[Names.Length];
        Array.Fill(Groups, []);
        for (var table = 0; table < Names.Length; table++)
        {
            _numbers.Add(Names[table], table);
        }

        _byDatabase = Enumerable
            .Range(0, Names.Length)
            .ToLookup(table => Names[table].Database, StringComparer.Ordinal);
    }

    internal ImmutableArray<TableName> Names { get; }

    internal int Count => Names.Length;

    /// <summary>The table groups that each is in now; of a table that is gone, those it was in last.</summary>
    internal ImmutableArray<string>[] Groups { get; }

    internal int? Find(TableName name) => _numbers.TryGetValue(name, out var number) ? number : null;

    internal IEnumerable<int> In(string database) => _byDatabase[database];

    internal IEnumerable<int> Where(Func<TableName, bool> isWanted) =>
        Enumerable.Range(0, Count).Where(table => isWanted(Names[table]));

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
            ScopeKind.Estate or ScopeKind.TableGroup or ScopeKind.Person or ScopeKind.Query => Enumerable
                .Range(0, Count)
                .Where(table => scope.Holds(Names[table], Groups[table])),
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
