using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access;

/// <summary>
/// Who is in which container, directly or through others. Groups and roles are condensed by strongly connected components (Tarjan),
/// so cycles cost nothing and all members of a cycle share one set. Everyone holds all accounts without listing them.
/// </summary>
internal sealed class MembershipClosure
{
    private readonly AccountDirectory _accounts;
    private readonly Dictionary<PrincipalId, int> _nodes = [];
    private readonly List<PrincipalId> _names = [];
    private readonly List<List<int>> _inner = [];
    private readonly List<List<int>> _directAccounts = [];
    private readonly Dictionary<PrincipalId, List<PrincipalId>> _containersOf = [];
    private readonly PrincipalSet[] _members;

    internal MembershipClosure(
        AccountDirectory accounts,
        ImmutableArray<Membership> memberships,
        CancellationToken cancellationToken
    )
    {
        _accounts = accounts;
        NodeOf(PrincipalId.Everyone);
        foreach (var membership in memberships)
        {
            if (!Counts(membership))
            {
                continue;
            }

            if (!_containersOf.TryGetValue(membership.Member, out var containers))
            {
                _containersOf.Add(membership.Member, containers = []);
            }

            containers.Add(membership.Container);
            var container = NodeOf(membership.Container);
            if (membership.Member.Namespace != PrincipalNamespace.Login)
            {
                _inner[container].Add(NodeOf(membership.Member));
            }
            else if (_accounts.Find(membership.Member.Name) is { } account)
            {
                _directAccounts[container].Add(account);
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
        _members = Close(cancellationToken);
    }

    /// <summary>False for edges that no access system knows: anything in a login or in Everyone, a role in a group.</summary>
    internal static bool Counts(Membership membership) =>
        membership.Container.Namespace switch
        {
            PrincipalNamespace.Login => false,
            PrincipalNamespace.Group => membership.Member.Namespace != PrincipalNamespace.Role
                && !membership.Container.IsEveryone,
            PrincipalNamespace.Role => true,
        };

    /// <summary>Enabled accounts that are the principal or in it. Everyone: all.</summary>
    internal PrincipalSet Members(PrincipalId principal)
    {
        if (principal.Namespace == PrincipalNamespace.Login)
        {
            return _accounts.Find(principal.Name) is { } account
                ? PrincipalSet.Of(_accounts.Accounts.Length, [new PrincipalOrdinal(account)])
                : _accounts.None;
        }

        return _nodes.TryGetValue(principal, out var node) ? _members[node] : _accounts.None;
    }

    /// <summary>The containers that list the principal, without Everyone, in the facts' order.</summary>
    internal IReadOnlyList<PrincipalId> DirectContainers(PrincipalId principal) =>
        _containersOf.GetValueOrDefault(principal) ?? [];

    /// <summary>All containers of the principal with, for each, the one through which it was first reached: shortest chains. Everyone included.</summary>
    internal Dictionary<PrincipalId, PrincipalId> ContainersWithOrigin(PrincipalId principal)
    {
        var origin = new Dictionary<PrincipalId, PrincipalId>();
        var queue = new Queue<PrincipalId>();
        queue.Enqueue(principal);
        while (queue.TryDequeue(out var member))
        {
            foreach (var container in _containersOf.GetValueOrDefault(member) ?? [])
            {
                Reach(container, member);
            }

            // Everyone is one step away, after what the directory says: a listed membership explains more.
            if (member == principal)
            {
                Reach(PrincipalId.Everyone, member);
            }
        }

        return origin;

        void Reach(PrincipalId container, PrincipalId member)
        {
            if (container != principal && origin.TryAdd(container, member))
            {
                queue.Enqueue(container);
            }
        }
    }

    private PrincipalSet[] Close(CancellationToken cancellationToken)
    {
        var members = new PrincipalSet[_names.Count];
        foreach (var component in StrongComponents.Of(_inner))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var set = MembersOf(component, members);
            foreach (var node in component)
            {
                members[node] = set;
            }
        }

        return members;
    }

    private PrincipalSet MembersOf(int[] component, PrincipalSet[] members)
    {
        if (Array.Exists(component, node => _names[node].IsEveryone))
        {
            return _accounts.All;
        }

        var row = new ulong[_accounts.Words];
        foreach (var node in component)
        {
            foreach (var account in _directAccounts[node])
            {
                BitRow.Set(row, account);
            }

            // Inner containers come first, except those of the same component: they have no set yet.
            foreach (var inner in _inner[node])
            {
                members[inner]?.OrInto(row);
            }
        }

        return PrincipalSet.FromRow(_accounts.Accounts.Length, row);
    }

    private int NodeOf(PrincipalId principal)
    {
        if (!_nodes.TryGetValue(principal, out var node))
        {
            _nodes.Add(principal, node = _names.Count);
            _names.Add(principal);
            _inner.Add([]);
            _directAccounts.Add([]);
        }

        return node;
    }
}
