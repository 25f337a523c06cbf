using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Exposure.Ledger;

/// <summary>Which tables policies can speak on, and whom they name: at least those. For one thread.</summary>
internal sealed class PolicyTouch(LedgerPeople people, FactBoard board)
{
    internal bool Concerns(Policy policy, TableResource table)
    {
        if (policy.Type == PolicyType.Audit)
        {
            return false;
        }

        if (policy.IsTagPolicy)
        {
            return board
                .TagsOn(table.Name)
                .Any(tag => tag.Basis == ClassificationBasis.Import && CompiledPolicy.MatchesTag(policy, tag.Class));
        }

        var name = ResourceName.Of(table.Name);
        foreach (var matcher in people.Policies.Of(policy).Matchers)
        {
            if (matcher.Match(name, table.Creator).Type.CountsForVisibility())
            {
                return true;
            }
        }

        return false;
    }

    internal bool Concerns(SecurityZone zone, TableResource table) =>
        zone.Resources.Any(resource =>
            ResourceMatcher.Create(resource, people.Directory) is { } matcher
            && matcher.Match(ResourceName.Of(table.Name), null).Type != MatchKind.None
        );

    /// <summary>Groups and roles that the policy's items name.</summary>
    internal static IEnumerable<PrincipalId> NamedIn(Policy policy) =>
        ItemsOf(policy)
            .SelectMany(item => item.Groups.Select(PrincipalId.Group).Concat(item.Roles.Select(PrincipalId.Role)));

    internal static bool HasConditions(Policy policy) => ConditionsOf(policy).Any();

    internal static IEnumerable<PolicyCondition> ConditionsOf(Policy policy) =>
        policy.Conditions.Concat(ItemsOf(policy).SelectMany(item => item.Conditions));

    private static IEnumerable<PolicyItem> ItemsOf(Policy policy) =>
        policy
            .AllowItems.Concat(policy.DenyItems)
            .Concat(policy.AllowExceptions)
            .Concat(policy.DenyExceptions)
            .Concat(policy.MaskOrFilterItems);
}
