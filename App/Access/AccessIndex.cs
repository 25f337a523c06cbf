using System.Buffers;
using System.Collections.Frozen;
using System.Collections.Immutable;
using GovernanceDashboard.Access.Changes;
using GovernanceDashboard.Access.HdfsPermissions;
using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Access.Ranger.Conditions;
using GovernanceDashboard.Access.Ranger.Restrictions;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access;

/// <summary>
/// Who can read what at one instant, exactly as Ranger would decide. Immutable, thread-safe, built once from
/// <see cref="EstateFacts"/>. Only enabled logins are accounts.
/// </summary>
public sealed partial class AccessIndex
{
    private const long CacheBytes = 96L << 20;

    private readonly AccountDirectory _accounts;
    private readonly MembershipClosure _closure;
    private readonly PolicyCatalog _catalog;
    private readonly RequestMatcher _requests;
    private readonly ZoneIndex _zones;
    private readonly TagIndex _tags;
    private readonly AccessSets _sets;
    private readonly PrincipalSet _superUsers;
    private readonly ImmutableArray<PolicyList> _lists;
    private readonly Lazy<Dictionary<TableName, int>> _tables;
    private readonly FrozenDictionary<string, string?> _databaseOwners;
    private readonly TableLists[] _signatures;
    private readonly int[] _signatureOf;
    private readonly List<int> _firstTableOf; // by signature
    private readonly int[]?[] _columnLists; // per table the list of each column; null where all columns have the same
    private readonly Explainer _explainer;
    private readonly PolicyReach _reach;
    private readonly SignatureReaders _readers;
    private readonly RestrictionIndex _restrictions;
    private readonly RestrictedReaders _restricted;
    private readonly Lazy<ListLookup> _lookup;
    private readonly KnownConditions _conditions;
    private readonly byte[] _conditional; // per signature: 0 not asked, 1 no, 2 yes
    private readonly bool _isEverConditional;
    private readonly Lazy<FileReach> _files;

    /// <param name="people">Accounts and memberships that are known already; null to make them from the facts.</param>
    private AccessIndex(EstateFacts facts, SharedPeople? people, CancellationToken cancellationToken)
    {
        Facts = facts = AuthorizerPolicies.Compile(facts);
        people ??= SharedPeople.Of(facts, cancellationToken);
        (_accounts, _closure) = (people.Accounts, people.Closure);
        _files = new(() => new(Facts, _accounts, _closure));
        _views = new(() => new(Facts, FindTable));
        _dashboards = new(() => new(Facts, _views.Value, FindTable));
        _urls = new(() => new(Facts, _accounts, _closure));
        var compiled = FilePolicies.Compile(facts, _accounts, _files);
        var types = new AccessTypes(compiled.Service?.AccessTypes ?? []);
        var (policies, catalog) = Compile(compiled, types, people, cancellationToken);
        (_catalog, _tags, _conditions) = (catalog, policies.Tags, policies.Conditions);
        facts = policies.Written;
        var (tags, conditions) = (_tags, _conditions);
        var zones = _zones = new ZoneIndex(facts.Zones, _accounts);
        _reach = new(facts, tags, _accounts);
        _requests = new(_catalog, conditions, zones, tags, _accounts);
        _superUsers = SuperUsers(facts.Service);
        _tables = new(() =>
        {
            var byName = new Dictionary<TableName, int>(facts.Tables.Length);
            for (var table = 0; table < facts.Tables.Length; table++)
            {
                byName.Add(facts.Tables[table].Name, table);
            }

            return byName;
        });
        _databaseOwners = facts.Databases.ToFrozenDictionary(
            database => database.Name,
            database => database.Creator,
            StringComparer.Ordinal
        );
        _restrictions = new(policies.Facts, conditions, types, zones, tags, _accounts, _closure);
        var found = new CatalogueMatcher(
            facts.Tables,
            _catalog,
            conditions,
            zones,
            tags,
            _accounts,
            _restrictions,
            cancellationToken
        );
        (_signatures, _signatureOf) = (found.Signatures, found.SignatureOf);
        (_firstTableOf, _columnLists) = (found.FirstTableOf, found.ColumnLists);
        _lists = found.Lists.Lists;
        var filters = found.Lists.Filters;
        var budget = new CacheBudget(CacheBytes);
        var sources = new ListSources(_catalog.Sources, _catalog.Policies, _lists);
        var rows = new ListRows(_accounts, _closure, _catalog.Policies, filters, sources, _superUsers, budget);
        var sight = new FlatSight(_accounts, _closure, _catalog.Policies, sources, types.Mask, _superUsers, budget);
        _sets = new(_accounts, _catalog.Policies, filters, types, _superUsers, rows, sight, budget);
        _lookup = new(() => new(sources, _catalog.Policies, _lists, _signatures, _signatureOf));
        _readers = new(_signatures, _lists, _sets, _accounts);
        _restricted = new(_restrictions, _lists, _sets, _accounts);
        _isEverConditional =
            Authorizer == Authorizer.StorageBased
            || _restrictions.MayBeConditional
            || _catalog.Policies.Any(policy => policy.MayBeConditional);
        _conditional = new byte[_signatures.Length];
        _changes = new(() => new(this, _accounts, _closure, _catalog, _tags));
        _explainer = new(
            this,
            _accounts,
            _closure,
            _requests,
            _superUsers,
            new(facts, _catalog, _reach, conditions, types, _accounts, _closure),
            new(facts, _catalog, _reach, _requests, zones, tags, conditions, types, _accounts, _closure)
        );
    }

    /// <summary>Builds the index: closure of memberships, policies by resource, sets per distinct list of policies.</summary>
    /// <exception cref="OperationCanceledException">The build was cancelled.</exception>
    public static AccessIndex Build(EstateFacts facts, CancellationToken cancellationToken) =>
        new(facts, null, cancellationToken);

    public EstateFacts Facts { get; }

    /// <summary>Enabled logins, by ordinal: people first (one primary account each), then service accounts, then people's further accounts.</summary>
    public ImmutableArray<Principal> Accounts => _accounts.Accounts;

    /// <summary>One ordinal per person (the primary account), all below <c>Accounts.Length</c>. The universe P of every ratio.</summary>
    public PrincipalSet People => _accounts.People;

    public PrincipalOrdinal? FindAccount(string login) => _accounts.Find(login) is { } ordinal ? new(ordinal) : null;

    /// <summary>The person's primary account; the account itself for service accounts.</summary>
    public PrincipalOrdinal IdentityOf(PrincipalOrdinal account) => new(_accounts.IdentityOf(account.Value));

    /// <summary>The people behind the accounts, as ordinals of their primary accounts; service accounts drop out.</summary>
    public PrincipalSet PeopleOf(PrincipalSet accounts) => _accounts.PeopleOf(accounts);

    public TableOrdinal? FindTable(TableName name) =>
        _tables.Value.TryGetValue(name, out var ordinal) ? new(ordinal) : null;

    public TableResource Table(TableOrdinal table) => Facts.Tables[table.Value];

    /// <summary>All containers that the principal is in, directly or through others, without Everyone; sorted.</summary>
    public ImmutableArray<PrincipalId> Containers(PrincipalId principal) =>
        [.. _closure.ContainersWithOrigin(principal).Keys.Where(container => !container.IsEveryone).Order()];

    /// <summary>Enabled accounts that are the principal, or are in it directly or through others. Everyone gives all accounts.</summary>
    public PrincipalSet Members(PrincipalId principal) => _closure.Members(principal);

    /// <summary>Decides one concrete access, for a database, table or column; the resource need not be in the catalogue.</summary>
    /// <param name="privilege">An access type of the service definition, without case: <c>select</c>.</param>
    public AccessDecision Allows(PrincipalOrdinal account, ResourceName resource, string privilege)
    {
        if (_superUsers.Contains(account))
        {
            return AccessDecision.Allowed;
        }

        var type = privilege.ToLowerInvariant();
        var owner = OwnerOf(resource);
        var ownerAccount = OwnerAccount(owner);
        var decision = new AccountDecision();
        foreach (
            var application in _requests
                .For(resource, owner)
                .Where(application => application.Accounts.Contains(account))
        )
        {
            decision.Add(application.Policy.Source.Priority, application.Policy.On(type, account.Value, ownerAccount));
        }

        return decision.Result();
    }

    /// <summary>Everyone's level on the table for select. Computed on demand; tables under the same policies share their sets.</summary>
    public TableReaders WhoCanAccess(TableOrdinal table)
    {
        var signature = _signatures[_signatureOf[table.Value]];
        var onTable = _sets.Access(_lists[signature.Table]);
        var all = signature.Columns.IsEmpty ? onTable : Intersect(signature.Columns);
        var any = _readers.Readers(Signature(table));
        var visible = _readers.Sight(Signature(table));
        var full = all.Sure.Except(PartialByFiles(table));
        var tableOnly = onTable.Sure.Except(any.Sure);
        var read = any.Sure.Union(tableOnly);
        var conditional = all
            .Possible.Except(all.Sure)
            .Union(any.Possible.Except(any.Sure))
            .Union(onTable.Possible.Except(read))
            .Union(visible.Possible.Except(visible.Sure).Except(read))
            .Union(ConditionalByFiles(table));
        return new(
            table,
            full,
            any.Sure.Except(full),
            tableOnly,
            visible.Sure.Except(read),
            conditional,
            ColumnClasses(table),
            _restricted.Flags(table, any.Sure)
        );
    }

    /// <summary>Every table on which the account's level is at least <paramref name="atLeast"/>, ascending.</summary>
    public ImmutableArray<TableAccess> WhatCanAccess(PrincipalOrdinal account, AccessLevel atLeast)
    {
        var reach = new AccountReach(
            account.Value,
            _closure,
            _catalog.Policies,
            _lists,
            _sets,
            _lookup.Value,
            _superUsers.Contains(account)
        );
        var withMetadata = atLeast <= AccessLevel.MetadataOnly;
        var isByFiles = Authorizer == Authorizer.StorageBased;
        var flatOf = _lookup.Value.FlatOf;
        var levels = new Dictionary<int, (AccessLevel Level, bool IsConditional)>();
        var tables = ArrayPool<TableAccess>.Shared.Rent(flatOf.Length);
        var count = 0;
        for (var table = 0; table < flatOf.Length; table++)
        {
            var flat = isByFiles ? -1 : flatOf[table];
            if (flat >= 0 && reach.IsAllowed(flat))
            {
                tables[count++] = new(new(table), AccessLevel.Full, false);
                continue;
            }

            if (flat >= 0 && !withMetadata)
            {
                continue;
            }

            var signature = _signatureOf[table];
            if (!levels.TryGetValue(signature, out var found))
            {
                levels.Add(signature, found = reach.LevelOn(_signatures[signature], withMetadata));
            }

            var level =
                found.Level == AccessLevel.Full && PartialByFiles(new(table)).Contains(account)
                    ? AccessLevel.Partial
                    : found.Level;
            if (level >= atLeast)
            {
                var isConditional = found.IsConditional || ConditionalByFiles(new(table)).Contains(account);
                tables[count++] = new(new(table), level, isConditional);
            }
        }

        var answer = ImmutableArray.Create(tables.AsSpan(0, count));
        ArrayPool<TableAccess>.Shared.Return(tables);
        return answer;
    }

    /// <param name="scope">How many paths and cuts to list; null looks for neither.</param>
    /// <exception cref="ArgumentException">The table has no such column.</exception>
    public AccessExplanation Explain(
        PrincipalOrdinal account,
        TableOrdinal table,
        string? column,
        ExplanationScope? scope = null
    ) => Reworded(_explainer.Explain(account, table, column, scope));

    /// <summary>Accounts (people's and services') at level Full or Partial.</summary>
    public PrincipalSet Readers(TableOrdinal table) => _readers.Readers(Signature(table)).Sure;

    /// <summary>The table's signature: tables with the same number have the same readers at every level. From 0, dense.</summary>
    public int Signature(TableOrdinal table) => _signatureOf[table.Value];

    /// <summary>Super users, and members of super groups: they read everything, whatever policies say.</summary>
    public PrincipalSet SuperUserAccounts => _superUsers;

    /// <summary>The security zone whose policies decide on the table; null where the unzoned ones do.</summary>
    public string? SecurityZone(TableOrdinal table) =>
        _zones.IsEmpty ? null : _zones.ScopeOf(ResourceName.Of(Table(table).Name)).Access;

    /// <summary>By signature: through what its tables stand open. One pass over all distinct lists of policies.</summary>
    public ImmutableArray<TableOpeners> OpenersBySignature(CancellationToken cancellationToken)
    {
        var sweep = new OpenerSweep(_accounts, _closure, _catalog.Policies, _lists, _sets);
        var openers = ImmutableArray.CreateBuilder<TableOpeners>(_signatures.Length);
        foreach (var signature in _signatures)
        {
            cancellationToken.ThrowIfCancellationRequested();
            openers.Add(sweep.Of(signature));
        }

        return openers.MoveToImmutable();
    }

    /// <summary>Access policies, enabled or not, whose resource matches the table or any of its columns (tag policies: through its tags).</summary>
    public ImmutableArray<Policy> PoliciesReaching(TableOrdinal table) => _reach.Reaching(Table(table));

    /// <summary>How many tables the policy's resource matches, itself or in a column. At worst one pass over the catalogue.</summary>
    public int TablesReached(Policy policy) => _reach.Count(policy);

    /// <summary>These tables.</summary>
    internal IEnumerable<TableOrdinal> TablesReachedBy(Policy policy) =>
        _reach.Tables(policy).Select(table => FindTable(table.Name)).OfType<TableOrdinal>();

    /// <summary>The people at each level of the table. Computed on demand.</summary>
    public PeopleLevels PeopleByLevel(TableOrdinal table)
    {
        var levels = PeopleLevels.Of(
            _signatures[Signature(table)],
            _readers.People(Signature(table)),
            ReadingBounds(table),
            _lists,
            _sets,
            _accounts
        );
        return Authorizer == Authorizer.StorageBased ? levels.With(full: FullByFiles(table)) : levels;
    }

    internal bool HasAccountsOf(AccessIndex other) =>
        ReferenceEquals(_accounts, other._accounts)
        || Accounts.Select(account => account.Id).SequenceEqual(other.Accounts.Select(account => account.Id));

    internal bool Sees(PrincipalOrdinal account, TableOrdinal table) =>
        _readers.Sight(Signature(table)).Sure.Contains(account);

    internal string? OwnerOf(ResourceName resource) =>
        resource.Table is null ? _databaseOwners.GetValueOrDefault(resource.Database)
        : FindTable(new(resource.Database, resource.Table)) is { } table ? Table(table).Creator
        : null;

    internal int OwnerAccount(string? owner) => owner is null ? -1 : _accounts.Find(owner) ?? -1;

    private Bounds Intersect(ImmutableArray<int> lists)
    {
        var bounds = _sets.Access(_lists[lists[0]]);
        foreach (var list in lists.Skip(1))
        {
            var other = _sets.Access(_lists[list]);
            bounds = new(bounds.Sure.Intersect(other.Sure), bounds.Possible.Intersect(other.Possible));
        }

        return bounds;
    }

    private ImmutableArray<ColumnClass> ColumnClasses(TableOrdinal table)
    {
        var count = Table(table).Columns.Length;
        var lists = _columnLists[table.Value];
        var single = _signatures[_signatureOf[table.Value]].Columns;
        return
        [
            .. Enumerable
                .Range(0, count)
                .GroupBy(column => _sets.Access(_lists[lists is null ? single[0] : lists[column]]), new SameReaders())
                .Select(columns => new ColumnClass([.. columns], columns.Key.Sure, columns.Key.Possible)),
        ];
    }

    // Who is in which container is settled beside the policies, which name containers by number.
    private static (DecidedPolicies Policies, PolicyCatalog Catalog) Compile(
        EstateFacts facts,
        AccessTypes types,
        SharedPeople people,
        CancellationToken cancellationToken
    )
    {
        DecidedPolicies? policies = null;
        PolicyCatalog? catalog = null;
        if (people.Closure.IsClosed)
        {
            Decide();
        }
        else
        {
            Parallel.Invoke(
                new ParallelOptions { CancellationToken = cancellationToken },
                people.Closure.Close,
                Decide
            );
        }

        return (policies!, catalog!);

        void Decide()
        {
            policies = new(facts, people.Accounts, people.Closure);
            catalog = new(policies, types, people.Accounts, people.Closure);
        }
    }
}
