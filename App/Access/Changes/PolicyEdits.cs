using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Changes;

/// <summary>Edits of whole policies.</summary>
internal static class PolicyEdits
{
    internal static Edit Apply(EstateFacts facts, FactsLookup lookup, PolicyChange change)
    {
        var at = change.PolicyId == 0 ? -1 : lookup.FindPolicy(facts, change.PolicyId);
        if (change.Operation == ChangeOperation.Remove)
        {
            return at < 0
                ? Edit.Refused(Missing(change.PolicyId))
                : Edit.Done(
                    facts with
                    {
                        Policies = facts.Policies.RemoveAt(at),
                    },
                    PolicyChange.Put(facts.Policies[at]) with
                    {
                        Place = at,
                        IsRestoration = true,
                    }
                );
        }

        if (change.Policy is null)
        {
            return Edit.Refused("The policy to add is missing.");
        }

        var policy = Complete(facts, change.Policy);
        var before = at < 0 ? null : facts.Policies[at];
        if (before is not null && FactsDigest.AreSame(before, policy))
        {
            return Edit.Refused($"Policy {policy.Id} says this already.");
        }

        if (
            !change.IsRestoration
            && KnownPrincipals.Missing(facts, lookup, ItemsOf(policy), before is null ? [] : ItemsOf(before))
                is { } missing
        )
        {
            return Edit.Refused(missing);
        }

        return before is null
            ? Edit.Done(
                facts with
                {
                    Policies = NaturalOrder.With(facts.Policies, policy, change.Place, NaturalOrder.Of),
                },
                PolicyChange.Delete(policy.Id)
            )
            : Edit.Done(
                facts with
                {
                    Policies = facts.Policies.SetItem(at, policy),
                },
                PolicyChange.Put(before) with
                {
                    Place = at,
                    IsRestoration = true,
                }
            );
    }

    internal static Edit Apply(EstateFacts facts, FactsLookup lookup, PolicyEnabledChange change)
    {
        var at = lookup.FindPolicy(facts, change.PolicyId);
        if (at < 0)
        {
            return Edit.Refused(Missing(change.PolicyId));
        }

        var isOn = change.Operation == ChangeOperation.Add;
        var policy = facts.Policies[at];
        return policy.IsEnabled == isOn
            ? Edit.Refused($"Policy {change.PolicyId} is {(isOn ? "enabled" : "disabled")} already.")
            : Edit.Done(
                facts with
                {
                    Policies = facts.Policies.SetItem(at, policy with { IsEnabled = isOn }),
                },
                change with
                {
                    Operation = isOn ? ChangeOperation.Remove : ChangeOperation.Add,
                }
            );
    }

    internal static string Missing(long policyId) => $"There is no policy {policyId}.";

    private static IEnumerable<PolicyItem> ItemsOf(Policy policy) =>
        [
            .. policy.AllowItems,
            .. policy.DenyItems,
            .. policy.AllowExceptions,
            .. policy.DenyExceptions,
            .. policy.MaskOrFilterItems,
        ];

    // What a proposal leaves open is what the estate would give it.
    private static Policy Complete(EstateFacts facts, Policy policy) =>
        policy with
        {
            Id = policy.Id != 0 ? policy.Id : facts.Policies.Select(known => known.Id).DefaultIfEmpty().Max() + 1,
            Service =
                policy.Service.Length > 0 ? policy.Service
                : facts.Policies.FirstOrDefault(known => known.IsTagPolicy == policy.IsTagPolicy) is { } like
                    ? like.Service
                : policy.IsTagPolicy ? "tag"
                : facts.Service?.Name ?? "hive",
        };
}
