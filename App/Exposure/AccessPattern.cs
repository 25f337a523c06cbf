using System.Collections.Immutable;
using GovernanceDashboard.Access;

namespace GovernanceDashboard.Exposure;

/// <summary>
/// The unit of review (product definitions, "Review and remediation"): the deciding groups, roles and Everyone items, with their level
/// and security zone, through which tables stand open. People named one by one do not make a pattern: they are its residue.
/// </summary>
/// <param name="Id">The first 12 hexadecimal digits of a SHA-256 over the openers and the zone: the same in every run and every estate.</param>
/// <param name="Openers">Empty where only people named one by one, or nobody, can read the tables.</param>
/// <param name="SecurityZone">Null outside of any zone.</param>
/// <param name="Tables">Ascending; every table of the estate is in exactly one pattern.</param>
/// <param name="People">People who read at least one of the tables (level Full or Partial).</param>
/// <param name="Pairs">Σ |Eff(t)| over the tables.</param>
/// <param name="Residue">Accounts that deciding items of these tables name outright.</param>
/// <param name="IsConditional">On some table of it a reader's level hangs on what cannot be known: people and pairs are lower bounds.</param>
public sealed record AccessPattern(
    string Id,
    ImmutableArray<AccessOpener> Openers,
    string? SecurityZone,
    ImmutableArray<TableOrdinal> Tables,
    PrincipalSet People,
    long Pairs,
    PrincipalSet Residue,
    bool IsConditional
);
