using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using GovernanceDashboard.Access.Ranger.Conditions;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Ranger;

/// <summary>One usable resource of one policy.</summary>
/// <param name="Place">Among the policy's resources.</param>
internal readonly record struct PolicyCandidate(CompiledPolicy Policy, int Place)
{
    internal ResourceMatcher Resource => Policy.Resources[Place];

    /// <inheritdoc cref="ResourceMatcher.OnNamedTable"/>
    internal MatchKind OnNamedTable => Policy.Named is null ? Resource.OnNamedTable : MatchKind.SelfAndAllDescendants;
}

/// <summary>Policies found by literal database and table, by literal database, by tag; the others are looked at for every database.</summary>
internal sealed class PolicyCatalog
{
    private const int Few = 1024; // policies, of which waking another thread costs more than it saves

    private readonly Dictionary<string, DatabaseCandidates> _byDatabase = new(StringComparer.Ordinal);
    private readonly List<PolicyCandidate> _others = [];
    private readonly Lazy<Dictionary<Policy, CompiledPolicy>> _bySource;
    private readonly ImmutableArray<CompiledPolicy> _tagPolicies;
    private readonly ConcurrentDictionary<string, ImmutableArray<CompiledPolicy>> _byTag = new(StringComparer.Ordinal);

    private readonly Dictionary<CompiledPolicy, Dictionary<string, CompiledPolicy>> _variants = [];

    internal PolicyCatalog(
        DecidedPolicies decided,
        AccessTypes types,
        AccountDirectory accounts,
        MembershipClosure closure
    )
    {
        var ground = new PolicyGround(
            types,
            decided.Facts.Service?.DenyAndExceptionsEnabled ?? true,
            accounts,
            closure,
            decided.Conditions
        );
        var variants = new ContextualPolicies(decided.Ordered, decided.Conditions);
        var inForce = variants.InForce;
        var policies = new CompiledPolicy[inForce.Length];
        Parallel.For(
            0,
            policies.Length,
            new ParallelOptions { MaxDegreeOfParallelism = policies.Length < Few ? 1 : -1 },
            ordinal =>
                policies[ordinal] = new(ordinal, inForce[ordinal].Policy, inForce[ordinal].IsUncertain, ground)
                {
                    IsOff = decided.Conditions.IsOff(inForce[ordinal].Policy),
                }
        );
        Policies = ImmutableCollectionsMarshal.AsImmutableArray(policies);
        Sources = new(Policies, ground);
        AsksOwner = Array.ConvertAll(policies, policy => policy.DependsOnOwner(AccessSets.Select));
        NamesOwner = Array.ConvertAll(policies, policy => policy.NamesOwner);
        HasOwnerItems = Array.Exists(NamesOwner, names => names);
        foreach (var (ordinal, byContext) in variants.ByContext)
        {
            _variants.Add(
                policies[ordinal],
                byContext.ToDictionary(pair => pair.Key, pair => policies[pair.Value], StringComparer.Ordinal)
            );
        }

        _bySource = new(() =>
        {
            var bySource = new Dictionary<Policy, CompiledPolicy>(ReferenceEqualityComparer.Instance);
            foreach (var policy in Policies)
            {
                bySource.TryAdd(policy.Source, policy);
            }

            return bySource;
        });
        ImmutableArray<CompiledPolicy> asked =
            variants.ByContext.Count == 0
                ? Policies
                : [.. Policies.Where((_, ordinal) => !variants.IsVariant(ordinal))];
        _tagPolicies = [.. asked.Where(policy => policy.Source.IsTagPolicy)];
        foreach (var policy in asked)
        {
            if (policy.Named is { } named)
            {
                InDatabase(named.Database).AddNaming(new(policy, 0));
                continue;
            }

            for (var place = 0; place < policy.Resources.Length; place++)
            {
                Add(new(policy, place));
            }
        }
    }

    internal ImmutableArray<CompiledPolicy> Policies { get; }

    internal PolicySources Sources { get; }

    /// <summary>By policy: whether an owner can make a difference to who may select.</summary>
    internal bool[] AsksOwner { get; }

    /// <summary>By policy: whether an owner can make any difference.</summary>
    internal bool[] NamesOwner { get; }

    /// <summary>Some policy names the owner: else nobody needs to look who owns a table.</summary>
    internal bool HasOwnerItems { get; }

    /// <summary>Those of the tag service, highest priority first.</summary>
    internal ImmutableArray<CompiledPolicy> TagPolicies => _tagPolicies;

    internal bool HasTagPolicies => !_tagPolicies.IsEmpty;

    /// <summary>The policy as compiled; null where it is disabled, out of season or no access policy.</summary>
    internal CompiledPolicy? Find(Policy policy) => _bySource.Value.GetValueOrDefault(policy);

    /// <summary>Candidates that name exactly this table.</summary>
    internal ArraySegment<PolicyCandidate> ForTable(string database, string table) =>
        _byDatabase.TryGetValue(database, out var candidates)
            ? candidates.Naming(table)
            : ArraySegment<PolicyCandidate>.Empty;

    /// <summary>Candidates that name the database outright but not their tables, and all that need comparing.</summary>
    internal IEnumerable<PolicyCandidate> ForDatabase(string database) =>
        _byDatabase.TryGetValue(database, out var candidates) ? candidates.Whole.Concat(_others) : _others;

    /// <summary>Every candidate that may match the resource; a superset.</summary>
    internal IEnumerable<PolicyCandidate> For(ResourceName requested)
    {
        IEnumerable<PolicyCandidate> tables =
            requested.Table is not null ? ForTable(requested.Database, requested.Table)
            : _byDatabase.TryGetValue(requested.Database, out var candidates) ? candidates.NamingTables
            : [];
        return tables.Concat(ForDatabase(requested.Database)).Distinct();
    }

    internal ImmutableArray<CompiledPolicy> ForTag(string tag) =>
        _tagPolicies.IsEmpty
            ? []
            : _byTag.GetOrAdd(
                tag,
                name => [.. _tagPolicies.Where(policy => CompiledPolicy.MatchesTag(policy.Source, name))]
            );

    internal bool IsContextual(CompiledPolicy policy) => _variants.ContainsKey(policy);

    /// <summary>The policy as its conditions turn out for the tags of what is asked for; itself where they do not hang on them.</summary>
    /// <param name="context">Null where no condition asks for tags.</param>
    /// <param name="asking">The tag through which a tag policy applies.</param>
    internal CompiledPolicy Under(CompiledPolicy policy, TagContext? context, AppliedTag? asking) =>
        context is not null && _variants.TryGetValue(policy, out var variants)
            ? variants.GetValueOrDefault(context.KeyFor(asking), policy)
            : policy;

    private void Add(PolicyCandidate candidate)
    {
        if (candidate.Resource.Database.Literals is not { } databases)
        {
            _others.Add(candidate);
            return;
        }

        foreach (var name in databases)
        {
            var database = InDatabase(name);
            if (candidate.Resource.Table?.Literals is null)
            {
                database.Whole.Add(candidate);
            }
            else
            {
                database.AddNaming(candidate);
            }
        }
    }

    private DatabaseCandidates InDatabase(string name)
    {
        if (!_byDatabase.TryGetValue(name, out var database))
        {
            _byDatabase.Add(name, database = new());
        }

        return database;
    }
}
