using System.Collections.Immutable;
using GovernanceDashboard.Access.Ranger.Conditions;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Ranger;

/// <summary>Finds, table by table in the catalogue's order, which policies speak. Holds buffers: for one thread.</summary>
internal sealed class TableMatcher(
    PolicyCatalog catalog,
    KnownConditions conditions,
    ZoneIndex zones,
    TagIndex tags,
    AccountDirectory accounts,
    PolicyListTable lists
)
{
    private readonly List<(PolicyCandidate Candidate, ResourceMatch Match)> _matches = [];
    private readonly List<PolicyCandidate> _ofDatabase = [];
    private readonly List<long> _buffer = [];
    private TagContext? _context;
    private PolicyList? _base;
    private bool _hasTagsOnDatabase;
    private string? _database;

    /// <param name="listOfColumn">Gets, for each column, the number of its list.</param>
    /// <param name="only">The list that decides all there is to decide; -1 where there are several.</param>
    /// <returns>Null where one list decides all.</returns>
    internal TableLists? Match(TableResource table, Span<int> listOfColumn, out int only)
    {
        var owner = catalog.HasOwnerItems && table.Creator is { } creator ? accounts.Find(creator) ?? -1 : -1;
        var isEven = CollectMatches(table);
        if (isEven && !HasTags(table))
        {
            return MatchEvenly(owner, listOfColumn, out only);
        }

        var requested = ResourceName.Of(table.Name);
        var scope = zones.IsEmpty ? ZoneScope.Unzoned : zones.ScopeOf(requested);
        var tableList = TableList(scope.Access, requested, owner);
        var visibility = scope.Visibility.Select(zone => VisibilityList(zone, requested, owner)).ToImmutableArray();
        MatchColumns(table, owner, listOfColumn);
        var found = new TableLists(tableList, [.. listOfColumn.ToArray().Distinct().Order()], visibility);
        only = found.Only;
        return only < 0 ? found : null;
    }

    // True where every match is the same for the table, for each column, and for visibility.
    private bool CollectMatches(TableResource table)
    {
        if (_database != table.Name.Database)
        {
            EnterDatabase(table.Name.Database);
        }

        _matches.Clear();
        var isEven = zones.IsEmpty;
        foreach (var candidate in catalog.ForTable(table.Name.Database, table.Name.Table).AsSpan())
        {
            Add(candidate, new(candidate.OnNamedTable, accounts.All));
        }

        if (_ofDatabase.Count > 0)
        {
            var requested = ResourceName.Of(table.Name);
            foreach (var candidate in _ofDatabase)
            {
                Add(candidate, candidate.Resource.Match(requested, table.Creator));
            }
        }

        return isEven;

        void Add(PolicyCandidate candidate, ResourceMatch match)
        {
            if (match.Type.CountsForVisibility())
            {
                _matches.Add((candidate, match));
                isEven &= match.Type == MatchKind.SelfAndAllDescendants;
            }
        }
    }

    // What speaks alike on every table of the database is one list, which stands below all its tables'.
    private void EnterDatabase(string database)
    {
        _database = database;
        _hasTagsOnDatabase = tags.OnDatabase(database).Any();
        _ofDatabase.Clear();
        _buffer.Clear();
        foreach (var candidate in catalog.ForDatabase(database))
        {
            // A macro for the owner waits for the table; a policy on the database alone says nothing on tables.
            var level = candidate.Resource.Database;
            if (candidate.Resource.Table is null)
            {
                continue;
            }

            var matching = level.DependsOnOwner ? accounts.All : level.Match(database, null);
            if (
                zones.IsEmpty
                && candidate.Resource.IsWholeDatabase
                && !level.DependsOnOwner
                && !catalog.IsContextual(candidate.Policy)
                && ReferenceEquals(matching, accounts.All)
            )
            {
                if (zones.Counts(candidate.Policy, null))
                {
                    _buffer.Add(Pack(candidate.Policy, accounts.All, false));
                }
            }
            else if (!matching.IsEmpty)
            {
                _ofDatabase.Add(candidate);
            }
        }

        _base = lists.BaseOf(_buffer);
    }

    private bool HasTags(TableResource table) =>
        (catalog.HasTagPolicies || conditions.HasContextual) && (_hasTagsOnDatabase || tags.OnTable(table.Name).Any());

    private TableLists? MatchEvenly(int owner, Span<int> listOfColumn, out int only)
    {
        _context = conditions.HasContextual ? TagContext.Empty : null;
        _buffer.Clear();
        foreach (var (candidate, match) in _matches)
        {
            if (zones.Counts(candidate.Policy, null))
            {
                _buffer.Add(Pack(candidate.Policy, match.Accounts, false));
            }
        }

        var list = Number(owner, catalog.AsksOwner);
        var visibility = owner < 0 ? list : Number(owner, catalog.NamesOwner);
        listOfColumn.Fill(list);
        only = visibility == list ? list : -1;
        return only < 0 ? new(list, listOfColumn.IsEmpty ? [] : [list], [visibility]) : null;
    }

    private int TableList(string? zone, ResourceName requested, int owner)
    {
        _context = conditions.ContextOf(requested, withBelow: false);
        _buffer.Clear();
        foreach (var (candidate, match) in _matches)
        {
            if (match.Type.CountsForAccess() && zones.Counts(candidate.Policy, zone))
            {
                _buffer.Add(Pack(candidate.Policy, match.Accounts, false));
            }
        }

        AddTags(tags.Of(requested, withBelow: false), zone);
        return Number(owner, catalog.AsksOwner);
    }

    private int VisibilityList(string? zone, ResourceName requested, int owner)
    {
        _context = conditions.ContextOf(requested, withBelow: true);
        _buffer.Clear();
        foreach (var (candidate, match) in _matches)
        {
            if (zones.Counts(candidate.Policy, zone))
            {
                _buffer.Add(Pack(candidate.Policy, match.Accounts, match.Type == MatchKind.Descendant));
            }
        }

        AddTags(tags.Of(requested, withBelow: true), zone);
        return Number(owner, catalog.NamesOwner);
    }

    private void MatchColumns(TableResource table, int owner, Span<int> listOfColumn)
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
        _context = conditions.ContextOf(requested, withBelow: false);
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
        return Number(owner, catalog.AsksOwner);
    }

    private void AddTags(IEnumerable<AppliedTag> applied, string? zone)
    {
        foreach (var tag in applied)
        {
            foreach (var policy in catalog.ForTag(tag.Name))
            {
                if (zones.Counts(policy, zone))
                {
                    _buffer.Add(Pack(policy, accounts.All, tag.IsBelow, tag));
                }
            }
        }
    }

    private long Pack(CompiledPolicy policy, PrincipalSet matching, bool isBelow, AppliedTag? asking = null) =>
        new ListedPolicy(
            catalog.Under(policy, _context, asking).Ordinal,
            ReferenceEquals(matching, accounts.All) ? 0 : lists.FilterOf(matching),
            isBelow
        ).Packed;

    private int Number(int owner, bool[] asksOwner)
    {
        var isAsked = false;
        if (owner >= 0)
        {
            foreach (var packed in _buffer)
            {
                isAsked |= asksOwner[ListedPolicy.Unpack(packed).Policy];
            }

            foreach (var listed in _base is null ? [] : _base.Own.AsSpan())
            {
                isAsked |= asksOwner[listed.Policy];
            }
        }

        return lists.NumberOf(_base, _buffer, isAsked ? owner : -1);
    }
}
