using System.Collections.Concurrent;
using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Ranger;

/// <summary>One usable resource of one policy.</summary>
internal readonly record struct PolicyCandidate(CompiledPolicy Policy, ResourceMatcher Resource);

/// <summary>Policies found by literal database and table, by literal database, by tag; the others are looked at for every database.</summary>
internal sealed class PolicyCatalog
{
    private static readonly List<PolicyCandidate> s_none = [];

    private readonly Dictionary<(string Database, string Table), List<PolicyCandidate>> _byTable = [];
    private readonly Dictionary<string, List<PolicyCandidate>> _byDatabase = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<PolicyCandidate>> _tablesByDatabase = new(StringComparer.Ordinal);
    private readonly List<PolicyCandidate> _others = [];
    private readonly Dictionary<Policy, CompiledPolicy> _bySource = new(ReferenceEqualityComparer.Instance);
    private readonly ImmutableArray<CompiledPolicy> _tagPolicies;
    private readonly ConcurrentDictionary<string, ImmutableArray<CompiledPolicy>> _byTag = new(StringComparer.Ordinal);

    internal PolicyCatalog(EstateFacts facts, AccessTypes types, AccountDirectory accounts, MembershipClosure closure)
    {
        var denyAndExceptions = facts.Service?.DenyAndExceptionsEnabled ?? true;
        var inForce = facts
            .Policies.Where(policy => policy is { IsEnabled: true, Type: PolicyType.Access })
            .Select(policy => (Policy: policy, Validity: Validity.At(policy.Schedules, facts.At)))
            .Where(candidate => candidate.Validity != Certainty.No)
            .OrderByDescending(candidate => candidate.Policy.Priority)
            .ThenBy(candidate => candidate.Policy.DenyItems.IsEmpty && !candidate.Policy.IsDenyAllElse)
            .ThenBy(candidate => candidate.Policy.Name, StringComparer.Ordinal)
            .ThenBy(candidate => candidate.Policy.Id);
        Policies =
        [
            .. inForce.Select(
                (candidate, ordinal) =>
                    new CompiledPolicy(
                        ordinal,
                        candidate.Policy,
                        candidate.Validity == Certainty.Unknown || !candidate.Policy.Conditions.IsDefaultOrEmpty,
                        types,
                        denyAndExceptions,
                        accounts,
                        closure
                    )
            ),
        ];
        foreach (var policy in Policies)
        {
            _bySource.TryAdd(policy.Source, policy);
        }

        _tagPolicies = [.. Policies.Where(policy => policy.Source.IsTagPolicy)];
        foreach (var policy in Policies)
        {
            foreach (var resource in policy.Resources)
            {
                Add(new(policy, resource));
            }
        }
    }

    internal ImmutableArray<CompiledPolicy> Policies { get; }

    /// <summary>Those of the tag service, highest priority first.</summary>
    internal ImmutableArray<CompiledPolicy> TagPolicies => _tagPolicies;

    /// <summary>The policy as compiled; null where it is disabled, out of season or no access policy.</summary>
    internal CompiledPolicy? Find(Policy policy) => _bySource.GetValueOrDefault(policy);

    /// <summary>Candidates that name exactly this table.</summary>
    internal List<PolicyCandidate> ForTable(string database, string table) =>
        _byTable.GetValueOrDefault((database, table)) ?? s_none;

    /// <summary>Candidates that name the database outright but not their tables, and all that need comparing.</summary>
    internal IEnumerable<PolicyCandidate> ForDatabase(string database) =>
        (_byDatabase.GetValueOrDefault(database) ?? s_none).Concat(_others);

    /// <summary>Every candidate that may match the resource; a superset.</summary>
    internal IEnumerable<PolicyCandidate> For(ResourceName requested)
    {
        var tables = requested.Table is null
            ? _tablesByDatabase.GetValueOrDefault(requested.Database) ?? s_none
            : ForTable(requested.Database, requested.Table);
        return tables.Concat(ForDatabase(requested.Database)).Distinct();
    }

    internal ImmutableArray<CompiledPolicy> ForTag(string tag) =>
        _tagPolicies.IsEmpty
            ? []
            : _byTag.GetOrAdd(
                tag,
                name => [.. _tagPolicies.Where(policy => CompiledPolicy.MatchesTag(policy.Source, name))]
            );

    private void Add(PolicyCandidate candidate)
    {
        if (candidate.Resource.Database.Literals is not { } databases)
        {
            _others.Add(candidate);
            return;
        }

        foreach (var database in databases)
        {
            if (candidate.Resource.Table?.Literals is not { } tables)
            {
                ListOf(_byDatabase, database).Add(candidate);
                continue;
            }

            ListOf(_tablesByDatabase, database).Add(candidate);
            foreach (var table in tables)
            {
                ListOf(_byTable, (database, table)).Add(candidate);
            }
        }
    }

    private static List<PolicyCandidate> ListOf<TKey>(Dictionary<TKey, List<PolicyCandidate>> lists, TKey key)
        where TKey : notnull
    {
        if (!lists.TryGetValue(key, out var list))
        {
            lists.Add(key, list = []);
        }

        return list;
    }
}
