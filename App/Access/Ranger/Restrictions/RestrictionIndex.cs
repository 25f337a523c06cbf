using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Access.Ranger.Conditions;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Ranger.Restrictions;

/// <summary>What masks and row filters make of one table.</summary>
/// <param name="Masks">Per column.</param>
/// <param name="Pairs">Distinct pairs of a column's access list (by number) and its masks.</param>
internal sealed record TableRestrictions(
    int Number,
    ImmutableArray<RestrictionList> Masks,
    RestrictionList Filter,
    ImmutableArray<(int AccessList, RestrictionList Masks)> Pairs
);

/// <summary>
/// Masks by column and row filters by table (semantics, section 15). Most estates restrict few tables: only those are kept, and tables
/// that no policy names cost one look-up.
/// </summary>
internal sealed class RestrictionIndex
{
    private readonly RestrictionCatalog _masks;
    private readonly RestrictionCatalog _filters;
    private readonly KnownConditions _conditions;
    private readonly ZoneIndex _zones;
    private readonly TagIndex _tags;
    private readonly AccountDirectory _accounts;
    private readonly RestrictionList _nothing;
    private readonly Dictionary<(RestrictionCatalog, string), RestrictionList> _lists = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<int, TableRestrictions> _tables = [];

    internal RestrictionIndex(
        EstateFacts facts,
        KnownConditions conditions,
        AccessTypes types,
        ZoneIndex zones,
        TagIndex tags,
        AccountDirectory accounts,
        MembershipClosure closure
    )
    {
        _masks = new(facts, conditions, PolicyType.DataMask, types, accounts, closure);
        _filters = new(facts, conditions, PolicyType.RowFilter, types, accounts, closure);
        _conditions = conditions;
        _zones = zones;
        _tags = tags;
        _accounts = accounts;
        _nothing = new([], [], -1, accounts);
    }

    /// <summary>There is neither mask nor filter.</summary>
    internal bool IsEmpty => _masks.IsEmpty && _filters.IsEmpty;

    /// <summary>Some mask or filter may hang on what cannot be known.</summary>
    internal bool MayBeConditional => _masks.MayBeConditional || _filters.MayBeConditional;

    /// <summary>Null where neither mask nor filter concerns the table.</summary>
    internal TableRestrictions? On(TableOrdinal table) => _tables.GetValueOrDefault(table.Value);

    /// <summary>Finds the table's masks and filters. Used while an index is built, by one thread.</summary>
    /// <param name="listOfColumn">For each column the number of its access list.</param>
    /// <returns>The number of what they come to; equal where two tables are restricted alike, 0 where nothing restricts the table.</returns>
    internal int Match(int table, TableResource resource, int[] listOfColumn)
    {
        if (IsEmpty)
        {
            return 0;
        }

        var onColumns = _masks.For(resource);
        var onTable = _filters.For(resource);
        var isTagged =
            (_masks.HasTagPolicies || _filters.HasTagPolicies)
            && (_tags.OnDatabase(resource.Name.Database).Any() || _tags.OnTable(resource.Name).Any());
        if (onColumns.Count == 0 && onTable.Count == 0 && !isTagged)
        {
            return 0;
        }

        var owner = resource.Creator is null ? -1 : _accounts.Find(resource.Creator) ?? -1;
        var filter = List(_filters, onTable, ResourceName.Of(resource.Name), resource, owner);
        ImmutableArray<RestrictionList> masks =
        [
            .. resource.Columns.Select(column =>
                List(_masks, onColumns, ResourceName.Of(resource.Name, column.Name), resource, owner)
            ),
        ];
        if (filter.IsEmpty && masks.All(mask => mask.IsEmpty))
        {
            return 0;
        }

        ImmutableArray<(int, RestrictionList)> pairs =
        [
            .. masks
                .Select((mask, column) => (List: listOfColumn[column], Mask: mask))
                .Distinct()
                .OrderBy(pair => pair.List)
                .ThenBy(pair => pair.Mask.Key, StringComparer.Ordinal),
        ];
        var key =
            filter.Key
            + "#"
            + string.Join(
                '#',
                pairs.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Item1}={pair.Item2.Key}"))
            );
        if (!_numbers.TryGetValue(key, out var number))
        {
            _numbers.Add(key, number = _numbers.Count + 1);
        }

        _tables.Add(table, new(number, masks, filter, pairs));
        return number;
    }

    private RestrictionList List(
        RestrictionCatalog catalog,
        List<(RestrictionCandidate Candidate, PrincipalSet Accounts)> candidates,
        ResourceName requested,
        TableResource table,
        int owner
    )
    {
        if (candidates.Count == 0 && !catalog.HasTagPolicies)
        {
            return _nothing;
        }

        var zone = _zones.IsEmpty ? null : _zones.ScopeOf(requested).Access;
        var context = _conditions.ContextOf(requested, withBelow: false);
        var byResource = new List<ListedRestriction>();
        foreach (var (candidate, ofTable) in candidates.Where(found => Counts(found.Candidate.Policy, zone)))
        {
            var matching = requested.Column is null
                ? ofTable
                : ofTable.Intersect(candidate.Resource.Column!.Match(requested.Column, table.Creator));
            if (!matching.IsEmpty)
            {
                byResource.Add(new(catalog.Under(candidate.Policy, context, null), matching));
            }
        }

        var byTag = ByTag(catalog, requested, zone, context);
        if (byTag.IsEmpty && byResource.Count == 0)
        {
            return _nothing;
        }

        var isOwners = byTag.Concat(byResource).Any(listed => listed.Policy.NamesOwner);
        var list = new RestrictionList(
            byTag,
            [.. byResource.OrderBy(listed => listed.Policy.Ordinal)],
            isOwners ? owner : -1,
            _accounts
        );
        return _lists.TryGetValue((catalog, list.Key), out var known) ? known : _lists[(catalog, list.Key)] = list;
    }

    // The nearer tag first, then the policies' own order (semantics, section 15).
    private ImmutableArray<ListedRestriction> ByTag(
        RestrictionCatalog catalog,
        ResourceName requested,
        string? zone,
        TagContext? context
    ) =>
        catalog.HasTagPolicies
            ?
            [
                .. _tags
                    .Of(requested, withBelow: false)
                    .SelectMany(
                        tag => catalog.ForTag(tag.Name),
                        (tag, policy) => (IsAbove: tag.At != requested, Policy: catalog.Under(policy, context, tag))
                    )
                    .Where(found => Counts(found.Policy, zone))
                    .OrderBy(found => found.IsAbove)
                    .ThenBy(found => found.Policy.Ordinal)
                    .Select(found => new ListedRestriction(found.Policy, _accounts.All)),
            ]
            : [];

    private bool Counts(RestrictionPolicy policy, string? zone) =>
        _zones.Counts(policy.Zone, policy.Source.IsTagPolicy, zone);
}
