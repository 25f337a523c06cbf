using System.Collections.Immutable;
using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access;

/// <summary>Applies proposed edits to facts, one after the other; a refused edit leaves them as they were.</summary>
internal sealed class FactsEditor(EstateFacts facts)
{
    private readonly HashSet<PrincipalId> _known =
    [
        PrincipalId.Everyone,
        .. facts.Principals.Select(principal => principal.Id),
        .. facts.Memberships.Select(membership => membership.Member),
        .. facts.Memberships.Select(membership => membership.Container),
    ];

    internal EstateFacts Facts { get; private set; } = facts;

    /// <returns>Null where the edit was applied, else why it does not fit.</returns>
    internal string? Apply(Change change) =>
        change switch
        {
            ItemPrincipalChange item => Apply(item),
            MembershipChange membership => Apply(membership),
            _ => throw new ArgumentException($"A {change.GetType().Name} is no kind of change.", nameof(change)),
        };

    private string? Apply(MembershipChange change)
    {
        var membership = change.Membership;
        var exists = Facts.Memberships.Contains(membership);
        if (change.Operation == ChangeOperation.Remove)
        {
            if (!exists)
            {
                return $"{membership.Member} is not directly in {membership.Container}.";
            }

            Facts = Facts with { Memberships = Facts.Memberships.RemoveAll(known => known == membership) };
            return null;
        }

        if (exists)
        {
            return $"{membership.Member} is in {membership.Container} already.";
        }

        if (membership.Member == membership.Container || !MembershipClosure.Counts(membership))
        {
            return $"{membership.Member} cannot be put into {membership.Container}.";
        }

        if ((Unknown(membership.Member) ?? Unknown(membership.Container)) is { } unknown)
        {
            return unknown;
        }

        // The list stays in its natural order.
        var at = 0;
        while (at < Facts.Memberships.Length && Compare(Facts.Memberships[at], membership) < 0)
        {
            at++;
        }

        Facts = Facts with { Memberships = Facts.Memberships.Insert(at, membership) };
        return null;
    }

    private string? Apply(ItemPrincipalChange change)
    {
        var at = 0;
        while (at < Facts.Policies.Length && Facts.Policies[at].Id != change.PolicyId)
        {
            at++;
        }

        if (at == Facts.Policies.Length)
        {
            return $"There is no policy {change.PolicyId}.";
        }

        var policy = Facts.Policies[at];
        var items = policy.Items(change.List);
        if (change.ItemIndex is { } index && (index < 0 || index >= items.Length))
        {
            return $"Policy {change.PolicyId} has no {change.List} item {index}: it has {items.Length}.";
        }

        if (
            change.Operation == ChangeOperation.Add
            && !IsMacro(change.Principal)
            && Unknown(change.Principal) is { } unknown
        )
        {
            return unknown;
        }

        var edited = items.ToBuilder();
        var changed = 0;
        for (var position = 0; position < items.Length; position++)
        {
            if (IsMeant(change, policy, position, items[position]) && Edit(items[position], change) is { } item)
            {
                edited[position] = item;
                changed++;
            }
        }

        if (changed == 0)
        {
            return change.Operation == ChangeOperation.Remove
                ? $"No {change.List} item of policy {change.PolicyId} that is meant names {change.Principal}."
                : $"No {change.List} item of policy {change.PolicyId} that is meant lacks {change.Principal}.";
        }

        Facts = Facts with { Policies = Facts.Policies.SetItem(at, With(policy, change.List, edited.ToImmutable())) };
        return null;
    }

    private bool IsMeant(ItemPrincipalChange change, Policy policy, int position, PolicyItem item) =>
        (change.ItemIndex is null || change.ItemIndex == position)
        && (
            change.Privilege is null
            || new AccessTypes(Facts.Service?.AccessTypes ?? [])
                .Expand(item.Accesses, policy.IsTagPolicy)
                .Contains(change.Privilege.ToLowerInvariant())
        );

    private string? Unknown(PrincipalId principal) => _known.Contains(principal) ? null : $"There is no {principal}.";

    private static bool IsMacro(PrincipalId principal) =>
        principal.Namespace == PrincipalNamespace.Login && principal.Name is CompiledItem.AnyUser or CompiledItem.Owner;

    private static PolicyItem? Edit(PolicyItem item, ItemPrincipalChange change)
    {
        var names = change.Principal.Namespace switch
        {
            PrincipalNamespace.Login => item.Users,
            PrincipalNamespace.Group => item.Groups,
            PrincipalNamespace.Role => item.Roles,
        };
        var name = change.Principal.Name;
        if (names.Contains(name) == (change.Operation == ChangeOperation.Add))
        {
            return null;
        }

        names = change.Operation == ChangeOperation.Add ? names.Add(name) : names.RemoveAll(known => known == name);
        return change.Principal.Namespace switch
        {
            PrincipalNamespace.Login => item with { Users = names },
            PrincipalNamespace.Group => item with { Groups = names },
            PrincipalNamespace.Role => item with { Roles = names },
        };
    }

    private static Policy With(Policy policy, PolicyItemList list, ImmutableArray<PolicyItem> items) =>
        list switch
        {
            PolicyItemList.Allow => policy with { AllowItems = items },
            PolicyItemList.Deny => policy with { DenyItems = items },
            PolicyItemList.AllowException => policy with { AllowExceptions = items },
            PolicyItemList.DenyException => policy with { DenyExceptions = items },
        };

    private static int Compare(Membership left, Membership right)
    {
        var byMember = left.Member.CompareTo(right.Member);
        return byMember != 0 ? byMember : left.Container.CompareTo(right.Container);
    }
}
