namespace GovernanceDashboard.Access.Ranger;

/// <summary>Which items apply to whoever asks. A structure, so that asking costs no more than a call.</summary>
internal interface IApplyingItems
{
    bool Contains(CompiledItem item);

    /// <summary>Whether whoever asks is one of the accounts.</summary>
    bool Is(PrincipalSet accounts);
}

/// <summary>The items that apply to an account as the facts stand.</summary>
/// <param name="Owner">Ordinal of the owner's account, or -1.</param>
internal readonly record struct AccountItems(int Account, int Owner) : IApplyingItems
{
    public bool Contains(CompiledItem item) => item.AppliesTo(Account, Owner);

    public bool Is(PrincipalSet accounts) => accounts.Contains(Account);
}

/// <summary>As <see cref="AccountItems"/>, for many questions about one account: its containers are looked up once.</summary>
/// <param name="nodes">A bit for each container that the account is in.</param>
internal readonly struct HeldItems(ulong[] nodes, int account, int owner) : IApplyingItems
{
    public bool Contains(CompiledItem item)
    {
        if (!item.IsFor(account))
        {
            return false;
        }

        foreach (var container in item.Containers)
        {
            if (BitRow.IsSet(nodes, container))
            {
                return true;
            }
        }

        return item.Logins.Contains(account) || (item.NamesOwner && account == owner);
    }

    public bool Is(PrincipalSet accounts) => accounts.Contains(account);
}
