using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Paths;

/// <summary>A principal that an item, or the list of super users, names, and that the login is or is in.</summary>
/// <param name="Node">The container's node; the login's own for names and macros.</param>
/// <param name="Point">The number of its cut point; -1 where removing it cannot end access.</param>
internal readonly record struct Hold(AccessVia Via, PrincipalId Principal, int Node, int Point)
{
    /// <summary>Every principal of the item through which it applies, in the order in which the item lists them.</summary>
    internal static IEnumerable<Hold> Of(PolicyItem item, ContainerGraph graph, bool isOwner)
    {
        var login = graph[ContainerGraph.Login].Name;
        foreach (var user in item.Users.Distinct())
        {
            AccessVia? via =
                user == login ? AccessVia.Named
                : user == CompiledItem.AnyUser ? AccessVia.AnyUser
                : user == CompiledItem.Owner && isOwner ? AccessVia.Owner
                : null;
            if (via is { } found)
            {
                yield return new(found, PrincipalId.Login(user), ContainerGraph.Login, -1);
            }
        }

        foreach (var group in item.Groups.Distinct().Select(PrincipalId.Group))
        {
            if (graph.Find(group) is { } node)
            {
                yield return new(group.IsEveryone ? AccessVia.Everyone : AccessVia.Group, group, node, -1);
            }
        }

        foreach (var role in item.Roles.Distinct().Select(PrincipalId.Role))
        {
            if (graph.Find(role) is { } node)
            {
                yield return new(AccessVia.Role, role, node, -1);
            }
        }
    }

    /// <summary>The login's own entries among the super users.</summary>
    internal static IEnumerable<Hold> OfSuperUsers(AccessService? service, ContainerGraph graph)
    {
        foreach (var user in (service?.SuperUsers ?? []).Distinct())
        {
            if (user == graph[ContainerGraph.Login].Name)
            {
                yield return new(AccessVia.SuperUser, PrincipalId.Login(user), ContainerGraph.Login, -1);
            }
        }

        foreach (var group in (service?.NamedSuperGroups ?? []).Distinct().Select(PrincipalId.Group))
        {
            if (graph.Find(group) is { } node)
            {
                yield return new(AccessVia.SuperUser, group, node, -1);
            }
        }
    }
}
