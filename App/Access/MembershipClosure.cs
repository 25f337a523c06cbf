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
    private readonly MembershipEdges _told; // nestings are as they are here; accounts, where _moved does not say otherwise
    private readonly ImmutableDictionary<int, ImmutableArray<int>> _moved; // by account: the containers directly around it
    private readonly Lazy<MembershipEdges> _edges;
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
        _told = new(accounts, _nodes, memberships);
        _moved = ImmutableDictionary<int, ImmutableArray<int>>.Empty;
        _edges = new(_told);
        cancellationToken.ThrowIfCancellationRequested();
        _members = new(() => Close(cancellationToken));
    }

    // Containers above an edge that comes or goes are closed anew; all others keep their sets.
    private MembershipClosure(MembershipClosure before, MembershipDelta delta, CancellationToken cancellationToken)
    {
        _accounts = before._accounts;
        _nodes = before._nodes;
        _told = before._edges.Value.With(delta);
        _moved = ImmutableDictionary<int, ImmutableArray<int>>.Empty;
        _edges = new(_told);
        var isConcerned = new bool[before.Nodes];
        before.MarkAbove(delta.Containers, isConcerned); // whatever lies above an edge that comes lies above its container
        _members = new(Close(cancellationToken, before._members.Value, isConcerned));
    }

    // Where only accounts move, only they are looked at: what they are in now, and what they were in.
    private MembershipClosure(MembershipClosure before, IReadOnlyList<MembershipEdge> moves)
    {
        _accounts = before._accounts;
        _nodes = before._nodes;
        _told = before._told;
        _moved = before._moved;
        var members = (PrincipalSet[])before._members.Value.Clone();
        foreach (var moving in moves.GroupBy(edge => edge.Member))
        {
            var direct = before.DirectlyAround(moving.Key).ToArray();
            var gone = moving.Where(edge => !edge.IsAdded).Select(edge => edge.Container).ToHashSet();
            var come = moving.Where(edge => edge.IsAdded).Select(edge => edge.Container);
            ImmutableArray<int> after = [.. direct.Where(container => !gone.Contains(container)).Concat(come)];
            _moved = _moved.SetItem(moving.Key, after);
            var now = Around([Everyone, .. after]); // whoever leaves a group that Everyone is in stays in it
            foreach (var node in Around(direct))
            {
                members[node] = now.Contains(node) ? members[node] : members[node].With(moving.Key, false);
            }

            foreach (var node in now)
            {
                members[node] = members[node].With(moving.Key, true);
            }
        }

        _members = new(members);
        _edges = new(() => _told.With(Moves()));
    }

    /// <summary>The closure of other edges over the same nodes: what edits make of this one.</summary>
    internal MembershipClosure With(MembershipDelta delta, CancellationToken cancellationToken) =>
        delta.HasNestings ? new(this, delta, cancellationToken) : new(this, delta.Edges);

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

    internal bool IsClosed => _members.IsValueCreated;

    /// <summary>Makes the sets, which else are made when the first is asked for: nodes can be named meanwhile.</summary>
    internal void Close() => _ = _members.Value;

    /// <summary>Enabled accounts directly in the container, ascending. None for Everyone.</summary>
    internal ReadOnlySpan<int> DirectAccounts(int node) => _edges.Value.AccountsIn.Of(node);

    /// <summary>Containers directly in the container.</summary>
    internal ReadOnlySpan<int> Inner(int node) => _told.Inner.Of(node);

    /// <summary>Containers that the account is in, directly or through others, Everyone first; and a bit for each of them.</summary>
    internal (List<int> Nodes, ulong[] Bits) ContainersOf(int account)
    {
        var nodes = new List<int> { Everyone };
        var bits = new ulong[BitRow.WordsFor(Nodes)];
        BitRow.Set(bits, Everyone);
        Add(DirectlyAround(account));
        for (var next = 0; next < nodes.Count; next++)
        {
            Add(_told.Outer.Of(nodes[next]));
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
        [.. DirectlyAround(principal).Select(node => _nodes[node])];

    /// <summary>All containers of the principal with, for each, the one through which it was first reached: shortest chains. Everyone included.</summary>
    internal Dictionary<PrincipalId, PrincipalId> ContainersWithOrigin(PrincipalId principal)
    {
        var origin = new Dictionary<PrincipalId, PrincipalId>();
        var queue = new Queue<PrincipalId>();
        queue.Enqueue(principal);
        while (queue.TryDequeue(out var member))
        {
            foreach (var container in DirectlyAround(member))
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

    private IEnumerable<int> DirectlyAround(PrincipalId member) =>
        member.Namespace == PrincipalNamespace.Login
        && _accounts.Find(member.Name) is { } account
        && _moved.TryGetValue(account, out var moved)
            ? moved
            : _told.DirectContainers(member);

    private ReadOnlySpan<int> DirectlyAround(int account) =>
        _moved.TryGetValue(account, out var moved) ? moved.AsSpan() : _told.ContainersOf.Of(account);

    // They and all that they are in.
    private HashSet<int> Around(ReadOnlySpan<int> containers)
    {
        var around = new HashSet<int>();
        var open = new Stack<int>();
        Add(containers);
        while (open.TryPop(out var node))
        {
            Add(_told.Outer.Of(node));
        }

        return around;

        void Add(ReadOnlySpan<int> nodes)
        {
            foreach (var node in nodes)
            {
                if (around.Add(node))
                {
                    open.Push(node);
                }
            }
        }
    }

    // How the accounts' edges differ from those that were told first.
    private MembershipDelta Moves() =>
        new([
            .. _moved.SelectMany(moved =>
            {
                var (before, after) = (_told.ContainersOf.Of(moved.Key).ToArray(), moved.Value);
                return before
                    .Except(after)
                    .Select(container => new MembershipEdge(moved.Key, true, container, false))
                    .Concat(
                        after.Except(before).Select(container => new MembershipEdge(moved.Key, true, container, true))
                    );
            }),
        ]);

    private void MarkAbove(IEnumerable<int> containers, bool[] isAbove)
    {
        var open = new Stack<int>(containers);
        var seen = new HashSet<int>(open);
        while (open.TryPop(out var node))
        {
            isAbove[node] = true;
            foreach (var outer in _told.Outer.Of(node))
            {
                if (seen.Add(outer))
                {
                    open.Push(outer);
                }
            }
        }
    }

    /// <param name="known">Sets that nodes keep unless they are concerned; null where all are to be made.</param>
    private PrincipalSet[] Close(
        CancellationToken cancellationToken,
        PrincipalSet[]? known = null,
        bool[]? isConcerned = null
    )
    {
        var members = new PrincipalSet[known?.Length ?? _nodes.Count];
        members[Everyone] = _accounts.All;
        var row = new ulong[_accounts.Words];
        foreach (var component in StrongComponents.Of(_told.Inner))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (component[0] == Everyone)
            {
                continue; // nothing lies in Everyone, so it is alone
            }

            var set =
                known is not null && !Array.Exists(component, node => isConcerned![node])
                    ? known[component[0]]
                    : MembersOf(component, members, row);
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
