using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access;

/// <summary>The memberships that count, by number: accounts in containers and containers in containers, both ways.</summary>
internal sealed class MembershipEdges
{
    private const int Chunk = 1 << 16;
    private const int Unresolved = int.MinValue;

    private readonly AccountDirectory _accounts;
    private readonly ContainerNodes _nodes;
    private readonly Lazy<ILookup<string, int>> _containersOfOthers;

    internal MembershipEdges(AccountDirectory accounts, ContainerNodes nodes, ImmutableArray<Membership> memberships)
    {
        _accounts = accounts;
        _nodes = nodes;
        var member = new int[memberships.Length]; // an account's ordinal, or the complement of an inner container's node
        var container = new int[memberships.Length];
        Parallel.For(
            0,
            (memberships.Length + Chunk - 1) / Chunk,
            chunk =>
            {
                var from = chunk * Chunk;
                var to = Math.Min(from + Chunk, memberships.Length);
                Resolve(memberships.AsSpan()[from..to], member.AsSpan(from..to), container.AsSpan(from..to));
            }
        );
        AddUnknownContainers(memberships, member, container);
        var (inner, outer) = Nestings(member, container);
        ContainersOf = Adjacency.FromPairs(accounts.Accounts.Length, member, container);
        AccountsIn = ContainersOf.Transposed(nodes.Count);
        Outer = Adjacency.FromPairs(nodes.Count, inner, outer);
        Inner = Adjacency.FromPairs(nodes.Count, outer, inner);
        _containersOfOthers = new(() =>
            memberships
                .Where(membership =>
                    membership.Member.Namespace == PrincipalNamespace.Login
                    && MembershipClosure.Counts(membership)
                    && accounts.Find(membership.Member.Name) is null
                )
                .ToLookup(
                    membership => membership.Member.Name,
                    membership => nodes.Find(membership.Container.Namespace, membership.Container.Name),
                    StringComparer.Ordinal
                )
        );
    }

    /// <summary>By account: the containers that it is directly in, in the facts' order.</summary>
    internal Adjacency ContainersOf { get; }

    /// <summary>By container: the accounts directly in it, ascending.</summary>
    internal Adjacency AccountsIn { get; }

    /// <summary>By container: the containers that it is directly in, in the facts' order.</summary>
    internal Adjacency Outer { get; }

    /// <summary>By container: the containers directly in it.</summary>
    internal Adjacency Inner { get; }

    /// <summary>For any principal, disabled logins included, in the facts' order.</summary>
    internal IEnumerable<int> DirectContainers(PrincipalId member)
    {
        if (member.Namespace == PrincipalNamespace.Login)
        {
            return _accounts.Find(member.Name) is { } account
                ? ContainersOf.Of(account).ToArray()
                : _containersOfOthers.Value[member.Name];
        }

        var node = _nodes.Find(member.Namespace, member.Name);
        return node < 0 ? [] : Outer.Of(node).ToArray();
    }

    // Facts are sorted by member: most edges share the member of the one before, whose look-up then serves them all.
    private void Resolve(ReadOnlySpan<Membership> memberships, Span<int> member, Span<int> container)
    {
        var last = default(PrincipalId);
        var known = Unresolved;
        for (var edge = 0; edge < memberships.Length; edge++)
        {
            var membership = memberships[edge];
            member[edge] = Unresolved;
            if (!MembershipClosure.Counts(membership))
            {
                container[edge] = 0;
                continue;
            }

            if (membership.Member != last)
            {
                last = membership.Member;
                known = CodeOf(last);
            }

            container[edge] = _nodes.Find(membership.Container.Namespace, membership.Container.Name);
            member[edge] = known;
        }
    }

    private int CodeOf(PrincipalId member) =>
        member.Namespace == PrincipalNamespace.Login ? _accounts.Find(member.Name) ?? Unresolved
        : _nodes.Find(member.Namespace, member.Name) is var node and >= 0 ? ~node
        : Unresolved;

    // The directory lists its groups and roles. What only memberships name gets its node here.
    private void AddUnknownContainers(ImmutableArray<Membership> memberships, int[] member, int[] container)
    {
        for (var edge = 0; edge < container.Length; edge++)
        {
            var isNestingUnknown =
                member[edge] == Unresolved && memberships[edge].Member.Namespace != PrincipalNamespace.Login;
            if ((container[edge] >= 0 && !isNestingUnknown) || !MembershipClosure.Counts(memberships[edge]))
            {
                continue;
            }

            container[edge] = _nodes.Add(memberships[edge].Container);
            if (memberships[edge].Member.Namespace != PrincipalNamespace.Login)
            {
                member[edge] = ~_nodes.Add(memberships[edge].Member);
            }
        }
    }

    private static (int[] Inner, int[] Outer) Nestings(int[] member, int[] container)
    {
        var inner = new List<int>();
        var outer = new List<int>();
        for (var edge = 0; edge < member.Length; edge++)
        {
            if (member[edge] < 0 && member[edge] != Unresolved)
            {
                inner.Add(~member[edge]);
                outer.Add(container[edge]);
            }
        }

        return ([.. inner], [.. outer]);
    }
}
