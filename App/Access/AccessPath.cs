using System.Collections.Immutable;
using System.Numerics;

namespace GovernanceDashboard.Access;

/// <summary>
/// A path: facts that alone suffice for access while everything else that allows is absent, denies and exceptions staying as they are.
/// The facts are the memberships along a chain, the principal that a policy's item names, the policy, its tag on the resource, or the
/// entry among the super users. Minimal: none of them can be left out.
/// </summary>
/// <param name="Legs">
/// One, as a rule: what allows, with its chain. Several where policies that deny all whom they do not allow must each allow: then all
/// of them are needed together.
/// </param>
/// <param name="Columns">Positions of the columns that the path opens, ascending; empty for the table request.</param>
/// <param name="IsConditional">It suffices only if a condition holds that cannot be known statically.</param>
public sealed record AccessPath(ImmutableArray<AccessOpinion> Legs, ImmutableArray<int> Columns, bool IsConditional);

/// <summary>The minimal paths of one account to one table or column.</summary>
/// <param name="Listed">The sure ones first, then by number of links and by the names along them; no more than were asked for.</param>
/// <param name="Total">Sure paths, listed or not.</param>
/// <param name="ConditionalTotal">Paths that hang on a condition, listed or not; not among <paramref name="Total"/>.</param>
/// <param name="IsExact">
/// False where containers nested in a large knot of cycles, or the combinations of several policies, were not counted to the end: the
/// totals are then lower bounds.
/// </param>
public sealed record AccessPaths(
    ImmutableArray<AccessPath> Listed,
    BigInteger Total,
    BigInteger ConditionalTotal,
    bool IsExact
)
{
    public static AccessPaths None { get; } = new([], BigInteger.Zero, BigInteger.Zero, true);

    /// <summary>True where there are more paths than are listed.</summary>
    public bool IsCut => Listed.Length < Total + ConditionalTotal;
}

/// <summary>How much to look for besides the deciding and losing opinions.</summary>
/// <param name="Paths">List no more than so many paths; the totals are exact all the same.</param>
/// <param name="Cuts">List no more than so many of the smallest cuts.</param>
public sealed record ExplanationScope(int Paths = 50, int Cuts = 20)
{
    public static ExplanationScope Default { get; } = new();
}
