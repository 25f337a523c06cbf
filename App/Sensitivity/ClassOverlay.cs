using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Sensitivity;

/// <summary>
/// Puts overrides over the facts. One on a table speaks for the table and its columns, one on a column for that column alone, whatever is said of
/// the table. They set aside what rules and lineage infer there; the sources' tags, the catalogue's and the owner's classes stay, and only tags decide
/// access. What an override says is carried along lineage as any other class. Pure.
/// </summary>
public static class ClassOverlay
{
    public static EstateFacts Apply(EstateFacts facts, IEnumerable<ClassOverride> overrides)
    {
        ImmutableArray<ClassOverride> standing =
        [
            .. overrides.Where(one => one.HoldsFor(facts.Snapshot.Id)).OrderBy(one => one.Id),
        ];
        if (standing.IsEmpty)
        {
            return facts;
        }

        var spoken = standing.Select(one => one.Resource).ToHashSet();
        var kept = facts.Classifications.Where(one => !IsSetAside(one, spoken)).ToArray();
        Classification[] said =
        [
            .. standing
                .GroupBy(one => (one.Resource, one.Class))
                .Select(same => new Classification(
                    same.Key.Resource,
                    same.Key.Class,
                    ClassificationBasis.Override,
                    Origin: Origin(same.Last())
                )),
        ];
        var carried = LineageClasses
            .Infer(facts.LineageEdges, facts.ViewSources, said, facts.Tables.Select(table => table.Name).ToHashSet())
            .Where(one => !IsSetAside(one, spoken));
        return facts with
        {
            Classifications =
            [
                .. kept.Concat(said)
                    .Concat(carried)
                    .GroupBy(one => (one.Resource, one.Class, one.Basis, one.Instance))
                    // Found beats possible.
                    .Select(same => same.OrderBy(one => one.MayContain).First())
                    .OrderBy(one => one.Resource.Database, StringComparer.Ordinal)
                    .ThenBy(one => one.Resource.Table, StringComparer.Ordinal)
                    .ThenBy(one => one.Resource.Column, StringComparer.Ordinal)
                    .ThenBy(one => one.Class, StringComparer.Ordinal)
                    .ThenBy(one => one.Basis)
                    .ThenBy(one => one.Instance?.Key(), StringComparer.Ordinal),
            ],
            ClassOverrides = standing,
            SetAsideClassifications = [.. facts.Classifications.Where(one => IsSetAside(one, spoken))],
        };
    }

    /// <summary>
    /// The same over all time that a history tells of: what somebody set by hand holds for every instant of the snapshots that it holds for, as it does in a picture of one instant.
    /// </summary>
    /// <param name="lineage">The snapshot's edges at its own instant.</param>
    public static EstateHistory Apply(
        EstateHistory history,
        IEnumerable<ClassOverride> overrides,
        ImmutableArray<LineageEdge> lineage
    )
    {
        ImmutableArray<ClassOverride> standing = [.. overrides.Where(one => one.HoldsFor(history.Snapshot.Id))];
        if (standing.IsEmpty)
        {
            return history;
        }

        var spoken = standing.Select(one => one.Resource).ToHashSet();
        var last = Apply(history.At(history.To) with { LineageEdges = lineage }, standing);
        // What was set by hand, and what lineage carries on from it.
        var before = history
            .Classifications.Where(held => !IsSetAside(held.Value, spoken))
            .Select(held => (held.Value.Resource, held.Value.Class))
            .ToHashSet();
        return history with
        {
            Classifications =
            [
                .. history.Classifications.Where(held => !IsSetAside(held.Value, spoken)),
                .. last
                    .Classifications.Where(one =>
                        one.Basis == ClassificationBasis.Override
                        || (one.Basis == ClassificationBasis.Lineage && !before.Contains((one.Resource, one.Class)))
                    )
                    .Select(one => new HeldFact<Classification>(one, history.From, null, null, null)),
            ],
        };
    }

    private static bool IsSetAside(Classification one, IReadOnlySet<ResourceName> spoken) =>
        one.Basis is ClassificationBasis.Rule or ClassificationBasis.Lineage
        && one.Resource.Table is { } table
        && (
            spoken.Contains(one.Resource)
            || (one.Resource.Column is not null && spoken.Contains(new(one.Resource.Database, table)))
        );

    private static string Origin(ClassOverride one) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"override {one.Id} by {one.SetBy}, {one.SetAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC: {one.Reason}"
        );
}
