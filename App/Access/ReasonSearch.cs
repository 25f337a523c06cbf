using System.Collections.Immutable;
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
    private readonly Dictionary<int, ImmutableArray<PrincipalId>> _below = [];
    private readonly Queue<int> _queue = [];

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
        foreach (var account in Left().Ordinals())
        {
            Give([account], ask(new(account)));
        }

        return new(table, _reasonOf, [.. _reasons]);
    }

    // Who is allowed by this list, less the owner, whose own items no set holds. The others wait for another list.
    private void Sweep(PolicyList list, ulong[] waiting)
    {
        _left.CopyTo(waiting, 0);
        BitRow.And(_left, sets.Access(list).Sure.ToRow());
        if (list.Owner >= 0)
        {
            BitRow.Put(_left, list.Owner, false);
        }

        BitRow.AndNot(waiting, _left);
        foreach (var listed in list.Policies)
        {
            var policy = policies[listed.Policy];
            if (!policy.IsUncertain && BitRow.Count(_left) > 0)
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
        BitRow.And(_left, sets.Concerned(listed, policy.On(AccessSets.Select, -1).SureAllow).ToRow());
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
            BitRow.And(_left, limit.ToRow());
            BitRow.AndNot(others, _left);
            Ask(policy, item);
            BitRow.Or(_left, others);
        }
    }

    private void Ask(CompiledPolicy policy, CompiledItem item)
    {
        Give(item.Logins.Ordinals(), new(AccessVia.Named, policy.Source, item.Index, []));
        foreach (var container in item.Containers)
        {
            if (container == MembershipClosure.Everyone)
            {
                Give(Left().Ordinals(), ForAll(policy, item));
            }
            else
            {
                Descend(container, policy, item);
            }
        }
    }

    private static ReaderReason ForAll(CompiledPolicy policy, CompiledItem item) =>
        item.Source.Groups.Contains(PrincipalId.Everyone.Name)
            ? new(AccessVia.Everyone, policy.Source, item.Index, [PrincipalId.Everyone])
            : new(AccessVia.AnyUser, policy.Source, item.Index, []);

    // Returns how many got the reason.
    private int Give(ReadOnlySpan<int> members, ReaderReason reason)
    {
        var given = 0;
        foreach (var account in members)
        {
            if (BitRow.IsSet(_left, account))
            {
                if (given++ == 0)
                {
                    _reasons.Add(reason);
                }

                _reasonOf[account] = _reasons.Count - 1;
                BitRow.Put(_left, account, false);
            }
        }

        return given;
    }

    private PrincipalSet Left() => PrincipalSet.CopyOf(accounts.Accounts.Length, _left);

    // Breadth first, so that who is found first is found by a shortest chain.
    private void Descend(int container, CompiledPolicy policy, CompiledItem item)
    {
        var missing = closure.MembersOf(container).CountIn(_left);
        if (missing == 0)
        {
            return;
        }

        var via = closure.NameOf(container).Namespace == PrincipalNamespace.Role ? AccessVia.Role : AccessVia.Group;
        _below.Clear();
        _queue.Clear();
        _below.Add(container, [closure.NameOf(container)]);
        _queue.Enqueue(container);
        while (missing > 0 && _queue.TryDequeue(out var node))
        {
            var through = _below[node];
            missing -= Give(
                node == MembershipClosure.Everyone ? Left().Ordinals() : closure.DirectAccounts(node),
                new(via, policy.Source, item.Index, through)
            );
            foreach (var inner in closure.Inner(node))
            {
                if (_below.TryAdd(inner, []))
                {
                    _below[inner] = through.Insert(0, closure.NameOf(inner));
                    _queue.Enqueue(inner);
                }
            }
        }
    }

    private static int[] Fresh(int length)
    {
        var reasonOf = new int[length];
        Array.Fill(reasonOf, None);
        return reasonOf;
    }
}
