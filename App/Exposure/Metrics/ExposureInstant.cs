using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure.Ledger;

namespace GovernanceDashboard.Exposure.Metrics;

/// <summary>One table at one instant: who reads it, who is meant to, and who is exposed.</summary>
/// <param name="Readers">Eff, identities of people: those who surely read, and those who may.</param>
/// <param name="MeantGross">Int without access exceptions.</param>
/// <param name="MeantNet">Int with those in force.</param>
/// <param name="IsDeclared">False where nobody declared an audience: then anybody may be meant.</param>
/// <param name="Weight">w(t) in severity points.</param>
/// <param name="MassGross">Σ w(p, t) over the exposed: weighted person-tables.</param>
public sealed record TableStanding(
    TableName Name,
    (PrincipalSet Sure, PrincipalSet Possible) Readers,
    PrincipalSet MeantGross,
    PrincipalSet MeantNet,
    bool IsDeclared,
    (PrincipalSet Sure, PrincipalSet Possible) ExposedGross,
    (PrincipalSet Sure, PrincipalSet Possible) ExposedNet,
    MeasureRange Weight,
    MeasureRange MassGross,
    MeasureRange MassNet
)
{
    public (PrincipalSet Sure, PrincipalSet Possible) Exposed(ExposureBasis basis) =>
        basis switch
        {
            ExposureBasis.Gross => ExposedGross,
            ExposureBasis.Net => ExposedNet,
        };

    public PrincipalSet Meant(ExposureBasis basis) =>
        basis switch
        {
            ExposureBasis.Gross => MeantGross,
            ExposureBasis.Net => MeantNet,
        };

    /// <summary>M(t), weighted person-tables.</summary>
    public MeasureRange Mass(ExposureBasis basis) =>
        basis switch
        {
            ExposureBasis.Gross => MassGross,
            ExposureBasis.Net => MassNet,
        };
}

/// <summary>
/// The tables of a scope and all people at one instant: what metrics are computed from. A change without an exact instant counts from its
/// later bound.
/// </summary>
/// <param name="People">P: people with at least one enabled account then.</param>
/// <param name="Accounts">By ordinal: the account that stands for the identity.</param>
public sealed record ExposureInstant(
    DateTimeOffset At,
    PrincipalSet People,
    ImmutableArray<Principal> Accounts,
    ImmutableArray<TableStanding> Tables
)
{
    /// <param name="scope">For a person all tables, and this person alone.</param>
    /// <exception cref="OperationCanceledException">The look was cancelled.</exception>
    public static ExposureInstant Of(
        EstateHistory history,
        ExposureScope scope,
        SeverityWeights weights,
        DateTimeOffset at,
        CancellationToken cancellationToken
    )
    {
        var timeline = new HistoryTimeline(history, at, at.AddMilliseconds(1));
        var people = new LedgerPeople(timeline);
        var board = new FactBoard(people, history.Snapshot);
        foreach (var edit in timeline.Initial)
        {
            board.Apply(edit);
        }

        var closure = board.Close(cancellationToken);
        var names = new LedgerTables(timeline, scope).Names;
        var found = new TableSlices(people, weights).Read(board.Excerpt(names, at), closure, cancellationToken);
        var audiences = new AudienceBook(people, board);
        var enabled = board.Enabled;
        var everybody = people.Fold(people.Directory.All, enabled).Intersect(people.People);
        var whom = scope.Kind == ScopeKind.Person ? OnlyOne(people, scope.Name).Intersect(everybody) : everybody;
        var resolved = new Dictionary<int, Audience>();
        var tables = ImmutableArray.CreateBuilder<TableStanding>();
        foreach (var (name, table) in found.OrderBy(table => table.Key))
        {
            if (scope.Kind != ScopeKind.Person && !scope.Holds(name, table.Groups))
            {
                continue;
            }

            var number = audiences.ClassOf(name, table.Groups);
            if (!resolved.TryGetValue(number, out var audience))
            {
                resolved.Add(number, audience = audiences.Resolve(audiences[number], closure, enabled));
            }

            var sure = people.Fold(table.Sure, enabled).Intersect(whom);
            var possible = people.Fold(table.Possible, enabled).Intersect(whom);
            var sets = ExposedSets.Of(sure, possible, audience);
            tables.Add(
                new(
                    name,
                    (sure, possible),
                    audience.Gross.Intersect(everybody),
                    audience.Net.Intersect(everybody),
                    audience.IsDeclared,
                    (sets.GrossSure, sets.GrossPossible),
                    (sets.NetSure, sets.NetPossible),
                    table.Weights.Whole,
                    Mass(sets.GrossSure, sets.GrossPossible),
                    Mass(sets.NetSure, sets.NetPossible)
                )
            );

            MeasureRange Mass(PrincipalSet low, PrincipalSet high) =>
                new(table.Weights.Sum(low, true, Fold), table.Weights.Sum(high, false, Fold));
        }

        return new(at, whom, people.Accounts, tables.ToImmutable());

        PrincipalSet Fold(PrincipalSet accounts) => people.Fold(accounts, enabled);
    }

    private static PrincipalSet OnlyOne(LedgerPeople people, string login) =>
        people.Find(login) is { } account
            ? PrincipalSet.Of(people.Accounts.Length, [new(people.IdentityOf(account))])
            : people.None;
}
