using System.Collections.Immutable;
using GovernanceDashboard.Access.Ranger.Conditions;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Ranger.Restrictions;

/// <summary>One usable resource of one mask or row-filter policy.</summary>
internal readonly record struct RestrictionCandidate(RestrictionPolicy Policy, ResourceMatcher Resource);

/// <summary>The mask or the row-filter policies in force, found by literal table, by tag; the others are looked at for every table.</summary>
internal sealed class RestrictionCatalog
{
    private static readonly List<RestrictionCandidate> s_none = [];

    private readonly Dictionary<TableName, List<RestrictionCandidate>> _byTable = [];
    private readonly List<RestrictionCandidate> _others = [];
    private readonly ImmutableArray<RestrictionPolicy> _tagPolicies;
    private readonly Dictionary<RestrictionPolicy, Dictionary<string, RestrictionPolicy>> _variants = [];

    internal RestrictionCatalog(
        EstateFacts facts,
        KnownConditions conditions,
        PolicyType type,
        AccessTypes types,
        AccountDirectory accounts,
        MembershipClosure closure
    )
    {
        var service = facts.Service;
        ImmutableArray<string> literalLevels =
            service is null ? []
            : type == PolicyType.DataMask ? service.LiteralMaskLevels
            : service.LiteralFilterLevels;
        RestrictionPolicy Compile(Policy policy, int ordinal, int variant, bool isInDoubt) =>
            new(
                ordinal,
                variant,
                policy,
                isInDoubt || conditions.IsOpen(policy),
                types,
                literalLevels,
                conditions,
                accounts,
                closure
            );

        ImmutableArray<RestrictionPolicy> policies =
        [
            .. facts
                .Policies.Where(policy => policy.IsEnabled && policy.Type == type)
                .Select(policy => (Policy: policy, Validity: Validity.At(policy.Schedules, facts.At)))
                .Where(candidate => candidate.Validity != Certainty.No)
                .OrderByDescending(candidate => candidate.Policy.Priority)
                .ThenBy(candidate => candidate.Policy.DenyItems.IsEmpty)
                .ThenBy(candidate => candidate.Policy.Name, StringComparer.Ordinal)
                .ThenBy(candidate => candidate.Policy.Id)
                .Select(
                    (candidate, ordinal) =>
                        Compile(candidate.Policy, ordinal, 0, candidate.Validity == Certainty.Unknown)
                )
                .Where(policy => !policy.Items.IsEmpty),
        ];
        _tagPolicies = [.. policies.Where(policy => policy.Source.IsTagPolicy)];
        foreach (var policy in policies.Where(policy => conditions.IsContextual(policy.Source)))
        {
            var isInDoubt = Validity.At(policy.Source.Schedules, facts.At) == Certainty.Unknown;
            var byKey = new Dictionary<string, RestrictionPolicy>(StringComparer.Ordinal);
            var compiled = new Dictionary<Policy, RestrictionPolicy>(ReferenceEqualityComparer.Instance);
            foreach (var (key, variant) in conditions.Variants(policy.Source))
            {
                if (!compiled.TryGetValue(variant, out var known))
                {
                    compiled.Add(variant, known = Compile(variant, policy.Ordinal, compiled.Count + 1, isInDoubt));
                }

                byKey[key] = known;
            }

            _variants.Add(policy, byKey);
        }

        IsEmpty = policies.IsEmpty;
        MayBeConditional = policies.Any(policy => policy.MayBeConditional);
        foreach (
            var candidate in policies.SelectMany(
                policy => policy.Resources,
                (policy, of) => new RestrictionCandidate(policy, of)
            )
        )
        {
            Add(candidate);
        }
    }

    internal bool IsEmpty { get; }

    internal bool MayBeConditional { get; }

    internal bool HasTagPolicies => !_tagPolicies.IsEmpty;

    /// <summary>Candidates whose database and table match, each with the accounts for whom they do; the column is still to be compared.</summary>
    internal List<(RestrictionCandidate Candidate, PrincipalSet Accounts)> For(TableResource table)
    {
        var found = new List<(RestrictionCandidate, PrincipalSet)>();
        foreach (var candidate in (_byTable.GetValueOrDefault(table.Name) ?? s_none).Concat(_others))
        {
            var accounts = candidate.Resource.Database.Match(table.Name.Database, table.Creator);
            if (!accounts.IsEmpty)
            {
                accounts = accounts.Intersect(candidate.Resource.Table!.Match(table.Name.Table, table.Creator));
            }

            if (!accounts.IsEmpty)
            {
                found.Add((candidate, accounts));
            }
        }

        return found;
    }

    internal IEnumerable<RestrictionPolicy> ForTag(string tag) =>
        _tagPolicies.Where(policy => CompiledPolicy.MatchesTag(policy.Source, tag));

    /// <summary>The policy as its conditions turn out for the tags of what is asked for; itself where they do not hang on them.</summary>
    internal RestrictionPolicy Under(RestrictionPolicy policy, TagContext? context, AppliedTag? asking) =>
        context is not null && _variants.TryGetValue(policy, out var variants)
            ? variants.GetValueOrDefault(context.KeyFor(asking), policy)
            : policy;

    private void Add(RestrictionCandidate candidate)
    {
        if (candidate.Resource is not { Database.Literals: { } databases, Table.Literals: { } tables })
        {
            _others.Add(candidate);
            return;
        }

        foreach (var name in databases.SelectMany(_ => tables, (database, table) => new TableName(database, table)))
        {
            if (!_byTable.TryGetValue(name, out var list))
            {
                _byTable.Add(name, list = []);
            }

            list.Add(candidate);
        }
    }
}
