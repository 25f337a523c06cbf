using System.Collections.Immutable;
using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Changes;

/// <summary>Edits of a policy's items and of the principals that they name.</summary>
internal static class ItemEdits
{
    internal static Edit Apply(EstateFacts facts, FactsLookup lookup, EditedPolicies policies, ItemChange change)
    {
        var at = policies.Find(facts, change.PolicyId);
        if (at < 0)
        {
            return Edit.Refused(PolicyEdits.Missing(change.PolicyId));
        }

        var items = policies.At(facts, at).Items(change.List);
        if (change.Operation == ChangeOperation.Add)
        {
            if (change.Item is not { } item)
            {
                return Edit.Refused("The item to add is missing.");
            }

            var place = change.Place ?? change.ItemIndex ?? items.Length;
            if (place > items.Length)
            {
                return Edit.Refused(
                    $"Policy {change.PolicyId} has {items.Length} {change.List} items: none can be added at {place}."
                );
            }

            return !change.IsRestoration && KnownPrincipals.Missing(facts, lookup, [item], []) is { } missing
                ? Edit.Refused(missing)
                : Edit.Done(
                    With(facts, policies, at, change.List, items.Insert(place, item)),
                    new ItemChange(ChangeOperation.Remove, change.PolicyId, change.List, place, null)
                );
        }

        if (change.ItemIndex is null && items.Length != 1)
        {
            return Edit.Refused(
                $"Policy {change.PolicyId} has {items.Length} {change.List} items: say which one to remove."
            );
        }

        var index = change.ItemIndex ?? 0;
        return index < 0 || index >= items.Length
            ? Edit.Refused(MissingItem(change.PolicyId, change.List, index, items.Length))
            : Edit.Done(
                With(facts, policies, at, change.List, items.RemoveAt(index)),
                new ItemChange(ChangeOperation.Add, change.PolicyId, change.List, index, items[index])
                {
                    Place = index,
                    IsRestoration = true,
                }
            );
    }

    internal static Edit Apply(
        EstateFacts facts,
        FactsLookup lookup,
        EditedPolicies policies,
        ItemPrincipalChange change
    )
    {
        var at = policies.Find(facts, change.PolicyId);
        if (at < 0)
        {
            return Edit.Refused(PolicyEdits.Missing(change.PolicyId));
        }

        var policy = policies.At(facts, at);
        var items = policy.Items(change.List);
        if (change.ItemIndex is { } index && (index < 0 || index >= items.Length))
        {
            return Edit.Refused(MissingItem(change.PolicyId, change.List, index, items.Length));
        }

        if (
            change is { Operation: ChangeOperation.Add, IsRestoration: false }
            && !KnownPrincipals.IsMacro(change.Principal)
            && KnownPrincipals.Missing(facts, lookup, change.Principal) is { } unknown
        )
        {
            return Edit.Refused(unknown);
        }

        var meant = change.Privilege is null ? null : new AccessTypes(facts.Service?.AccessTypes ?? []);
        var edited = items.ToBuilder();
        var inverse = ImmutableArray.CreateBuilder<Change>();
        for (var position = 0; position < items.Length; position++)
        {
            var isMeant =
                (change.ItemIndex is null || change.ItemIndex == position)
                && (
                    meant is null
                    || meant
                        .Expand(items[position].Accesses, policy.IsTagPolicy)
                        .Contains(change.Privilege!.ToLowerInvariant())
                );
            if (isMeant && Edited(items[position], change) is { } names)
            {
                edited[position] = With(items[position], change.Principal.Namespace, names);
                inverse.AddRange(InverseOf(change, position, Names(items[position], change.Principal.Namespace)));
            }
        }

        if (inverse.Count > 0)
        {
            return Edit.Done(With(facts, policies, at, change.List, edited.ToImmutable()), inverse.ToImmutable());
        }

        return Edit.Refused(
            $"No {change.List} item of policy {change.PolicyId} that is meant {(change.Operation == ChangeOperation.Remove ? "names" : "lacks")} {change.Principal}."
        );
    }

    private static string MissingItem(long policy, PolicyItemList list, int index, int count) =>
        $"Policy {policy} has no {list} item {index}: it has {count}.";

    // Null where nothing would change.
    private static ImmutableArray<string>? Edited(PolicyItem item, ItemPrincipalChange change)
    {
        var names = Names(item, change.Principal.Namespace);
        var name = change.Principal.Name;
        if (change.Operation == ChangeOperation.Remove)
        {
            return names.Contains(name) ? names.RemoveAll(known => known == name) : null;
        }

        return names.Contains(name) && !change.IsRestoration
            ? null
            : names.Insert(Math.Min(change.Place ?? names.Length, names.Length), name);
    }

    // A name may stand in one item more than once: each has its place.
    private static IEnumerable<Change> InverseOf(
        ItemPrincipalChange change,
        int position,
        ImmutableArray<string> namesBefore
    )
    {
        var edit = change with { ItemIndex = position, Privilege = null, Place = null, IsRestoration = false };
        return change.Operation == ChangeOperation.Add
            ? [edit with { Operation = ChangeOperation.Remove }]
            : Enumerable
                .Range(0, namesBefore.Length)
                .Where(place => namesBefore[place] == change.Principal.Name)
                .Select(place => edit with { Operation = ChangeOperation.Add, Place = place, IsRestoration = true });
    }

    private static ImmutableArray<string> Names(PolicyItem item, PrincipalNamespace space) =>
        space switch
        {
            PrincipalNamespace.Login => item.Users,
            PrincipalNamespace.Group => item.Groups,
            PrincipalNamespace.Role => item.Roles,
        };

    private static PolicyItem With(PolicyItem item, PrincipalNamespace space, ImmutableArray<string> names) =>
        space switch
        {
            PrincipalNamespace.Login => item with { Users = names },
            PrincipalNamespace.Group => item with { Groups = names },
            PrincipalNamespace.Role => item with { Roles = names },
        };

    // The facts stay as they are: what was edited stands beside them.
    private static EstateFacts With(
        EstateFacts facts,
        EditedPolicies policies,
        int at,
        PolicyItemList list,
        ImmutableArray<PolicyItem> items
    )
    {
        var policy = policies.At(facts, at);
        policies.Put(
            at,
            list switch
            {
                PolicyItemList.Allow => policy with { AllowItems = items },
                PolicyItemList.Deny => policy with { DenyItems = items },
                PolicyItemList.AllowException => policy with { AllowExceptions = items },
                PolicyItemList.DenyException => policy with { DenyExceptions = items },
            }
        );
        return facts;
    }
}
