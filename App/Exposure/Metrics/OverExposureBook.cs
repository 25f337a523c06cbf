using GovernanceDashboard.Access;

namespace GovernanceDashboard.Exposure.Metrics;

/// <summary>What one person, or several together, is entitled to and does not use (metrics 6.4).</summary>
/// <param name="Pairs">Of those who surely may read.</param>
/// <param name="Doubtful">Of those who only may be entitled: they widen the bounds.</param>
/// <param name="Weight">Σ w over the pairs used, proven unused and unknown; the doubtful ones stand in the upper bounds.</param>
public sealed record OverExposureFigures(
    OverExposure Pairs,
    OverExposure Doubtful,
    (MeasureRange Used, MeasureRange Unused, MeasureRange Unknown) Weight
)
{
    /// <summary>100·(1 − |Used ∩ Ent| / |Ent|), taking silence for absence; null where there is no entitlement.</summary>
    public double? NaivePercent => Pairs.Ratio is { } ratio ? 100 * ratio : null;

    /// <summary>100·[N / Ent, (N + K) / Ent].</summary>
    public MeasureRange? BoundsPercent =>
        Share(
            (Pairs.Used, Pairs.Used + Doubtful.Used),
            (Pairs.ProvenUnused, Pairs.ProvenUnused + Doubtful.ProvenUnused),
            (Pairs.Unknown, Pairs.Unknown + Doubtful.Unknown)
        );

    /// <summary>The same, each pair counting with the weight of its table.</summary>
    public MeasureRange? WeightedPercent =>
        Share(
            (Weight.Used.Low, Weight.Used.High),
            (Weight.Unused.Low, Weight.Unused.High),
            (Weight.Unknown.Low, Weight.Unknown.High)
        );

    // The least is where all that is not known was used, the most where none of it was.
    private static MeasureRange? Share(
        (double Low, double High) used,
        (double Low, double High) unused,
        (double Low, double High) unknown
    )
    {
        var most = unused.High + unknown.High;
        if (most + used.High == 0)
        {
            return null;
        }

        var least = unused.Low + used.High + unknown.High;
        return new(
            least == 0 ? 0 : 100 * unused.Low / least,
            most + used.Low == 0 ? 0 : 100 * most / (most + used.Low)
        );
    }
}

/// <summary>Over-exposure by person: one pass over the tables.</summary>
public sealed class OverExposureBook
{
    private readonly (double[] Tables, double[] Low, double[] High)[] _sure;
    private readonly (double[] Tables, double[] Low, double[] High)[] _doubtful;

    private OverExposureBook(
        (double[] Tables, double[] Low, double[] High)[] sure,
        (double[] Tables, double[] Low, double[] High)[] doubtful
    ) => (_sure, _doubtful) = (sure, doubtful);

    internal static OverExposureBook Of(ExposureInstant instant, LookBack lookBack)
    {
        var universe = instant.People.Universe;
        WeighedTally[] sure = [new(universe), new(universe), new(universe)];
        WeighedTally[] doubtful = [new(universe), new(universe), new(universe)];
        for (var table = 0; table < instant.Tables.Length; table++)
        {
            var standing = instant.Tables[table];
            Add(sure, standing.Readers.Sure);
            if (!standing.Readers.IsCertain)
            {
                Add(doubtful, standing.Readers.Possible.Except(standing.Readers.Sure));
            }

            void Add(WeighedTally[] tallies, PrincipalSet entitled)
            {
                var (used, unused, unknown) = lookBack.Split(table, entitled);
                tallies[0].Add(used, standing.Weight);
                tallies[1].Add(unused, standing.Weight);
                tallies[2].Add(unknown, standing.Weight);
            }
        }

        return new(Array.ConvertAll(sure, tally => tally.Sums()), Array.ConvertAll(doubtful, tally => tally.Sums()));
    }

    public OverExposureFigures Of(PrincipalOrdinal person) => Of([person]);

    /// <summary>Of several people together: pairs add up.</summary>
    public OverExposureFigures Of(IEnumerable<PrincipalOrdinal> people)
    {
        var (sure, doubtful) = (new double[9], new double[9]);
        foreach (var person in people)
        {
            Add(sure, _sure, person.Value);
            Add(doubtful, _doubtful, person.Value);
        }

        return new(Pairs(sure), Pairs(doubtful), (Weight(0), Weight(1), Weight(2)));

        MeasureRange Weight(int state) => new(sure[(3 * state) + 1], sure[(3 * state) + 2] + doubtful[(3 * state) + 2]);

        static OverExposure Pairs(double[] sums) => new((long)sums[0], (long)sums[3], (long)sums[6]);

        static void Add(double[] sums, (double[] Tables, double[] Low, double[] High)[] states, int person)
        {
            for (var state = 0; state < states.Length; state++)
            {
                sums[3 * state] += states[state].Tables[person];
                sums[(3 * state) + 1] += states[state].Low[person];
                sums[(3 * state) + 2] += states[state].High[person];
            }
        }
    }
}
