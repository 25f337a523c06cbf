using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access;

/// <summary>
/// Who is in which container, directly or through others. Containers (groups and roles) are numbered nodes, so that whatever names
/// one holds its number and not its members: another closure over the same nodes gives the same policies other members. They are
/// condensed by strongly connected components (Tarjan), so cycles cost nothing and all members of a cycle share one set. Everyone
/// holds all accounts without listing them.
/// </summary>
internal sealed class MembershipClosure
{
    /// <summary>The node of <see cref="PrincipalId.Everyone"/>.</summary>
    internal const int Everyone = 0;

    private readonly AccountDirectory _accounts;
    private readonly ContainerNodes _nodes;
    private readonly MembershipEdges _edges;
    private readonly Lazy<PrincipalSet[]> _members;

    internal MembershipClosure(
        AccountDirectory accounts,
        ImmutableArray<Principal> principals,
        ImmutableArray<Membership> memberships,
        CancellationToken cancellationToken
    )
    {
        _accounts = accounts;
        _nodes = new(principals);
        _edges = new(accounts, _nodes, memberships);
        cancellationToken.ThrowIfCancellationRequested();
        _members = new(() => Close(cancellationToken));
    }

    /// <summary>How many containers have a node.</summary>
    internal int Nodes => _nodes.Count;

    /// <summary>False for edges that no access system knows: anything in a login or in Everyone, a role in a group.</summary>
    internal static bool Counts(Membership membership) =>
        membership.Container.Namespace switch
        {
            PrincipalNamespace.Login => false,
            PrincipalNamespace.Group => membership.Member.Namespace != PrincipalNamespace.Role
                && !membership.Container.IsEveryone,
            PrincipalNamespace.Role => true,
        };

    /// <summary>The node of a group or role; -1 where nobody knows it: it has no members.</summary>
    internal int Find(PrincipalId container) => _nodes.Find(container.Namespace, container.Name);

    /// <summary>As <see cref="Find(PrincipalId)"/>.</summary>
    internal int Find(PrincipalNamespace space, string name) => _nodes.Find(space, name);

    internal PrincipalId NameOf(int node) => _nodes[node];

    /// <summary>Enabled accounts in the container, directly or through others.</summary>
    internal PrincipalSet MembersOf(int node) => _members.Value[node];

    /// <summary>Makes the sets, which else are made when the first is asked for: nodes can be named meanwhile.</summary>
    internal void Close() => _ = _members.Value;

    /// <summary>Enabled accounts directly in the container, ascending. None for Everyone.</summary>
    internal ReadOnlySpan<int> DirectAccounts(int node) => _edges.AccountsIn.Of(node);

    /// <summary>Containers directly in the container.</summary>
    internal ReadOnlySpan<int> Inner(int node) => _edges.Inner.Of(node);

    /// <summary>Containers that the account is in, directly or through others, Everyone first; and a bit for each of them.</summary>
    internal (List<int> Nodes, ulong[] Bits) ContainersOf(int account)
    {
        var nodes = new List<int> { Everyone };
        var bits = new ulong[BitRow.WordsFor(Nodes)];
        BitRow.Set(bits, Everyone);
        Add(_edges.ContainersOf.Of(account));
        for (var next = 0; next < nodes.Count; next++)
        {
            Add(_edges.Outer.Of(nodes[next]));
        }

        return (nodes, bits);

        void Add(ReadOnlySpan<int> containers)
        {
            foreach (var node in containers)
            {
                if (!BitRow.IsSet(bits, node))
                {
                    BitRow.Set(bits, node);
                    nodes.Add(node);
                }
            }
        }
    }

    /// <summary>Enabled accounts that are the principal or in it. Everyone: all.</summary>
    internal PrincipalSet Members(PrincipalId principal)
    {
        if (principal.Namespace == PrincipalNamespace.Login)
        {
            return _accounts.Find(principal.Name) is { } account
                ? PrincipalSet.FromSorted(_accounts.Accounts.Length, [account])
                : _accounts.None;
        }

        var node = Find(principal);
        return node < 0 ? _accounts.None : _members.Value[node];
    }

    /// <summary>The containers that list the principal, without Everyone, in the facts' order.</summary>
    internal IReadOnlyList<PrincipalId> DirectContainers(PrincipalId principal) =>
        [.. _edges.DirectContainers(principal).Select(node => _nodes[node])];

    /// <summary>All containers of the principal with, for each, the one through which it was first reached: shortest chains. Everyone included.</summary>
    internal Dictionary<PrincipalId, PrincipalId> ContainersWithOrigin(PrincipalId principal)
    {
        var origin = new Dictionary<PrincipalId, PrincipalId>();
        var queue = new Queue<PrincipalId>();
        queue.Enqueue(principal);
        while (queue.TryDequeue(out var member))
        {
            foreach (var container in _edges.DirectContainers(member))
            {
                Reach(_nodes[container], member);
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
        var members = new PrincipalSet[_nodes.Count];
        members[Everyone] = _accounts.All;
        var row = new ulong[_accounts.Words];
        foreach (var component in StrongComponents.Of(_edges.Inner))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (component[0] == Everyone)
            {
                continue; // nothing lies in Everyone, so it is alone
            }

            var set = MembersOf(component, members, row);
            foreach (var node in component)
            {
                members[node] = set;
            }
        }

        return members;
    }

    private PrincipalSet MembersOf(int[] component, PrincipalSet[] members, ulong[] row)
    {
        if (component.Length == 1 && Inner(component[0]).IsEmpty)
        {
            return PrincipalSet.FromSorted(_accounts.Accounts.Length, DirectAccounts(component[0]));
        }

        Array.Clear(row);
        foreach (var node in component)
        {
            foreach (var account in DirectAccounts(node))
            {
                BitRow.Set(row, account);
            }

            // Inner containers come first, except those of the same component: they have no set yet.
            foreach (var inner in Inner(node))
            {
                members[inner]?.OrInto(row);
            }
        }

        return PrincipalSet.CopyOf(_accounts.Accounts.Length, row);
    }
}
