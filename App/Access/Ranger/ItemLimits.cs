using GovernanceDashboard.Access.Ranger.Conditions;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Ranger;

/// <summary>To whom an item's conditions let it apply.</summary>
/// <param name="IsPlain">To whomever it names; else only to those in the two sets.</param>
/// <param name="IsUncertain">To somebody it only may apply.</param>
/// <param name="Sure">For whom the conditions surely hold; null for nobody.</param>
/// <param name="Possible">For whom they may hold besides; null for nobody.</param>
internal readonly record struct ItemLimits(bool IsPlain, bool IsUncertain, PrincipalSet? Sure, PrincipalSet? Possible)
{
    /// <summary>It applies to nobody: as if it were not there.</summary>
    internal bool IsSilent => !IsPlain && Sure is null && Possible is null;

    internal static ItemLimits Of(PolicyItem item, KnownConditions? conditions)
    {
        if (conditions?.HoldersOf(item) is not { } holders)
        {
            return new(true, !item.Conditions.IsDefaultOrEmpty, null, null);
        }

        var sure = holders.IsOpen || holders.Sure.IsEmpty ? null : holders.Sure;
        var possible = holders.IsOpen ? holders.Possible : holders.Possible.Except(holders.Sure);
        return new(false, !possible.IsEmpty, sure, possible.IsEmpty ? null : possible);
    }
}
