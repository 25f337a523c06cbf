using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure.Ledger;

namespace GovernanceDashboard.Exposure.Proof;

/// <summary>Pairs of the same tables, by what is known of them (product definitions, "Proof"). The sets are disjoint.</summary>
/// <param name="Tables">Positions in <see cref="ExposureLedger.Tables"/>, ascending.</param>
/// <param name="Accessed">A logged, allowed read inside time in which the pair was surely exposed.</param>
/// <param name="ProvenNot">No read, and every exposing channel logged in full over all the time in which the pair may have been exposed.</param>
/// <param name="Unknown">Everybody else who may have been exposed.</param>
/// <param name="Undetermined">Of the unknown those with a logged read while it is not certain that they were exposed.</param>
public sealed record ProofGroup(
    ImmutableArray<int> Tables,
    PrincipalSet Accessed,
    PrincipalSet ProvenNot,
    PrincipalSet Unknown,
    PrincipalSet Undetermined
)
{
    /// <summary>Why pairs of people are unknown.</summary>
    public UnknownReasons Why { get; init; } = UnknownReasons.None;
}

/// <summary>The three counts of one kind of identity. They add up to <see cref="Exposed"/>.</summary>
/// <param name="Undetermined">Of the unknown: pairs with a read while exposure itself is not certain.</param>
public sealed record ProofCounts(long Accessed, long ProvenNot, long Unknown, long Undetermined)
{
    /// <summary>Pairs that may have been exposed at some time.</summary>
    public long Exposed => Accessed + ProvenNot + Unknown;
}

/// <summary>
/// What logs prove about the exposed pairs of a ledger (D1, metrics 6.7): each was accessed, is proven not to have been, or is unknown.
/// </summary>
/// <param name="Groups">Tables of which the same is known stand together; every table with an exposed pair is in one group.</param>
/// <param name="People">Of people.</param>
/// <param name="Services">Of service accounts.</param>
/// <param name="ExposedDays">Pair-days in which people may have been exposed.</param>
/// <param name="CoveredDays">Those of them in which every exposing channel was logged in full.</param>
/// <param name="HitDays">Pairs of people x UTC days with at least one read inside sure exposure.</param>
public sealed record AccessProof(
    ExposureBasis Basis,
    ImmutableArray<ProofGroup> Groups,
    ProofCounts People,
    ProofCounts Services,
    double ExposedDays,
    double CoveredDays,
    long HitDays
)
{
    /// <summary>What every printed bound has to say with it.</summary>
    public const string Assumption =
        "It assumes that pair-days are independent and that time without logs is like time with logs; neither is known.";

    /// <summary>Why pairs of people are unknown: what would have to be declared or logged to prove more.</summary>
    public UnknownReasons Why { get; init; } = UnknownReasons.None;

    /// <summary>C, in percent: Σ exposed-and-logged time / Σ exposed time; null where nobody was exposed.</summary>
    public double? CoveragePercent => ExposedDays > 0 ? 100 * CoveredDays / ExposedDays : null;

    /// <summary>
    /// The 95 % upper bound on the rate of reads per covered pair-day, 1 - 0.05^(1/n); null where a read was seen, or nothing was covered.
    /// </summary>
    public double? HitRateBound => HitDays == 0 && CoveredDays > 0 ? 1 - Math.Pow(0.05, 1 / CoveredDays) : null;

    /// <summary>
    /// The only way in which "no indication" may be said: with the three counts. Null where nobody was exposed, or a person or a service account read while exposed, or while it is not
    /// certain that they were: each of these is an indication.
    /// </summary>
    public string? NoIndication =>
        People.Exposed == 0 || HasIndication(People) || HasIndication(Services)
            ? null
            : FormattableString.Invariant(
                $"No indication of improper access in the logs that we have: of {People.Exposed} exposed pairs {People.Accessed} accessed, {People.ProvenNot} proven not accessed, {People.Unknown} unknown."
            );

    /// <param name="coverages">What is declared about logs, over all time.</param>
    /// <param name="uses">Logged uses of the ledger's tables and of views over them, in any order.</param>
    public static AccessProof Of(
        ExposureLedger ledger,
        ExposureBasis basis,
        ImmutableArray<HeldFact<LogCoverage>> coverages,
        OtherChannels channels,
        IEnumerable<AuditedUse> uses,
        CancellationToken cancellationToken
    ) => new ProofRun(ledger, basis, coverages, channels, uses, cancellationToken).Proof();

    private static bool HasIndication(ProofCounts counts) => counts is { Accessed: > 0 } or { Undetermined: > 0 };

    /// <summary>What is known of one pair; null where it was never exposed.</summary>
    public PairState? Of(PrincipalOrdinal who, int table) =>
        Groups.FirstOrDefault(group => group.Tables.BinarySearch(table) >= 0) is not { } group ? null
        : group.Accessed.Contains(who) ? PairState.Accessed
        : group.ProvenNot.Contains(who) ? PairState.ProvenNot
        : group.Unknown.Contains(who) ? PairState.Unknown
        : null;
}

/// <summary>What is known of an exposed pair.</summary>
public enum PairState
{
    Accessed,
    ProvenNot,
    Unknown,
}
