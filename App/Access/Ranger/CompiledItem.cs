using System.Collections.Frozen;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Ranger;

/// <summary>One policy item with its accesses expanded and its principals resolved to accounts (semantics, section 3).</summary>
internal sealed class CompiledItem
{
    private readonly bool _coversSelect;

    internal const string AnyUser = "{USER}";
    internal const string Owner = "{OWNER}";

    internal CompiledItem(
        PolicyItem source,
        PolicyItemList list,
        int index,
        FrozenSet<string> accesses,
        AccountDirectory accounts,
        MembershipClosure closure
    )
    {
        Source = source;
        List = list;
        Index = index;
        Accesses = accesses;
        _coversSelect = accesses.Contains(AccessSets.Select);
        IsUncertain = !source.Conditions.IsDefaultOrEmpty;
        NamesOwner = source.Users.Contains(Owner);
        Members = Resolve(source, accounts, closure);
    }

    internal PolicyItem Source { get; }

    internal PolicyItemList List { get; }

    internal int Index { get; }

    internal FrozenSet<string> Accesses { get; }

    /// <summary>The item has a condition; nothing static can tell whether it holds.</summary>
    internal bool IsUncertain { get; }

    internal bool NamesOwner { get; }

    /// <summary>Accounts to whom the item applies, without the owner of whatever is asked for.</summary>
    internal PrincipalSet Members { get; }

    internal bool Covers(string privilege) =>
        ReferenceEquals(privilege, AccessSets.Select) ? _coversSelect : Accesses.Contains(privilege);

    internal bool AppliesTo(int account, int owner) => Members.Contains(account) || (NamesOwner && account == owner);

    internal static PrincipalSet Resolve(PolicyItem item, AccountDirectory accounts, MembershipClosure closure)
    {
        if (item.Groups.Contains(PrincipalId.Everyone.Name) || item.Users.Contains(AnyUser))
        {
            return accounts.All;
        }

        var principals = item
            .Users.Select(PrincipalId.Login)
            .Concat(item.Groups.Select(PrincipalId.Group))
            .Concat(item.Roles.Select(PrincipalId.Role));
        PrincipalSet? single = null;
        ulong[]? row = null;
        foreach (var members in principals.Select(closure.Members).Where(members => !members.IsEmpty))
        {
            if (single is null)
            {
                single = members; // one group alone shares the closure's set
                continue;
            }

            row ??= single.ToRow();
            members.OrInto(row);
        }

        return row is null ? single ?? accounts.None : PrincipalSet.FromRow(accounts.Accounts.Length, row);
    }
}
