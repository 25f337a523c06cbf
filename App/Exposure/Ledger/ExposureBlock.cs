using System.Collections.Immutable;
using GovernanceDashboard.Access;

namespace GovernanceDashboard.Exposure.Ledger;

/// <summary>
/// Exposure as people x tables x one half-open interval: each of the people was exposed to each of the tables, without a break, from the
/// beginning to the end and no longer. Every interval of every pair stands in exactly one block of a layer.
/// </summary>
/// <param name="Who">Identities and service accounts, by the ledger's ordinals.</param>
/// <param name="Tables">Positions in <see cref="ExposureLedger.Tables"/>, ascending.</param>
/// <param name="From">Where the ledger begins, if it was open then: see <see cref="IsOpenAtStart"/>.</param>
/// <param name="To">Where the ledger ends, if it was open then: see <see cref="IsOpenAtEnd"/>.</param>
/// <param name="Opening">What happened at the beginning, as far as it bears on the block; positions in <see cref="ExposureLedger.Changes"/>.</param>
/// <param name="Closing">The same of the end.</param>
public sealed record ExposureBlock(
    PrincipalSet Who,
    ImmutableArray<int> Tables,
    DateTimeOffset From,
    DateTimeOffset To,
    ImmutableArray<int> Opening,
    ImmutableArray<int> Closing,
    bool IsOpenAtStart,
    bool IsOpenAtEnd
)
{
    public long Pairs => (long)Who.Count * Tables.Length;

    public TimeSpan Length => To - From;
}
