using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Exposure.Ledger;

/// <summary>One instant at which something may change.</summary>
/// <param name="Happening">Changes that have happened from here on; positions in the timeline.</param>
/// <param name="Opening">Changes of which it is not known from here on.</param>
/// <param name="Timed">Policies and tags whose season may change.</param>
internal sealed record LedgerStep(
    DateTimeOffset At,
    ImmutableArray<int> Happening,
    ImmutableArray<int> Opening,
    ImmutableArray<object> Timed
)
{
    /// <summary>Every instant inside the stretch at which something that bears on the ledger may change, ascending.</summary>
    internal static ImmutableArray<LedgerStep> Of(
        LedgerGround ground,
        LedgerTables tables,
        LedgerRelevance relevance,
        DateTimeOffset from,
        DateTimeOffset to,
        CancellationToken cancellationToken
    )
    {
        var numbered = ground
            .ChangesOf(tables.Names)
            .Select(number => (change: ground.Timeline.Changes[number], number))
            .Where(each => relevance.Bears(each.change))
            .ToArray();
        var happening = numbered
            .Where(each => each.change.At > from && each.change.At < to)
            .ToLookup(each => each.change.At, each => each.number);
        var opening = numbered
            .Where(each => !each.change.IsExact && each.change.NotBefore > from && each.change.NotBefore < to)
            .ToLookup(each => each.change.NotBefore, each => each.number);
        var timed = Seasons
            .Of([.. ground.Timed.Where(relevance.Bears)], from, to, cancellationToken)
            .ToLookup(each => each.At, each => each.Timed);
        return
        [
            .. happening
                .Select(each => each.Key)
                .Concat(opening.Select(each => each.Key))
                .Concat(timed.Select(each => each.Key))
                .Distinct()
                .Order()
                .Select(at => new LedgerStep(
                    at,
                    [.. happening[at]],
                    [.. opening[at]],
                    [.. timed[at].Distinct(ReferenceEqualityComparer.Instance)]
                )),
        ];
    }
}
