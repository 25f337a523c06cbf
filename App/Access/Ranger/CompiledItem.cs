using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Ranger;

/// <summary>
/// One policy item with its accesses expanded and its principals resolved (semantics, section 3): containers by their node, so that
/// an item holds no set of its own but that of the logins it names.
/// </summary>
internal sealed class CompiledItem
{
    internal const string AnyUser = "{USER}";
    internal const string Owner = "{OWNER}";

    private static readonly int[] s_everyone = [MembershipClosure.Everyone];

    private readonly MembershipClosure _closure;
    private readonly int[] _containers;

    internal CompiledItem(
        PolicyItem source,
        PolicyItemList list,
        int index,
        ItemAccesses accesses,
        AccountDirectory accounts,
        MembershipClosure closure,
        bool isUncertain = false,
        PrincipalSet? limit = null
    )
    {
        Source = source;
        List = list;
        Index = index;
        Accesses = accesses;
        IsUncertain = isUncertain;
        Limit = limit;
        NamesOwner = source.Users.Contains(Owner);
        _closure = closure;
        var isForAll = IsForAll(source);
        _containers = isForAll ? s_everyone : ContainersOf(source, closure);
        Logins = isForAll ? accounts.None : LoginsOf(source, accounts);
    }

    internal PolicyItem Source { get; }

    internal PolicyItemList List { get; }

    internal int Index { get; }

    internal ItemAccesses Accesses { get; }

    /// <summary>The item has a condition; nothing static can tell whether it holds.</summary>
    internal bool IsUncertain { get; }

    internal bool NamesOwner { get; }

    /// <summary>Nodes of the containers that it names, in the order in which it does; only Everyone where it names {USER} or public.</summary>
    internal ReadOnlySpan<int> Containers => _containers;

    /// <summary>Accounts that it names outright.</summary>
    internal PrincipalSet Logins { get; }

    /// <summary>Whoever it names, it applies to these only: a condition says so. Null for no limit.</summary>
    internal PrincipalSet? Limit { get; }

    /// <summary>Accounts to whom the item applies, without the owner of whatever is asked for. Made anew each time.</summary>
    internal PrincipalSet Members
    {
        get
        {
            var members = Logins;
            foreach (var container in _containers)
            {
                members = members.Union(_closure.MembersOf(container));
            }

            return Limit is null ? members : members.Intersect(Limit);
        }
    }

    /// <summary>Accounts whom the item names, by themselves, through containers or through {USER}.</summary>
    internal static PrincipalSet Resolve(PolicyItem item, AccountDirectory accounts, MembershipClosure closure) =>
        new CompiledItem(item, PolicyItemList.Allow, 0, ItemAccesses.None, accounts, closure).Members;

    /// <summary>Adds whom the item names, by number: only Everyone where it names {USER} or public; else containers by their nodes, then accounts from <paramref name="firstAccount"/> on.</summary>
    internal static void AddNamed(
        PolicyItem item,
        AccountDirectory accounts,
        MembershipClosure closure,
        int firstAccount,
        List<int> named
    )
    {
        var from = named.Count;
        var isForAll = false;
        foreach (var group in item.Groups)
        {
            var node = closure.Find(PrincipalNamespace.Group, group);
            isForAll |= node == MembershipClosure.Everyone;
            Add(node, 0);
        }

        foreach (var role in item.Roles)
        {
            Add(closure.Find(PrincipalNamespace.Role, role), 0);
        }

        foreach (var user in item.Users)
        {
            isForAll |= user == AnyUser;
            Add(accounts.Find(user) ?? -1, firstAccount);
        }

        if (isForAll)
        {
            named.RemoveRange(from, named.Count - from);
            named.Add(MembershipClosure.Everyone);
        }

        void Add(int number, int first)
        {
            if (number >= 0)
            {
                named.Add(first + number);
            }
        }
    }

    internal bool Covers(string privilege) => Accesses.Contains(privilege);

    internal bool AppliesTo(int account, int owner) =>
        IsFor(account) && (Names(account) || (NamesOwner && account == owner));

    /// <summary>Whether its limit lets it apply to the account, should it name it.</summary>
    internal bool IsFor(int account) => Limit is null || Limit.Contains(account);

    /// <summary>Adds the members to the row.</summary>
    internal void OrInto(Span<ulong> row)
    {
        if (Limit is not null)
        {
            Members.OrInto(row);
            return;
        }

        Logins.OrInto(row);
        foreach (var container in _containers)
        {
            _closure.MembersOf(container).OrInto(row);
        }
    }

    /// <summary>Takes the members out of the row.</summary>
    internal void RemoveFrom(Span<ulong> row)
    {
        if (Limit is not null)
        {
            Members.RemoveFrom(row);
            return;
        }

        Logins.RemoveFrom(row);
        foreach (var container in _containers)
        {
            _closure.MembersOf(container).RemoveFrom(row);
        }
    }

    private static bool IsForAll(PolicyItem item) =>
        item.Groups.Contains(PrincipalId.Everyone.Name) || item.Users.Contains(AnyUser);

    private bool Names(int account)
    {
        foreach (var container in _containers)
        {
            if (_closure.MembersOf(container).Contains(account))
            {
                return true;
            }
        }

        return Logins.Contains(account);
    }

    private static int[] ContainersOf(PolicyItem item, MembershipClosure closure)
    {
        if (item.Groups.IsEmpty && item.Roles.IsEmpty)
        {
            return [];
        }

        var nodes = new int[item.Groups.Length + item.Roles.Length];
        var count = 0;
        foreach (var group in item.Groups)
        {
            Add(closure.Find(PrincipalNamespace.Group, group));
        }

        foreach (var role in item.Roles)
        {
            Add(closure.Find(PrincipalNamespace.Role, role));
        }

        return count == nodes.Length ? nodes : nodes[..count];

        void Add(int node)
        {
            if (node >= 0)
            {
                nodes[count++] = node;
            }
        }
    }

    private static PrincipalSet LoginsOf(PolicyItem item, AccountDirectory accounts)
    {
        if (item.Users.IsEmpty)
        {
            return accounts.None;
        }

        Span<int> ordinals = item.Users.Length <= 64 ? stackalloc int[item.Users.Length] : new int[item.Users.Length];
        var count = 0;
        foreach (var user in item.Users)
        {
            if (accounts.Find(user) is { } account)
            {
                ordinals[count++] = account;
            }
        }

        ordinals[..count].Sort();
        return count == 0 ? accounts.None : PrincipalSet.FromSorted(accounts.Accounts.Length, ordinals[..count]);
    }
}
