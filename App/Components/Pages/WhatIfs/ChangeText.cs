using GovernanceDashboard.Access;
using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Components.Pages.WhatIfs;

/// <summary>Says a change in words.</summary>
/// <param name="policyText">How a policy is called: <c>policy “Name”</c> where the name is known, else <c>policy 12</c>.</param>
internal sealed class ChangeText(Func<long, string> policyText)
{
    internal string Of(Change change) =>
        change switch
        {
            ItemPrincipalChange item =>
                $"{Verb(change, "Add", "Remove")} {Name(item.Principal)} {Verb(change, "to", "from")} {ItemOf(item.List, item.ItemIndex)} of {policyText(item.PolicyId)}",
            ItemChange item when item.Operation == ChangeOperation.Remove =>
                $"Remove {ItemOf(item.List, item.ItemIndex)} of {policyText(item.PolicyId)}",
            ItemChange { Item: { } added } item =>
                $"Add to {policyText(item.PolicyId)} that {Verb(item.List)} {Principals(added)} {string.Join(", ", added.Accesses.Select(access => access.Type))}",
            PolicyChange { Policy: { } policy } =>
                $"{(policy.Id == 0 ? "Add" : "Add or replace")} {(policy.Id == 0 ? "a policy" : policyText(policy.Id))} on {string.Join(" and ", policy.Resources.Select(ResourceTexts.Of))}",
            PolicyChange policy => $"Remove {policyText(policy.PolicyId)}",
            PolicyEnabledChange policy => $"Switch {policyText(policy.PolicyId)} {Verb(change, "on", "off")}",
            MembershipChange { Membership: var member } =>
                $"{Verb(change, "Put", "Take")} {Name(member.Member)} {Verb(change, "into", "out of")} {Name(member.Container)}",
            RoleChange role => $"{Verb(change, "Add", "Remove")} {Name(role.Id)}",
            TagChange { Tag: var tag } =>
                $"{Verb(change, "Put", "Take")} the tag {tag.Class} {Verb(change, "on", "off")} {tag.Resource}",
            ZoneChange zone => $"{Verb(change, "Add", "Remove")} the zone {zone.Name}",
            ZoneResourceChange zone =>
                $"{Verb(change, "Put", "Take")} {ResourceTexts.Of(zone.Resource)} {Verb(change, "into", "out of")} zone {zone.Zone}",
            OwnerChange { Owner: { } owner } owned =>
                $"{Verb(change, "Make", "End the ownership of")} {owner} {Verb(change, "the owner of", "over")} {owned.Resource}",
            OwnerChange owned => $"Leave {owned.Resource} without an owner",
            TableChange table => $"{Verb(change, "Add", "Remove")} the table {table.Name}",
            _ => change.ToString(),
        };

    private static string Verb(Change change, string add, string remove) =>
        change.Operation switch
        {
            ChangeOperation.Add => add,
            ChangeOperation.Remove => remove,
        };

    private static string Verb(PolicyItemList list) =>
        list switch
        {
            PolicyItemList.Allow => "it allows",
            PolicyItemList.Deny => "it denies",
            PolicyItemList.AllowException => "its allows do not reach",
            PolicyItemList.DenyException => "its denials do not reach",
        };

    private static string ItemOf(PolicyItemList list, int? index) =>
        $"{Figures.List(list).ToLowerInvariant()} {(index is { } at ? $"item {at}" : "items")}";

    private static string Principals(PolicyItem item) =>
        string.Join(
            ", ",
            item.Users.Concat(item.Groups.Select(group => Name(PrincipalId.Group(group))))
                .Concat(item.Roles.Select(role => Name(PrincipalId.Role(role))))
        );

    private static string Name(PrincipalId id) =>
        id.IsEveryone
            ? "everyone (public)"
            : id.Namespace switch
            {
                PrincipalNamespace.Login => id.Name,
                PrincipalNamespace.Group => $"group {id.Name}",
                PrincipalNamespace.Role => $"role {id.Name}",
            };
}
