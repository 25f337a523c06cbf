using GovernanceDashboard.Exposure.Ledger;

namespace GovernanceDashboard.Exposure.Metrics;

/// <summary>The metrics of tables and groups at one instant (metrics 6.2, 6.3). x / 0 is not applicable: null, and left out of sums.</summary>
public static class ExposureMetrics
{
    private const int Halvings = 80;

    /// <summary>100·|Eff| / |P|, in percent.</summary>
    public static MeasureRange? ReachPercent(TableStanding table, int people) =>
        people == 0
            ? null
            : new(100.0 * table.Readers.Sure.Count / people, 100.0 * table.Readers.Possible.Count / people);

    /// <summary>100·|Ex| / |P ∖ Int|, in percent. Where nobody declared an audience it may be anything, unless nobody reads the table.</summary>
    public static MeasureRange? ExcessPercent(TableStanding table, ExposureBasis basis, int people)
    {
        var (least, most) = Parts(table, basis, people);
        return least.Headroom == 0 && most.Headroom == 0 ? null : new(Percent(least), Percent(most));

        static double Percent((double Exposed, double Headroom) part) =>
            part.Headroom == 0 ? 0 : 100 * part.Exposed / part.Headroom;
    }

    /// <summary>Σ M(t), weighted person-tables; additive over tables.</summary>
    public static MeasureRange Mass(IEnumerable<TableStanding> tables, ExposureBasis basis) =>
        tables.Aggregate(MeasureRange.Zero, (sum, table) => sum + table.Mass(basis));

    /// <summary>R(t) = 100·(w/4)·(Excess % / 100), 0 to 100; null where the excess is not applicable.</summary>
    public static MeasureRange? RankingScore(TableStanding table, ExposureBasis basis, int people) =>
        ExcessPercent(table, basis, people) is { } excess
            ? new(
                table.Weight.Low / SeverityWeights.Most * excess.Low,
                table.Weight.High / SeverityWeights.Most * excess.High
            )
            : null;

    /// <summary>
    /// XI(g) = 100·Σ w·|Ex| / Σ w·|P ∖ Int|, in percent: the mean of the tables' excess, by weight and headroom. Of a union of disjoint groups
    /// it is the mean of its parts by <see cref="IndexWeight"/>. Null where no table has any headroom.
    /// </summary>
    public static MeasureRange? Index(IReadOnlyCollection<TableStanding> tables, ExposureBasis basis, int people)
    {
        var parts = tables
            .Select(table => (table.Weight, Parts: Parts(table, basis, people)))
            .Where(part => part.Parts.Least.Headroom > 0 || part.Parts.Most.Headroom > 0)
            .ToArray();
        return parts.Length == 0
            ? null
            : new(
                100 * Ratio([.. parts.Select(part => (part.Weight, part.Parts.Least))], isMost: false),
                100 * Ratio([.. parts.Select(part => (part.Weight, part.Parts.Most))], isMost: true)
            );
    }

    /// <summary>Σ w·|P ∖ Int|: what a group counts for in the index of a union. Meaningful where weights and audiences are known.</summary>
    public static double IndexWeight(IEnumerable<TableStanding> tables, ExposureBasis basis, int people) =>
        tables.Sum(table => table.Weight.Low * (people - table.Meant(basis).Count));

    // The two ends of what excess can come to. Without an audience all who read may be meant, or nobody but those who do not read.
    private static ((double Exposed, double Headroom) Least, (double Exposed, double Headroom) Most) Parts(
        TableStanding table,
        ExposureBasis basis,
        int people
    )
    {
        var (sure, possible) = table.Exposed(basis);
        if (table.IsDeclared)
        {
            var headroom = people - table.Meant(basis).Count;
            return ((sure.Count, headroom), (possible.Count, headroom));
        }

        var left = people - table.Meant(basis).Count;
        return possible.IsEmpty
            ? ((0, left), (0, left))
            : ((0, left - possible.Count), (possible.Count, possible.Count));
    }

    // Σ w·e / Σ w·h with each weight where it does most, found by halving: a ratio r is reached while Σ w·(e − r·h) is not below 0.
    internal static double Ratio((MeasureRange Weight, (double Exposed, double Headroom) Part)[] tables, bool isMost)
    {
        if (Array.TrueForAll(tables, table => table.Weight.IsExact))
        {
            var whole = tables.Sum(table => table.Weight.Low * table.Part.Headroom);
            return whole == 0 ? 0 : tables.Sum(table => table.Weight.Low * table.Part.Exposed) / whole;
        }

        var (low, high) = (0.0, 1.0);
        for (var halving = 0; halving < Halvings; halving++)
        {
            var middle = (low + high) / 2;
            var sum = tables.Sum(table =>
            {
                var left = table.Part.Exposed - (middle * table.Part.Headroom);
                return left * (left > 0 == isMost ? table.Weight.High : table.Weight.Low);
            });
            (low, high) = sum >= 0 ? (middle, high) : (low, middle);
        }

        return isMost ? high : low;
    }
}
