namespace GovernanceDashboard.Access.Ranger;

/// <summary>Which items apply to whoever asks. A structure, so that asking costs no more than a call.</summary>
internal interface IApplyingItems
{
    bool Contains(CompiledItem item);
}

/// <summary>The items that apply to an account as the facts stand.</summary>
/// <param name="Owner">Ordinal of the owner's account, or -1.</param>
internal readonly record struct AccountItems(int Account, int Owner) : IApplyingItems
{
    public bool Contains(CompiledItem item) => item.AppliesTo(Account, Owner);
}
