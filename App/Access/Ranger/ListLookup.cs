using System.Collections.Immutable;

namespace GovernanceDashboard.Access.Ranger;

/// <summary>
/// Which lists name whom, the way back from principals to tables: for plain lists (see <see cref="ListRows"/>) by container and account,
/// so that one account's lists are marked and not searched for.
/// </summary>
internal sealed class ListLookup
{
    private readonly Adjacency _listsOf; // by container, then by account
    private readonly int _nodes;

    internal ListLookup(
        MembershipClosure closure,
        AccountDirectory accounts,
        ListRows rows,
        ImmutableArray<PolicyList> lists,
        TableLists[] signatures,
        int[] signatureOf
    )
    {
        _nodes = closure.Nodes;
        var (from, to) = (new List<int>(), new List<int>());
        foreach (var list in lists)
        {
            if (rows.IsPlain(list) && ReferenceEquals(list, list.WithoutOwner))
            {
                foreach (var source in rows.SourcesOf(list))
                {
                    from.Add(source >= 0 ? source : _nodes + ~source);
                    to.Add(list.Number);
                }
            }
        }

        _listsOf = Adjacency.FromPairs(_nodes + accounts.Accounts.Length, from.ToArray(), to.ToArray());
        PlainOf = Array.ConvertAll(
            signatureOf,
            signature =>
                signatures[signature].Only is var only and >= 0 && rows.IsPlain(lists[only]) && lists[only].Owner < 0
                    ? only
                    : -1
        );
        Base = [.. lists.Select(list => list.Base?.Number ?? list.Number)];
    }

    /// <summary>By table: the one plain list without an owner that decides all; -1 where there is more to ask.</summary>
    internal int[] PlainOf { get; }

    /// <summary>By list: its base; itself where it has none.</summary>
    internal int[] Base { get; }

    /// <summary>Plain lists whose own policies, the base's aside, let the container's members select.</summary>
    internal ReadOnlySpan<int> ListsOfContainer(int node) => _listsOf.Of(node);

    /// <summary>Plain lists whose own policies, the base's aside, let the account select by its own name.</summary>
    internal ReadOnlySpan<int> ListsOfAccount(int account) => _listsOf.Of(_nodes + account);
}
