using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access;

/// <summary>
/// One fact that somebody could remove. Closed: <see cref="MembershipPoint"/>, <see cref="ItemPrincipalPoint"/>,
/// <see cref="PolicyPoint"/>, <see cref="TagPoint"/>, <see cref="SuperPrincipalPoint"/>.
/// </summary>
public abstract record CutPoint;

/// <summary>A membership, or a nesting of one container in another.</summary>
public sealed record MembershipPoint(Membership Membership) : CutPoint;

/// <summary>The principal that one item of a policy names; a login may be a macro (<c>{USER}</c>, <c>{OWNER}</c>).</summary>
public sealed record ItemPrincipalPoint(
    long PolicyId,
    string PolicyName,
    PolicyItemList List,
    int ItemIndex,
    PrincipalId Principal
) : CutPoint
{
    /// <summary>True where the item stands for grants of the Hive metastore: to remove the principal is to revoke them.</summary>
    public bool IsGrant { get; init; }
}

/// <summary>A whole policy.</summary>
public sealed record PolicyPoint(long PolicyId, string PolicyName) : CutPoint;

/// <summary>A tag on a database, table or column.</summary>
public sealed record TagPoint(string Tag, ResourceName On) : CutPoint;

/// <summary>A login or group among the super users of the service.</summary>
public sealed record SuperPrincipalPoint(PrincipalId Principal) : CutPoint;

/// <summary>A cut: with all of its points removed the account cannot read; with any of them left it still can.</summary>
/// <param name="OthersAtMost">Other accounts that read the table now and that the removal may touch: no more than these can lose it.</param>
public sealed record AccessCut(ImmutableArray<CutPoint> Points, int OthersAtMost);

/// <summary>The smallest cuts of one account's reading of one table (levels Full and Partial) or column.</summary>
/// <param name="Size">Points in each listed cut. The smallest possible where it equals <paramref name="SizeAtLeast"/>, else an upper bound.</param>
/// <param name="SizeAtLeast">No cut has fewer points.</param>
/// <param name="Total">Cuts of this size; a lower bound where not <paramref name="IsExact"/>.</param>
/// <param name="IsExact">The size is the smallest and the total is complete.</param>
/// <param name="Listed">Those first that touch the fewest other accounts; no more than were asked for.</param>
public sealed record AccessCuts(int Size, int SizeAtLeast, int Total, bool IsExact, ImmutableArray<AccessCut> Listed);
