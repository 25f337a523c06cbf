using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Tests.Reference;

namespace GovernanceDashboard.Tests.Access.Paths;

/// <summary>
/// The facts of an estate that somebody could remove, by a name each, and the estate without some of them. Straight from the
/// definitions; asks the slow evaluator only.
/// </summary>
internal sealed class PairFacts(EstateFacts facts)
{
    private readonly (HashSet<string> Groups, HashSet<string> Roles) _containers = new ReferenceEvaluator(
        facts
    ).ContainersOf(PairEstate.Login);

    private TableResource Table => facts.Tables[0];

    internal static string Of(Membership edge) => $"{edge.Member} in {edge.Container}";

    internal static string Of(long policy, PolicyItemList list, int item, PrincipalId principal) =>
        $"policy {policy} {list} {item} {principal}";

    internal static string OfPolicy(long policy) => $"policy {policy}";

    internal static string OfTag(string tag, ResourceName at) => $"tag {tag} on {at}";

    internal static string OfSuper(PrincipalId principal) => $"super {principal}";

    /// <summary>Memberships of what the login is in, and of itself.</summary>
    internal IEnumerable<string> Memberships() => facts.Memberships.Where(edge => Holds(edge.Member)).Select(Of);

    /// <summary>Principals that items of the list name and that the login is or is in, where the items speak on select.</summary>
    internal IEnumerable<string> Principals(PolicyItemList list) =>
        from policy in facts.Policies
        from place in policy.Items(list).Select((item, index) => (Item: item, Index: index))
        where ReferenceMatch.Grants(place.Item, "select", policy.IsTagPolicy, facts.Service!)
        from principal in Named(place.Item).Distinct()
        where Holds(principal)
        select Of(policy.Id, list, place.Index, principal);

    internal IEnumerable<string> Policies() => facts.Policies.Select(policy => OfPolicy(policy.Id));

    internal IEnumerable<string> Tags() => facts.Classifications.Select(tag => OfTag(tag.Class, tag.Resource));

    internal IEnumerable<string> Supers() =>
        facts
            .Service!.SuperUsers.Select(PrincipalId.Login)
            .Concat(facts.Service.SuperGroups.Select(PrincipalId.Group))
            .Where(Holds)
            .Select(OfSuper);

    internal EstateFacts Without(IReadOnlySet<string> removed) =>
        facts with
        {
            Memberships = [.. facts.Memberships.Where(edge => !removed.Contains(Of(edge)))],
            Policies =
            [
                .. facts
                    .Policies.Where(policy => !removed.Contains(OfPolicy(policy.Id)))
                    .Select(policy =>
                        policy with
                        {
                            AllowItems = Without(policy, PolicyItemList.Allow, removed),
                            DenyExceptions = Without(policy, PolicyItemList.DenyException, removed),
                        }
                    ),
            ],
            Classifications =
            [
                .. facts.Classifications.Where(tag => !removed.Contains(OfTag(tag.Class, tag.Resource))),
            ],
            Service = facts.Service! with
            {
                SuperUsers =
                [
                    .. facts.Service.SuperUsers.Where(name => !removed.Contains(OfSuper(PrincipalId.Login(name)))),
                ],
                SuperGroups =
                [
                    .. facts.Service.SuperGroups.Where(name => !removed.Contains(OfSuper(PrincipalId.Group(name)))),
                ],
            },
        };

    /// <summary>The same answers, but denies and exceptions stay whatever memberships go: those that apply now name the login itself.</summary>
    internal EstateFacts Frozen() =>
        facts with
        {
            Policies =
            [
                .. facts.Policies.Select(policy =>
                    policy with
                    {
                        DenyItems = Frozen(policy.DenyItems),
                        AllowExceptions = Frozen(policy.AllowExceptions),
                        DenyExceptions = Frozen(policy.DenyExceptions),
                    }
                ),
            ],
        };

    /// <param name="column">Position; null for the table request.</param>
    internal AccessDecision Decide(IReadOnlySet<string> removed, int? column) =>
        new ReferenceEvaluator(Without(removed)).Decide(
            PairEstate.Login,
            Table.Name.Database,
            Table.Name.Table,
            column is { } position ? Table.Columns[position].Name : null,
            "select"
        );

    private ImmutableArray<PolicyItem> Frozen(ImmutableArray<PolicyItem> items) =>
        [
            .. items.Select(item =>
                item with
                {
                    Users = Named(item).Any(Holds) ? [PairEstate.Login] : [],
                    Groups = [],
                    Roles = [],
                }
            ),
        ];

    private static ImmutableArray<PolicyItem> Without(Policy policy, PolicyItemList list, IReadOnlySet<string> removed)
    {
        return
        [
            .. policy
                .Items(list)
                .Select(
                    (item, index) =>
                        item with
                        {
                            Users = Kept(item.Users, PrincipalId.Login, index),
                            Groups = Kept(item.Groups, PrincipalId.Group, index),
                            Roles = Kept(item.Roles, PrincipalId.Role, index),
                        }
                ),
        ];

        ImmutableArray<string> Kept(ImmutableArray<string> names, Func<string, PrincipalId> id, int index) =>
            [.. names.Where(name => !removed.Contains(Of(policy.Id, list, index, id(name))))];
    }

    private bool Holds(PrincipalId principal) =>
        principal.Namespace switch
        {
            PrincipalNamespace.Login => principal.Name is PairEstate.Login or "{USER}"
                || (principal.Name == "{OWNER}" && Table.Creator == PairEstate.Login),
            PrincipalNamespace.Group => _containers.Groups.Contains(principal.Name),
            PrincipalNamespace.Role => _containers.Roles.Contains(principal.Name),
        };

    private static IEnumerable<PrincipalId> Named(PolicyItem item) =>
        item
            .Users.Select(PrincipalId.Login)
            .Concat(item.Groups.Select(PrincipalId.Group))
            .Concat(item.Roles.Select(PrincipalId.Role));
}
