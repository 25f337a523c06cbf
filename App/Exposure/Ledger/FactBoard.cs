using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Exposure.Ledger;

/// <summary>The facts of one moment while a history is walked through: edits come and go, in constant time each. For one thread.</summary>
internal sealed class FactBoard(LedgerPeople people, Snapshot snapshot)
{
    private readonly Dictionary<TableName, List<TableResource>> _tables = [];
    private readonly Dictionary<string, HashSet<Policy>> _policiesOn = new(StringComparer.Ordinal);
    private readonly HashSet<Policy> _policiesAnywhere = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Membership, int> _memberships = [];
    private readonly Dictionary<TableName, List<Classification>> _tagsOnTables = [];
    private readonly Dictionary<string, List<Classification>> _tagsOnDatabases = new(StringComparer.Ordinal);
    private readonly HashSet<Policy> _conditional = new(ReferenceEqualityComparer.Instance);
    private readonly List<SecurityZone> _zones = [];
    private readonly List<AccessService> _services = [];
    private readonly List<HiveGrant> _grants = [];
    private readonly Dictionary<TableName, ViewSources> _views = [];
    private readonly Dictionary<TableName, TableStorage> _storages = [];
    private readonly List<HdfsService> _hdfs = [];
    private readonly Dictionary<string, PathPermission> _paths = new(StringComparer.Ordinal);
    private readonly int[] _enabled = new int[people.Accounts.Length];
    private PrincipalSet? _enabledSet;

    internal List<TableGroup> TableGroups { get; } = [];

    internal List<IntendedAccess> IntendedAccess { get; } = [];

    internal List<AccessException> AccessExceptions { get; } = [];

    internal AccessService? Service => _services.Count == 0 ? null : _services[0];

    internal IEnumerable<SecurityZone> Zones => _zones;

    internal IEnumerable<Policy> Policies =>
        _policiesOn.Values.SelectMany(policies => policies).Distinct().Concat(_policiesAnywhere);

    internal bool IsRanger => (Service?.Authorizer ?? Authorizer.Ranger) == Authorizer.Ranger;

    internal PrincipalSet Enabled =>
        _enabledSet ??= PrincipalSet.Of(
            _enabled.Length,
            Enumerable.Range(0, _enabled.Length).Where(at => _enabled[at] > 0).Select(at => new PrincipalOrdinal(at))
        );

    internal TableResource? Find(TableName name) =>
        _tables.TryGetValue(name, out var versions) && versions.Count > 0 ? versions[^1] : null;

    /// <summary>Policies whose conditions may ask what somebody is in.</summary>
    internal IEnumerable<Policy> Conditional => _conditional;

    internal bool Holds(Membership membership) => _memberships.ContainsKey(membership);

    internal IEnumerable<Classification> Tags =>
        _tagsOnTables.Values.Concat(_tagsOnDatabases.Values).SelectMany(tags => tags);

    internal IEnumerable<Classification> TagsOn(TableName table) =>
        _tagsOnDatabases.GetValueOrDefault(table.Database, []).Concat(_tagsOnTables.GetValueOrDefault(table, []));

    internal void Apply(HistoryEdit edit)
    {
        switch (edit.Kind)
        {
            case HistoryKind.Principal:
                Put((Principal)edit.Fact, edit.IsAdded);
                break;
            case HistoryKind.Membership:
                Put((Membership)edit.Fact, edit.IsAdded);
                break;
            case HistoryKind.Table:
                var table = (TableResource)edit.Fact;
                Put(ListOf(_tables, table.Name), table, edit.IsAdded);
                break;
            case HistoryKind.Policy:
                Put((Policy)edit.Fact, edit.IsAdded);
                break;
            case HistoryKind.Zone:
                Put(_zones, (SecurityZone)edit.Fact, edit.IsAdded);
                break;
            case HistoryKind.Service:
                Put(_services, (AccessService)edit.Fact, edit.IsAdded);
                break;
            case HistoryKind.Classification:
                var tag = (Classification)edit.Fact;
                Put(
                    tag.Resource.Table is { } name
                        ? ListOf(_tagsOnTables, new(tag.Resource.Database, name))
                        : ListOf(_tagsOnDatabases, tag.Resource.Database),
                    tag,
                    edit.IsAdded
                );
                break;
            case HistoryKind.TableGroup:
                Put(TableGroups, (TableGroup)edit.Fact, edit.IsAdded);
                break;
            case HistoryKind.IntendedAccess:
                Put(IntendedAccess, (IntendedAccess)edit.Fact, edit.IsAdded);
                break;
            case HistoryKind.AccessException:
                Put(AccessExceptions, (AccessException)edit.Fact, edit.IsAdded);
                break;
            case HistoryKind.HiveGrant:
                Put(_grants, (HiveGrant)edit.Fact, edit.IsAdded);
                break;
            case HistoryKind.ViewSources:
                Put(_views, ((ViewSources)edit.Fact).View, (ViewSources)edit.Fact, edit.IsAdded);
                break;
            case HistoryKind.TableStorage:
                Put(_storages, ((TableStorage)edit.Fact).Table, (TableStorage)edit.Fact, edit.IsAdded);
                break;
            case HistoryKind.HdfsService:
                Put(_hdfs, (HdfsService)edit.Fact, edit.IsAdded);
                break;
            case HistoryKind.Path:
                Put(_paths, ((PathPermission)edit.Fact).Path, (PathPermission)edit.Fact, edit.IsAdded);
                break;
            case HistoryKind.Database:
                break; // who made a database decides nothing about its tables
        }
    }

    /// <summary>The facts as far as they bear on some tables: those that are there, and the policies that may speak on them.</summary>
    /// <param name="tables">Distinct.</param>
    internal EstateFacts Excerpt(IEnumerable<TableName> tables, DateTimeOffset at)
    {
        TableResource[] found = [.. tables.Order().Select(Find).OfType<TableResource>()];
        var databases = found.Select(table => table.Name.Database).ToHashSet(StringComparer.Ordinal);
        return new()
        {
            Snapshot = snapshot,
            At = at,
            Principals = people.Principals,
            // Who is in what comes with the closure; Hive's own authorizers read the facts.
            Memberships = IsRanger
                ? []
                : [.. _memberships.Keys.OrderBy(edge => edge.Member).ThenBy(edge => edge.Container)],
            Tables = [.. found],
            Policies =
            [
                .. databases
                    .SelectMany(database => _policiesOn.GetValueOrDefault(database, []))
                    .Distinct()
                    .Concat(_policiesAnywhere)
                    .OrderBy(policy => policy.Service, StringComparer.Ordinal)
                    .ThenBy(policy => policy.Id),
            ],
            Zones = [.. _zones.OrderBy(zone => zone.Name, StringComparer.Ordinal)],
            Service = Service,
            Classifications =
            [
                .. databases.SelectMany(database => _tagsOnDatabases.GetValueOrDefault(database, [])),
                .. found.SelectMany(table => _tagsOnTables.GetValueOrDefault(table.Name, [])),
            ],
            TableGroups = [.. TableGroups],
            HiveGrants = [.. _grants],
            ViewSources = IsRanger ? [] : [.. _views.Values],
            TableStorages = IsRanger ? [] : [.. _storages.Values],
            Hdfs = _hdfs.FirstOrDefault(),
            Paths = IsRanger ? [] : [.. _paths.Values.OrderBy(path => path.Path, StringComparer.Ordinal)],
        };
    }

    /// <summary>Policies that may speak on tables of the database.</summary>
    internal IEnumerable<Policy> PoliciesFor(string database) =>
        _policiesOn.GetValueOrDefault(database, []).Concat(_policiesAnywhere);

    /// <summary>Who is in what now, made anew.</summary>
    internal MembershipClosure Close(CancellationToken cancellationToken) =>
        new(people.Directory, people.Principals, [.. _memberships.Keys], cancellationToken);

    private void Put(Principal principal, bool isAdded)
    {
        if (
            principal is { IsEnabled: true, Id.Namespace: PrincipalNamespace.Login }
            && people.Find(principal.Id.Name) is { } account
        )
        {
            _enabled[account] += isAdded ? 1 : -1;
            _enabledSet = _enabledSet?.With(account, _enabled[account] > 0);
        }
    }

    private void Put(Membership membership, bool isAdded)
    {
        var count = _memberships.GetValueOrDefault(membership) + (isAdded ? 1 : -1);
        if (count == 0)
        {
            _memberships.Remove(membership);
        }
        else
        {
            _memberships[membership] = count;
        }
    }

    private void Put(Policy policy, bool isAdded)
    {
        if (people.Policies.Of(policy).HasConditions)
        {
            Put(_conditional);
        }

        if (people.Policies.Of(policy).Databases is not { } databases)
        {
            Put(_policiesAnywhere);
            return;
        }

        foreach (var database in databases)
        {
            if (!_policiesOn.TryGetValue(database, out var policies))
            {
                _policiesOn.Add(database, policies = new(ReferenceEqualityComparer.Instance));
            }

            Put(policies);
        }

        void Put(HashSet<Policy> policies) => _ = isAdded ? policies.Add(policy) : policies.Remove(policy);
    }

    private static List<TValue> ListOf<TKey, TValue>(Dictionary<TKey, List<TValue>> lists, TKey key)
        where TKey : notnull
    {
        if (!lists.TryGetValue(key, out var list))
        {
            lists.Add(key, list = []);
        }

        return list;
    }

    private static void Put<T>(List<T> list, T fact, bool isAdded)
    {
        if (isAdded)
        {
            list.Add(fact);
        }
        else
        {
            list.Remove(fact);
        }
    }

    private static void Put<TKey, TValue>(Dictionary<TKey, TValue> facts, TKey key, TValue fact, bool isAdded)
        where TKey : notnull
    {
        if (isAdded)
        {
            facts[key] = fact;
        }
        else if (facts.TryGetValue(key, out var there) && Equals(there, fact))
        {
            facts.Remove(key);
        }
    }
}
