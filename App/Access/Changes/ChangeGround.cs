using System.Collections.Immutable;
using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Changes;

/// <summary>What trying change sets on one index needs to know of it: made once, at the first trial. Thread-safe.</summary>
internal sealed class ChangeGround(
    AccessIndex index,
    AccountDirectory accounts,
    MembershipClosure closure,
    PolicyCatalog catalog,
    TagIndex tags
)
{
    private readonly FactsLookup _lookup = new(index.Facts);

    private readonly Lazy<ILookup<string, TableResource>> _tablesOf = new(() =>
        index.Facts.Tables.ToLookup(table => table.Name.Database, StringComparer.Ordinal)
    );

    private readonly Lazy<ILookup<PrincipalId, Policy>> _policiesNaming = new(() =>
        index
            .Facts.Policies.SelectMany(
                policy => NamedContainers(policy).Distinct(),
                (policy, container) => (policy, container)
            )
            .ToLookup(pair => pair.container, pair => pair.policy)
    );

    private readonly Lazy<ImmutableArray<Policy>> _restricting = new(() =>
        [.. index.Facts.Policies.Where(policy => policy.Type is PolicyType.DataMask or PolicyType.RowFilter)]
    );

    private readonly Lazy<ImmutableArray<Policy>> _personal = new(() =>
        [.. index.Facts.Policies.Where(policy => index.AsksForUser(policy))]
    );

    internal EstateFacts Facts => index.Facts;

    /// <inheritdoc cref="FactsLookup.HasDistinctPolicies"/>
    internal bool HasDistinctPolicies => _lookup.HasDistinctPolicies;

    internal AccountDirectory Accounts => accounts;

    internal MembershipClosure Closure => closure;

    internal PolicyCatalog Catalog => catalog;

    internal TagIndex Tags => tags;

    /// <summary>Policies of any type with a condition that asks what somebody is in.</summary>
    internal ImmutableArray<Policy> Personal => _personal.Value;

    /// <summary>Mask and row-filter policies, enabled or not.</summary>
    internal ImmutableArray<Policy> Restricting => _restricting.Value;

    internal IEnumerable<string> Databases => _tablesOf.Value.Select(tables => tables.Key);

    internal IEnumerable<TableResource> TablesOf(string database) => _tablesOf.Value[database];

    internal TableResource? Find(TableName table) =>
        index.FindTable(table) is { } ordinal ? index.Table(ordinal) : null;

    /// <summary>Policies of any type with an item that names the group or role.</summary>
    internal IEnumerable<Policy> PoliciesNaming(PrincipalId container) => _policiesNaming.Value[container];

    internal Policy? FindPolicy(long id) =>
        _lookup.FindPolicy(index.Facts, id) is var at and >= 0 ? index.Facts.Policies[at] : null;

    internal ChangeTrial Try(ChangeSet changes, CancellationToken cancellationToken)
    {
        var edited = new FactsEditor(index.Facts, _lookup);
        var (applied, problems) = changes.ApplyTo(edited);
        if (applied is not { } inverse)
        {
            return new(null, problems);
        }

        // The long lists are written only when somebody asks for them: deciding a few tables anew needs neither.
        var facts = new Lazy<EstateFacts>(() => edited.Facts);

        Change[] both = [.. changes.Changes, .. inverse.Changes];
        var after = ClosureAfter(edited, both, cancellationToken);
        var people = new SharedPeople(accounts, after);
        var reach = new ChangeReach(this, edited, after);
        foreach (var change in both)
        {
            cancellationToken.ThrowIfCancellationRequested();
            reach.Add(change);
        }

        if (reach.IsWhole)
        {
            return new(
                new(
                    index,
                    edited.Sparse,
                    facts,
                    inverse,
                    AccessIndex.Build(facts.Value, people, cancellationToken),
                    null
                ),
                problems
            );
        }

        var reached = AccessIndex.Build(reach.Excerpt(), people, cancellationToken);
        return new(new(index, edited.Sparse, facts, inverse, reached, reach.Tables), problems);
    }

    // Every edge that comes or goes stands in the changes or in their inverse.
    private MembershipClosure ClosureAfter(
        FactsEditor edited,
        IEnumerable<Change> changes,
        CancellationToken cancellationToken
    )
    {
        if (!edited.HasMembershipEdits)
        {
            return closure;
        }

        var edges = new List<MembershipEdge>();
        foreach (var membership in changes.OfType<MembershipChange>().Select(change => change.Membership).Distinct())
        {
            if (!MembershipClosure.Counts(membership))
            {
                continue;
            }

            var isAccount = membership.Member.Namespace == PrincipalNamespace.Login;
            var member = isAccount ? accounts.Find(membership.Member.Name) ?? -1 : closure.Find(membership.Member);
            var container = closure.Find(membership.Container);
            if (!_lookup.HasSortedMemberships || container < 0 || (member < 0 && !isAccount))
            {
                return new(accounts, edited.Facts.Principals, edited.Facts.Memberships, cancellationToken);
            }

            var (was, will) = (Holds(index.Facts, membership), edited.Holds(membership));
            if (was != will && member >= 0)
            {
                edges.Add(new(member, isAccount, container, will));
            }
        }

        return edges.Count == 0 ? closure : closure.With(new(edges), cancellationToken);
    }

    private static bool Holds(EstateFacts facts, Membership membership) =>
        NaturalOrder.Search(facts.Memberships, membership, NaturalOrder.Of) >= 0;

    private static IEnumerable<PrincipalId> NamedContainers(Policy policy) =>
        new[]
        {
            policy.AllowItems,
            policy.DenyItems,
            policy.AllowExceptions,
            policy.DenyExceptions,
            policy.MaskOrFilterItems,
        }
            .SelectMany(items => items)
            .SelectMany(item => item.Groups.Select(PrincipalId.Group).Concat(item.Roles.Select(PrincipalId.Role)));
}
