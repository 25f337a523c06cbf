using System.Collections.Immutable;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure.Ledger;

namespace GovernanceDashboard.Exposure.Metrics;

/// <summary>What disappears if one allow item of a policy is removed, and nothing else (metrics 6.6, marginal radius of a grant). Net.</summary>
/// <param name="Item">Position among the policy's allow items.</param>
/// <param name="Pairs">Exposed person-table pairs that are gone then, by bound; negative where taking the item away lets somebody in.</param>
/// <param name="Mass">Their mass.</param>
public sealed record GrantMargin(Policy Policy, int Item, BoundChange Pairs, BoundChange Mass);

/// <summary>The marginal radius of every allow item that bears on exposed tables of a scope.</summary>
/// <param name="Mass">Of the scope, net.</param>
/// <param name="Grants">Greatest mass first.</param>
public sealed record GrantMargins(MeasureRange Mass, ImmutableArray<GrantMargin> Grants)
{
    /// <summary>What no single item's going away takes away: several open the same pair.</summary>
    public MeasureRange Redundant =>
        new(
            Math.Max(0, Mass.Low - Grants.Sum(grant => grant.Mass.Low)),
            Math.Max(0, Mass.High - Grants.Sum(grant => grant.Mass.High))
        );

    /// <summary>Looks at the instant once more for each item.</summary>
    /// <param name="most">Tables x items that may be looked at.</param>
    /// <returns>Null where they are too many.</returns>
    /// <exception cref="OperationCanceledException">The look was cancelled.</exception>
    public static GrantMargins? Of(
        EstateHistory history,
        ExposureScope scope,
        SeverityWeights weights,
        DateTimeOffset at,
        long most,
        IProgress<WorkProgress> progress,
        CancellationToken cancellationToken
    )
    {
        var reader = new InstantReader(history, scope, weights, at, cancellationToken);
        var now = reader.Read();
        var exposed = now.Tables.Where(table => !table.ExposedNet.Possible.IsEmpty).Select(table => table.Name);
        var items = reader
            .Concerning([.. exposed])
            .SelectMany(policy => Enumerable.Range(0, policy.AllowItems.Length).Select(item => (policy, item)))
            .ToArray();
        if ((long)items.Length * now.Tables.Length > most)
        {
            return null;
        }

        var (pairs, mass) = Sums(now);
        var grants = new List<GrantMargin>();
        for (var each = 0; each < items.Length; each++)
        {
            progress.Report(new("Taking grants away", each, items.Length));
            var (policy, item) = items[each];
            var without = Sums(
                ExposureInstant.Of(Without(history, policy, item), scope, weights, at, cancellationToken)
            );
            grants.Add(
                new(policy, item, BoundChange.Between(without.Pairs, pairs), BoundChange.Between(without.Mass, mass))
            );
        }

        return new(
            mass,
            [
                .. grants
                    .OrderByDescending(grant => grant.Mass.High)
                    .ThenBy(grant => grant.Policy.Service, StringComparer.Ordinal)
                    .ThenBy(grant => grant.Policy.Id)
                    .ThenBy(grant => grant.Item),
            ]
        );
    }

    private static (MeasureRange Pairs, MeasureRange Mass) Sums(ExposureInstant instant) =>
        (
            instant.Tables.Aggregate(MeasureRange.Zero, (sum, table) => sum + table.ExposedNet.Size),
            ExposureMetrics.Mass(instant.Tables, ExposureBasis.Net)
        );

    private static EstateHistory Without(EstateHistory history, Policy policy, int item) =>
        history with
        {
            Policies =
            [
                .. history.Policies.Select(fact =>
                    ReferenceEquals(fact.Value, policy)
                        ? fact with
                        {
                            Value = policy with { AllowItems = policy.AllowItems.RemoveAt(item) },
                        }
                        : fact
                ),
            ],
        };
}
