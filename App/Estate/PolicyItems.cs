using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Estate;

/// <summary>One item of one policy, by its place.</summary>
public readonly record struct PolicyItemPlace(Policy Policy, PolicyItemList List, int Index)
{
    public PolicyItem Item => Policy.Items(List)[Index];
}

/// <summary>Lists policy items for people who look for the one that opens a table.</summary>
public static class PolicyItems
{
    private const string EveryoneWord = "everyone";

    /// <summary>Items of access policies by policy id, list and index.</summary>
    public static ImmutableArray<PolicyItemPlace> Find(EstateView view, string? search, TableOrdinal? reaching)
    {
        var words = search?.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        var policies = reaching is { } table
            ? view.Index.PoliciesReaching(table)
            : view.Facts.Policies.Where(policy => policy.Type == PolicyType.Access);
        return
        [
            .. policies
                .OrderBy(policy => policy.IsTagPolicy)
                .ThenBy(policy => policy.Id)
                .SelectMany(policy =>
                    Enum.GetValues<PolicyItemList>()
                        .SelectMany(list =>
                            Enumerable
                                .Range(0, policy.Items(list).Length)
                                .Select(index => new PolicyItemPlace(policy, list, index))
                        )
                )
                .Where(place => Array.TrueForAll(words, word => Mentions(view, place, word))),
        ];
    }

    public static PolicyItemRow Row(EstateView view, PolicyItemPlace place) =>
        new(
            place.Policy.Id,
            place.Policy.Name,
            place.Policy.IsTagPolicy,
            place.Policy.IsEnabled,
            place.Policy.Priority,
            ResourceText(place.Policy),
            place.List,
            place.Index,
            [.. place.Item.Accesses.Where(access => access.IsAllowed).Select(access => access.Type)],
            [
                .. place.Item.Groups.Select(group => Link(view, PrincipalId.Group(group))),
                .. place.Item.Roles.Select(role => Link(view, PrincipalId.Role(role))),
                .. place.Item.Users.Select(user => Link(view, PrincipalId.Login(user))),
            ],
            NamesEveryone(place.Item),
            view.Index.TablesReached(place.Policy)
        );

    /// <summary>The principal as a chain link: people as pseudonyms, Everyone by its name, macros as they are.</summary>
    public static ChainLink Link(EstateView view, PrincipalId id) =>
        id.Namespace switch
        {
            PrincipalNamespace.Group => new(id.Namespace, id.IsEveryone ? "everyone (public)" : id.Name, id.Name),
            PrincipalNamespace.Role => new(id.Namespace, id.Name, id.Name),
            PrincipalNamespace.Login when id.Name is "{USER}" or "{OWNER}" => new(id.Namespace, id.Name, null),
            PrincipalNamespace.Login => Link(view.LabelOfLogin(id.Name, null)),
        };

    private static ChainLink Link(PrincipalLabel label) => new(PrincipalNamespace.Login, label.Text, label.Reference);

    public static bool NamesEveryone(PolicyItem item) =>
        item.Groups.Contains(PrincipalId.Everyone.Name) || item.Users.Contains("{USER}");

    /// <summary>The policy's resources as a reader would write them: <c>telemetry_*.*.*</c>; alternatives divided by "; ".</summary>
    public static string ResourceText(Policy policy) => string.Join("; ", policy.Resources.Select(ResourceTexts.Of));

    private static bool Mentions(EstateView view, PolicyItemPlace place, string word)
    {
        if (word.Equals(EveryoneWord, StringComparison.OrdinalIgnoreCase))
        {
            return NamesEveryone(place.Item);
        }

        return Holds(place.Policy.Name)
            || Holds(ResourceText(place.Policy))
            || place.Item.Groups.Any(Holds)
            || place.Item.Roles.Any(Holds)
            || place.Item.Users.Any(user => user == word || Holds(view.LabelOfLogin(user, null).Reference));

        bool Holds(string text) => text.Contains(word, StringComparison.OrdinalIgnoreCase);
    }
}
