using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure.Ledger;

namespace GovernanceDashboard.Exposure.Metrics;

/// <summary>
/// The tables of a scope and all people at one instant: what metrics are computed from. Where it is not known whether a change has happened
/// by then, every set holds what is true either way, and what may be.
/// </summary>
/// <param name="People">P: people with at least one enabled account then, those who may have one included.</param>
/// <param name="SurePeople">Those who surely have one.</param>
/// <param name="Accounts">By ordinal: the account that stands for the identity.</param>
/// <param name="Tables">By name; those that may be there included.</param>
public sealed record ExposureInstant(
    DateTimeOffset At,
    PrincipalSet People,
    PrincipalSet SurePeople,
    ImmutableArray<Principal> Accounts,
    ImmutableArray<TableStanding> Tables
)
{
    /// <summary>|P|.</summary>
    public MeasureRange Size => new(SurePeople.Count, People.Count);

    /// <summary>The identity behind each login that has an enabled account.</summary>
    internal LedgerPeople Directory { get; init; } = null!;

    /// <param name="scope">For a person all tables, and this person alone.</param>
    /// <exception cref="OperationCanceledException">The look was cancelled.</exception>
    public static ExposureInstant Of(
        EstateHistory history,
        ExposureScope scope,
        SeverityWeights weights,
        DateTimeOffset at,
        CancellationToken cancellationToken
    ) => new InstantReader(history, scope, weights, at, cancellationToken).Read();

    /// <summary>The same instant for some people alone: a population.</summary>
    public ExposureInstant Within(PrincipalSet some) =>
        this with
        {
            People = People.Intersect(some),
            SurePeople = SurePeople.Intersect(some),
            Tables = [.. Tables.Select(table => table.Within(some))],
        };

    /// <summary>Everybody exposed to any of the tables.</summary>
    public SetRange Exposed(ExposureBasis basis)
    {
        var (sure, possible) = (PrincipalSet.Empty(People.Universe), PrincipalSet.Empty(People.Universe));
        foreach (var table in Tables)
        {
            var exposed = table.Exposed(basis);
            sure = exposed.Sure.IsEmpty ? sure : sure.Union(exposed.Sure);
            possible = exposed.Possible.IsEmpty ? possible : possible.Union(exposed.Possible);
        }

        return new(sure, possible);
    }

    /// <summary>The person behind a login; null where it has no enabled account.</summary>
    public PrincipalOrdinal? Find(string login) =>
        Directory.Find(login) is { } account ? new(Directory.IdentityOf(account)) : null;
}
