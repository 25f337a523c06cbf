using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access;

/// <summary>Numbers groups and roles, from 0, Everyone first. Grows while an index is built, by one thread; read by any number.</summary>
internal sealed class ContainerNodes
{
    private readonly Dictionary<string, int> _groups = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _roles = new(StringComparer.Ordinal);
    private readonly List<PrincipalId> _names = [];

    internal ContainerNodes(ImmutableArray<Principal> principals)
    {
        Add(PrincipalId.Everyone);
        foreach (var principal in principals)
        {
            if (principal.Id.Namespace != PrincipalNamespace.Login)
            {
                Add(principal.Id);
            }
        }
    }

    internal int Count => _names.Count;

    internal PrincipalId this[int node] => _names[node];

    /// <summary>-1 where there is none.</summary>
    internal int Find(PrincipalNamespace space, string name) =>
        space switch
        {
            PrincipalNamespace.Login => -1,
            PrincipalNamespace.Group => _groups.TryGetValue(name, out var group) ? group : -1,
            PrincipalNamespace.Role => _roles.TryGetValue(name, out var role) ? role : -1,
        };

    /// <summary>The container's node, a fresh one where it had none.</summary>
    internal int Add(PrincipalId container)
    {
        var byName = container.Namespace == PrincipalNamespace.Role ? _roles : _groups;
        if (byName.TryAdd(container.Name, _names.Count))
        {
            _names.Add(container);
        }

        return byName[container.Name];
    }
}
