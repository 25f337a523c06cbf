using System.Collections.Immutable;
using GovernanceDashboard.Access;

namespace GovernanceDashboard.Exposure;

/// <summary>Tables with the same effective readers at the same levels in the same security zone (D3).</summary>
/// <param name="Tables">Ascending; every table of the estate has exactly one signature.</param>
/// <param name="SecurityZone">Null outside of any zone.</param>
/// <param name="People">People at level Full or Partial on each of the tables.</param>
public sealed record AccessSignature(ImmutableArray<TableOrdinal> Tables, string? SecurityZone, int People)
{
    /// <summary>Σ |Eff(t)| over the tables.</summary>
    public long Pairs => (long)People * Tables.Length;
}
