using GovernanceDashboard.Exposure.Ledger;

namespace GovernanceDashboard.Exposure.Metrics;

/// <summary>The metrics of tables and groups at one instant (metrics 6.2, 6.3). x / 0 is not applicable: null, and left out of sums.</summary>
public static class ExposureMetrics
{
    /// <summary>100·|Eff| / |P|, in percent.</summary>
    public static MeasureRange? ReachPercent(TableStanding table, MeasureRange people) =>
        people.High == 0
            ? null
            : new(
                100 * table.Readers.Sure.Count / people.High,
                people.Low == 0 ? 100 : Math.Min(100, 100 * table.Readers.Possible.Count / people.Low)
            );

    /// <summary>|P ∖ Int|: how many could be exposed at most. Where nobody declared an audience, anybody may be meant.</summary>
    public static MeasureRange Headroom(TableStanding table, ExposureBasis basis, MeasureRange people)
    {
        var most = people.High - table.Meant(basis).Sure.Count;
        return new(
            table.IsDeclared ? Math.Max(0, people.Low - table.Meant(basis).Possible.Count) : 0,
            Math.Max(0, most)
        );
    }

    /// <summary>The band of an excess, in the words of BloodHound (metrics 6.2); never to be shown without count and weight.</summary>
    public static ExcessBand Band(double excessPercent) =>
        excessPercent >= 95 ? ExcessBand.Critical
        : excessPercent >= 80 ? ExcessBand.High
        : excessPercent >= 40 ? ExcessBand.Moderate
        : ExcessBand.Low;

    /// <summary>100·|Ex| / |P ∖ Int|, in percent. Where nobody declared an audience it may be anything, unless nobody reads the table.</summary>
    public static MeasureRange? ExcessPercent(TableStanding table, ExposureBasis basis, MeasureRange people)
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
    public static MeasureRange? RankingScore(TableStanding table, ExposureBasis basis, MeasureRange people) =>
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
    public static MeasureRange? Index(
        IReadOnlyCollection<TableStanding> tables,
        ExposureBasis basis,
        MeasureRange people
    )
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
    public static double IndexWeight(IEnumerable<TableStanding> tables, ExposureBasis basis, MeasureRange people) =>
        tables.Sum(table => table.Weight.Low * Headroom(table, basis, people).High);

    // The two ends of what excess can come to. Without an audience all who read may be meant, or nobody but those who do not read.
    private static ((double Exposed, double Headroom) Least, (double Exposed, double Headroom) Most) Parts(
        TableStanding table,
        ExposureBasis basis,
        MeasureRange people
    )
    {
        var exposed = table.Exposed(basis);
        var headroom = Headroom(table, basis, people);
        if (table.IsDeclared)
        {
            return (
                (exposed.Sure.Count, headroom.High),
                (exposed.Possible.Count, Math.Max(headroom.Low, exposed.Possible.Count))
            );
        }

        return exposed.Possible.IsEmpty
            ? ((0, headroom.High), (0, headroom.High))
            : (
                (0, Math.Max(0, headroom.High - exposed.Possible.Count)),
                (exposed.Possible.Count, exposed.Possible.Count)
            );
    }

    // Σ w·e / Σ w·h with each weight where it does most (Dinkelbach 1967): the weights that serve a ratio give a better one, until none does.
    internal static double Ratio((MeasureRange Weight, (double Exposed, double Headroom) Part)[] tables, bool isMost)
    {
        var best = isMost ? 0.0 : 1.0;
        while (true)
        {
            var (exposed, whole) = (0.0, 0.0);
            foreach (var (weight, part) in tables)
            {
                var isAbove = part.Exposed > best * part.Headroom;
                var chosen = isAbove == isMost ? weight.High : weight.Low;
                exposed += chosen * part.Exposed;
                whole += chosen * part.Headroom;
            }

            var ratio = whole == 0 ? 0 : exposed / whole;
            if (isMost ? ratio <= best : ratio >= best)
            {
                return best;
            }

            best = ratio;
        }
    }
}

/// <summary>How much of those who could be exposed are: at least 95 %, 80 %, 40 %, or less.</summary>
public enum ExcessBand
{
    Low,
    Moderate,
    High,
    Critical,
}
