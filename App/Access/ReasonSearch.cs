using System.Collections.Immutable;
using System.Numerics;
using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access;

/// <summary>
/// Finds one reason for each reader of a table, all at once: policies are asked by priority, and each container that an item names is
/// walked down to the accounts that have no reason yet. Costs one visit of each direct membership below what the items name. The first
/// policy in that order that surely allows somebody who is allowed in the end is a deciding one: a deny, or an allow, of a higher
/// priority would have decided before. For one thread.
/// </summary>
internal sealed class ReasonSearch(
    AccountDirectory accounts,
    MembershipClosure closure,
    ImmutableArray<CompiledPolicy> policies,
    AccessSets sets
)
{
    private const int None = -1;

    private readonly List<ReaderReason> _reasons = [];
    private readonly int[] _reasonOf = Fresh(accounts.Accounts.Length);
    private readonly ulong[] _left = new ulong[accounts.Words];
    private readonly ulong[] _given = new ulong[accounts.Words];
    private readonly List<(int Node, int From)> _way = []; // containers reached, each with the place of the one that holds it
    private readonly ulong[] _reached = new ulong[BitRow.WordsFor(closure.Nodes)];

    /// <param name="lists">Of the table's columns; of the table where it has none.</param>
    /// <param name="ask">Explains one account in full: for the few that the sweep leaves out.</param>
    internal ReaderReasons Of(
        TableOrdinal table,
        IEnumerable<PolicyList> lists,
        PrincipalSet readers,
        Func<PrincipalOrdinal, ReaderReason> ask
    )
    {
        readers.OrInto(_left);
        sets.SuperUsers.RemoveFrom(_left);
        var waiting = new ulong[_left.Length];
        foreach (var list in lists)
        {
            Sweep(list, waiting);
        }

        // The owner, and super users, to whom no policy applies: each with an explanation of its own.
        readers.Intersect(sets.SuperUsers).OrInto(_left);
        foreach (var account in Left())
        {
            Give([account]);
            _reasons.Add(ask(new(account)));
        }

        return new(table, _reasonOf, [.. _reasons]);
    }

    // Who is allowed by this list, less the owner, whose own items no set holds. The others wait for another list.
    private void Sweep(PolicyList list, ulong[] waiting)
    {
        _left.CopyTo(waiting, 0);
        sets.Access(list).Sure.Narrow(_left);
        if (list.Owner >= 0)
        {
            BitRow.Put(_left, list.Owner, false);
        }

        BitRow.AndNot(waiting, _left);
        foreach (var listed in list.Policies)
        {
            var policy = policies[listed.Policy];
            if (!policy.IsUncertain && _left.AsSpan().ContainsAnyExcept(0UL))
            {
                Ask(policy, listed);
            }
        }

        BitRow.Or(_left, waiting);
    }

    private void Ask(CompiledPolicy policy, ListedPolicy listed)
    {
        if (listed.Filter == 0 && policy.IsStraight)
        {
            Ask(policy);
            return;
        }

        // Only whom the policy matches and surely allows; its exceptions are taken off.
        var others = (ulong[])_left.Clone();
        sets.Concerned(listed, policy.On(AccessSets.Select, -1).SureAllow).Narrow(_left);
        BitRow.AndNot(others, _left);
        Ask(policy);
        BitRow.Or(_left, others);
    }

    private void Ask(CompiledPolicy policy)
    {
        foreach (var item in policy.Allow)
        {
            if (item.IsUncertain || !item.Covers(AccessSets.Select))
            {
                continue;
            }

            if (item.Limit is not { } limit)
            {
                Ask(policy, item);
                continue;
            }

            var others = (ulong[])_left.Clone();
            limit.Narrow(_left);
            BitRow.AndNot(others, _left);
            Ask(policy, item);
            BitRow.Or(_left, others);
        }
    }

    private void Ask(CompiledPolicy policy, CompiledItem item)
    {
        if (Give(item.Logins.Ordinals()) > 0)
        {
            _reasons.Add(new(AccessVia.Named, policy.Source, item.Index, []));
        }

        foreach (var container in item.Containers)
        {
            if (container != MembershipClosure.Everyone)
            {
                Descend(container, policy, item);
            }
            else if (Give(Left()) > 0)
            {
                _reasons.Add(ForAll(policy, item));
            }
        }
    }

    private static ReaderReason ForAll(CompiledPolicy policy, CompiledItem item) =>
        item.Source.Groups.Contains(PrincipalId.Everyone.Name)
            ? new(AccessVia.Everyone, policy.Source, item.Index, [PrincipalId.Everyone])
            : new(AccessVia.AnyUser, policy.Source, item.Index, []);

    // To those who have none yet the reason that is added next. Returns how many they are.
    private int Give(ReadOnlySpan<int> members)
    {
        var (next, given) = (_reasons.Count, 0);
        foreach (var account in members)
        {
            if (BitRow.IsSet(_left, account))
            {
                _reasonOf[account] = next;
                BitRow.Put(_left, account, false);
                given++;
            }
        }

        return given;
    }

    private int Give(PrincipalSet members)
    {
        members.WriteInto(_given);
        BitRow.And(_given, _left);
        BitRow.AndNot(_left, _given);
        var (next, given) = (_reasons.Count, 0);
        for (var word = 0; word < _given.Length; word++)
        {
            for (var bits = _given[word]; bits != 0; bits &= bits - 1)
            {
                _reasonOf[(word * BitRow.WordBits) + BitOperations.TrailingZeroCount(bits)] = next;
                given++;
            }
        }

        return given;
    }

    private int[] Left() => PrincipalSet.CopyOf(accounts.Accounts.Length, _left).Ordinals();

    // Breadth first, so that who is found first is found by a shortest chain.
    private void Descend(int container, CompiledPolicy policy, CompiledItem item)
    {
        var missing = closure.MembersOf(container).CountIn(_left);
        if (missing == 0)
        {
            return;
        }

        var via = closure.NameOf(container).Namespace == PrincipalNamespace.Role ? AccessVia.Role : AccessVia.Group;
        _way.Clear();
        Array.Clear(_reached);
        Reach(container, None);
        for (var at = 0; missing > 0 && at < _way.Count; at++)
        {
            var node = _way[at].Node;
            var given = GiveDirect(node);
            if (given > 0)
            {
                _reasons.Add(new(via, policy.Source, item.Index, Through(at)));
                missing -= given;
            }

            foreach (var inner in closure.Inner(node))
            {
                Reach(inner, at);
            }
        }
    }

    // Whoever is in a container that holds no other is so directly: many members are gone through by words.
    private int GiveDirect(int node)
    {
        if (node == MembershipClosure.Everyone)
        {
            return Give(Left());
        }

        var direct = closure.DirectAccounts(node);
        return direct.Length > accounts.Words && closure.Inner(node).IsEmpty
            ? Give(closure.MembersOf(node))
            : Give(direct);
    }

    private void Reach(int node, int from)
    {
        if (!BitRow.IsSet(_reached, node))
        {
            BitRow.Set(_reached, node);
            _way.Add((node, from));
        }
    }

    // From the container reached up to the one that the item names.
    private ImmutableArray<PrincipalId> Through(int at)
    {
        var through = ImmutableArray.CreateBuilder<PrincipalId>();
        for (; at >= 0; at = _way[at].From)
        {
            through.Add(closure.NameOf(_way[at].Node));
        }

        return through.ToImmutable();
    }

    private static int[] Fresh(int length)
    {
        var reasonOf = GC.AllocateUninitializedArray<int>(length);
        Array.Fill(reasonOf, None);
        return reasonOf;
    }
}
