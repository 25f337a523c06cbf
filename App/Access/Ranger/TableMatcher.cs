using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Ranger;

/// <summary>Numbers of the policy lists that speak on one table, on its columns, and on whether it is seen at all.</summary>
/// <param name="Columns">Distinct lists of the columns, ascending; empty for a table without columns.</param>
/// <param name="Visibility">One list per security zone to try.</param>
/// <param name="Restriction">Number of what masks and row filters make of it; 0 where none concerns it.</param>
internal sealed record TableLists(
    int Table,
    ImmutableArray<int> Columns,
    ImmutableArray<int> Visibility,
    int Restriction = 0
)
{
    public bool Equals(TableLists? other) =>
        other is not null
        && Table == other.Table
        && Restriction == other.Restriction
        && Columns.SequenceEqual(other.Columns)
        && Visibility.SequenceEqual(other.Visibility);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Table);
        hash.Add(Restriction);
        foreach (var list in Columns)
        {
            hash.Add(list);
        }

        foreach (var list in Visibility)
        {
            hash.Add(list);
        }

        return hash.ToHashCode();
    }
}

/// <summary>Finds, table by table in the catalogue's order, which policies speak. Holds buffers: for one thread.</summary>
internal sealed class TableMatcher(
    PolicyCatalog catalog,
    ZoneIndex zones,
    TagIndex tags,
    AccountDirectory accounts,
    PolicyListTable lists
)
{
    private readonly bool[] _asksOwner =
    [
        .. catalog.Policies.Select(policy =>
            policy.Items.Any(item => item.NamesOwner && item.Accesses.Contains(AccessSets.Select))
        ),
    ];
    private readonly bool[] _asksOwnerAtAll =
    [
        .. catalog.Policies.Select(policy => policy.Items.Any(item => item.NamesOwner)),
    ];
    private readonly List<(PolicyCandidate Candidate, ResourceMatch Match)> _matches = [];
    private readonly List<PolicyCandidate> _ofDatabase = [];
    private readonly List<long> _buffer = [];
    private string? _database;

    /// <param name="listOfColumn">Gets, for each column, the number of its list.</param>
    internal TableLists Match(TableResource table, int[] listOfColumn)
    {
        var requested = ResourceName.Of(table.Name);
        var owner = table.Creator is null ? -1 : accounts.Find(table.Creator) ?? -1;
        CollectMatches(table, requested);
        var scope = zones.IsEmpty ? ZoneScope.Unzoned : zones.ScopeOf(requested);
        var tableList = TableList(scope.Access, requested, owner);
        var visibility = scope.Visibility.Select(zone => VisibilityList(zone, requested, owner)).ToImmutableArray();
        MatchColumns(table, owner, listOfColumn);
        return new(tableList, [.. listOfColumn.Distinct().Order()], visibility);
    }

    private void CollectMatches(TableResource table, ResourceName requested)
    {
        if (_database != requested.Database)
        {
            _database = requested.Database;
            _ofDatabase.Clear();
            foreach (var candidate in catalog.ForDatabase(requested.Database))
            {
                // A macro for the owner waits for the table; a policy on the database alone says nothing on tables.
                var database = candidate.Resource.Database;
                if (
                    candidate.Resource.Table is not null
                    && (database.DependsOnOwner || !database.Match(requested.Database, null).IsEmpty)
                )
                {
                    _ofDatabase.Add(candidate);
                }
            }
        }

        _matches.Clear();
        foreach (var candidate in catalog.ForTable(requested.Database, requested.Table!))
        {
            Collect(candidate);
        }

        foreach (var candidate in _ofDatabase)
        {
            Collect(candidate);
        }

        void Collect(PolicyCandidate candidate)
        {
            var match = candidate.Resource.Match(requested, table.Creator);
            if (match.Type.CountsForVisibility())
            {
                _matches.Add((candidate, match));
            }
        }
    }

    private int TableList(string? zone, ResourceName requested, int owner)
    {
        _buffer.Clear();
        foreach (var (candidate, match) in _matches)
        {
            if (match.Type.CountsForAccess() && zones.Counts(candidate.Policy, zone))
            {
                _buffer.Add(Pack(candidate.Policy, match.Accounts, false));
            }
        }

        AddTags(tags.Of(requested, withBelow: false), zone);
        return Number(owner, _asksOwner);
    }

    private int VisibilityList(string? zone, ResourceName requested, int owner)
    {
        _buffer.Clear();
        foreach (var (candidate, match) in _matches)
        {
            if (zones.Counts(candidate.Policy, zone))
            {
                _buffer.Add(Pack(candidate.Policy, match.Accounts, match.Type == MatchKind.Descendant));
            }
        }

        AddTags(tags.Of(requested, withBelow: true), zone);
        return Number(owner, _asksOwnerAtAll);
    }

    private void MatchColumns(TableResource table, int owner, int[] listOfColumn)
    {
        var narrow = _matches.FindAll(found => found.Match.Type == MatchKind.Descendant);
        var tagged = tags.OnTable(table.Name)
            .Where(tag => tag.Resource.Column is not null)
            .Select(tag => tag.Resource.Column!)
            .ToHashSet();

        // Columns that nothing singles out have one list, which is found once.
        int? plain = null;
        for (var column = 0; column < listOfColumn.Length; column++)
        {
            var name = table.Columns[column].Name;
            listOfColumn[column] = IsSingledOut(name)
                ? ColumnList(table, name, owner)
                : plain ??= ColumnList(table, name, owner);
        }

        bool IsSingledOut(string name) =>
            !zones.IsEmpty
            || tagged.Contains(name)
            || narrow.Exists(found => !found.Candidate.Resource.Column!.Match(name, table.Creator).IsEmpty);
    }

    private int ColumnList(TableResource table, string column, int owner)
    {
        var requested = ResourceName.Of(table.Name, column);
        var zone = zones.IsEmpty ? null : zones.ScopeOf(requested).Access;
        _buffer.Clear();
        foreach (var (candidate, match) in _matches)
        {
            if (candidate.Resource.Column is not { } level || !zones.Counts(candidate.Policy, zone))
            {
                continue;
            }

            var matching = match.Accounts;
            if (match.Type == MatchKind.Descendant)
            {
                var byColumn = level.Match(requested.Column!, table.Creator);
                matching = ReferenceEquals(byColumn, accounts.All) ? matching : matching.Intersect(byColumn);
            }

            if (!matching.IsEmpty)
            {
                _buffer.Add(Pack(candidate.Policy, matching, false));
            }
        }

        AddTags(tags.Of(requested, withBelow: false), zone);
        return Number(owner, _asksOwner);
    }

    private void AddTags(IEnumerable<AppliedTag> applied, string? zone)
    {
        foreach (var tag in applied)
        {
            foreach (var policy in catalog.ForTag(tag.Name))
            {
                if (zones.Counts(policy, zone))
                {
                    _buffer.Add(Pack(policy, accounts.All, tag.IsBelow));
                }
            }
        }
    }

    private long Pack(CompiledPolicy policy, PrincipalSet matching, bool isBelow) =>
        new ListedPolicy(
            policy.Ordinal,
            ReferenceEquals(matching, accounts.All) ? 0 : lists.FilterOf(matching),
            isBelow
        ).Packed;

    private int Number(int owner, bool[] asksOwner)
    {
        var isAsked = false;
        foreach (var packed in _buffer)
        {
            isAsked |= asksOwner[ListedPolicy.Unpack(packed).Policy];
        }

        return lists.NumberOf(_buffer, isAsked ? owner : -1);
    }
}
