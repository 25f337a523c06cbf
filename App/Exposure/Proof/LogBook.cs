using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure.Ledger;

namespace GovernanceDashboard.Exposure.Proof;

/// <summary>
/// When each table's use was logged in full, by channel, as far as anybody declares it (product definitions, "Proof"). Partial is not
/// covered; events alone never imply coverage; where one record says full and another does not, it is not.
/// </summary>
internal sealed class LogBook
{
    private readonly ImmutableArray<HeldFact<LogCoverage>> _records;
    private readonly Func<int, (TableName Name, ImmutableArray<string> Groups)> _tables;
    private readonly ScopeReader _scopes = new();
    private readonly Dictionary<TableName, List<int>> _onTables = []; // positions of records
    private readonly Dictionary<string, List<int>> _onDatabases = new(StringComparer.Ordinal);
    private readonly List<int> _others = [];
    private readonly Dictionary<string, TableCoverage> _known = new(StringComparer.Ordinal);

    internal LogBook(ImmutableArray<HeldFact<LogCoverage>> records, ExposureLedger ledger)
        : this(records, table => (ledger.Tables[table], ledger.GroupsAtEnd(table)), ledger.Find) { }

    /// <param name="tables">By position: the name, and the table groups that the table is in.</param>
    /// <param name="find">The person behind a login.</param>
    internal LogBook(
        ImmutableArray<HeldFact<LogCoverage>> records,
        Func<int, (TableName Name, ImmutableArray<string> Groups)> tables,
        Func<string, PrincipalOrdinal?> find
    )
    {
        (_records, _tables) = (records, tables);
        for (var record = 0; record < records.Length; record++)
        {
            Place(record, ExposureScope.Parse(records[record].Value.Scope));
        }

        Gaps =
        [
            .. records
                .Where(record => record.Value.State != CoverageState.Full)
                .Select(record => (Scope: ExposureScope.Parse(record.Value.Scope), Record: record))
                .Where(each => each.Scope is { Kind: ScopeKind.Person })
                .Select(each => (Who: find(each.Scope!.Name), each.Record))
                .Where(each => each.Who is not null)
                .Select(each => (each.Who!.Value, Perhaps(each.Record).From, Perhaps(each.Record).To)),
        ];
    }

    /// <summary>What of one person is not logged, whatever is said of tables.</summary>
    internal ImmutableArray<(PrincipalOrdinal Who, DateTimeOffset From, DateTimeOffset To)> Gaps { get; }

    /// <summary>The same object for tables of which the same is declared.</summary>
    internal TableCoverage Of(int table)
    {
        var about = About(table);
        var key = string.Join(' ', about);
        if (!_known.TryGetValue(key, out var known))
        {
            known = new(In(AccessChannel.Hive), In(AccessChannel.Files), In(AccessChannel.View));
            _known.Add(key, known);
        }

        return known;

        CoveredTime In(AccessChannel channel) =>
            FullTime([.. about.Select(record => _records[record]).Where(record => record.Value.Channel == channel)]);
    }

    /// <summary>Positions of the records about a table, by any channel, ascending.</summary>
    internal int[] About(int table)
    {
        var (name, groups) = _tables(table);
        return
        [
            .. _onTables
                .GetValueOrDefault(name, [])
                .Concat(_onDatabases.GetValueOrDefault(name.Database, []))
                .Concat(_others.Where(record => _scopes.IsAbout(_records[record].Value.Scope, name, groups)))
                .Order(),
        ];
    }

    /// <summary>When use was surely logged in full, by the records about one table and channel.</summary>
    internal static CoveredTime FullTime(IReadOnlyCollection<HeldFact<LogCoverage>> records) =>
        CoveredTime.Of(
            records
                .Where(record => record.Value.State == CoverageState.Full)
                .Select(Surely)
                .Where(stretch => stretch.From < stretch.To),
            records.Where(record => record.Value.State != CoverageState.Full).Select(Perhaps)
        );

    /// <summary>The shortest time in which a record may hold. A declaration without a beginning holds since ever.</summary>
    internal static (DateTimeOffset From, DateTimeOffset To) Surely(HeldFact<LogCoverage> record) =>
        (
            record.FromNotBefore is null ? DateTimeOffset.MinValue : record.From,
            record.ToNotBefore ?? record.To ?? DateTimeOffset.MaxValue
        );

    /// <summary>The longest.</summary>
    internal static (DateTimeOffset From, DateTimeOffset To) Perhaps(HeldFact<LogCoverage> record) =>
        (record.FromNotBefore ?? DateTimeOffset.MinValue, record.To ?? DateTimeOffset.MaxValue);

    // Thousands of records are each about one table: only its own are looked at.
    private void Place(int record, ExposureScope? scope)
    {
        if (scope is { Kind: ScopeKind.Table } && TableName.TryParse(scope.Name, out var table))
        {
            (_onTables.TryGetValue(table, out var records) ? records : _onTables[table] = []).Add(record);
        }
        else if (scope is { Kind: ScopeKind.Database })
        {
            (_onDatabases.TryGetValue(scope.Name, out var records) ? records : _onDatabases[scope.Name] = []).Add(
                record
            );
        }
        else
        {
            _others.Add(record);
        }
    }
}

/// <summary>When the use of a table was logged in full, by channel.</summary>
internal sealed record TableCoverage(CoveredTime Hive, CoveredTime Files, CoveredTime Views)
{
    private readonly CoveredTime?[] _together = new CoveredTime?[4];

    /// <summary>When all channels that expose somebody were covered; Hive always exposes.</summary>
    internal CoveredTime Of(bool withFiles, bool withViews)
    {
        var place = (withFiles ? 1 : 0) + (withViews ? 2 : 0);
        var files = withFiles ? Hive.And(Files) : Hive;
        return _together[place] ??= withViews ? files.And(Views) : files;
    }
}
