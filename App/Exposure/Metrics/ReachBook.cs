using System.Collections.Immutable;
using GovernanceDashboard.Access;

namespace GovernanceDashboard.Exposure.Metrics;

/// <summary>What becomes readable if a principal, or any of several, is taken over (metrics 6.6).</summary>
/// <param name="Tables">BR#: tables in reach.</param>
/// <param name="Weight">BRw: Σ w(t) over them, severity points.</param>
/// <param name="Percent">BRw / Σ w over all tables; null where nothing weighs.</param>
public sealed record BlastRadiusFigures(MeasureRange Tables, MeasureRange Weight, MeasureRange? Percent)
{
    public static BlastRadiusFigures Of(IReadOnlyCollection<TableStanding> tables, PrincipalOrdinal who) =>
        Of(tables, PrincipalSet.Of(tables.FirstOrDefault()?.Readers.Sure.Universe ?? who.Value + 1, [who]));

    /// <summary>Of several people: the union of what they reach, not the sum.</summary>
    public static BlastRadiusFigures Of(IReadOnlyCollection<TableStanding> tables, PrincipalSet who)
    {
        var (sure, possible) = (0, 0);
        var (reached, others) = (MeasureRange.Zero, MeasureRange.Zero);
        foreach (var table in tables)
        {
            var (isSure, isPossible) = (table.Readers.Sure.CountIn(who) > 0, table.Readers.Possible.CountIn(who) > 0);
            sure += isSure ? 1 : 0;
            possible += isPossible ? 1 : 0;
            var weight = new MeasureRange(isSure ? table.Weight.Low : 0, isPossible ? table.Weight.High : 0);
            reached += weight;
            others += new MeasureRange(isPossible ? 0 : table.Weight.Low, isSure ? 0 : table.Weight.High);
        }

        return new(new(sure, possible), reached, Share(reached, others));
    }

    // Weights that are not known count on both sides: least of these against most of the others.
    internal static MeasureRange? Share(MeasureRange reached, MeasureRange others) =>
        reached.High + others.High == 0
            ? null
            : new(
                reached.Low + others.High == 0 ? 0 : 100 * reached.Low / (reached.Low + others.High),
                reached.High + others.Low == 0 ? 0 : 100 * reached.High / (reached.High + others.Low)
            );
}

/// <summary>The blast radius of a population.</summary>
/// <param name="People">How many of its people reach anything.</param>
/// <param name="Union">What its people reach together.</param>
/// <param name="Mean">BRw of its people on the average; null where there is nobody.</param>
/// <param name="Most">The greatest BRw of one of them.</param>
/// <param name="Marginal">Σ MBR: the weight of tables that one person alone reaches.</param>
/// <param name="Redundant">What of the union no single person's going away would take away: Union − Σ MBR.</param>
public sealed record PopulationReach(
    MeasureRange People,
    BlastRadiusFigures Union,
    MeasureRange? Mean,
    MeasureRange Most,
    MeasureRange Marginal,
    MeasureRange Redundant
);

/// <summary>Blast radius by person, over the tables of an instant: one pass over them.</summary>
public sealed class ReachBook
{
    private readonly ExposureInstant _instant;
    private readonly MeasureRange _all;
    private readonly (double[] Tables, double[] Low, double[] High) _sure;
    private readonly (double[] Tables, double[] Low, double[] High) _possible;
    private readonly ImmutableDictionary<int, MeasureRange> _alone;

    private ReachBook(ExposureInstant instant)
    {
        _instant = instant;
        var (sure, possible) = (new WeighedTally(instant.People.Universe), new WeighedTally(instant.People.Universe));
        var alone = ImmutableDictionary.CreateBuilder<int, MeasureRange>();
        foreach (var table in instant.Tables)
        {
            _all += table.Weight;
            sure.Add(table.Readers.Sure, table.Weight);
            possible.Add(table.Readers.Possible, table.Weight);
            if (table.Readers is { Possible.Count: 1 })
            {
                var only = table.Readers.Possible.Members().First().Value;
                alone[only] =
                    alone.GetValueOrDefault(only)
                    + new MeasureRange(table.Readers.Sure.IsEmpty ? 0 : table.Weight.Low, table.Weight.High);
            }
        }

        (_sure, _possible, _alone) = (sure.Sums(), possible.Sums(), alone.ToImmutable());
    }

    public static ReachBook Of(ExposureInstant instant) => new(instant);

    public BlastRadiusFigures Of(PrincipalOrdinal who)
    {
        var at = who.Value;
        var weight = new MeasureRange(_sure.Low[at], _possible.High[at]);
        return new(
            new(_sure.Tables[at], _possible.Tables[at]),
            weight,
            BlastRadiusFigures.Share(
                weight,
                new(Math.Max(0, _all.Low - _possible.Low[at]), Math.Max(0, _all.High - _sure.High[at]))
            )
        );
    }

    /// <summary>MBR: the weight that nobody would reach any more without this person.</summary>
    public MeasureRange Marginal(PrincipalOrdinal who) => _alone.GetValueOrDefault(who.Value);

    /// <summary>Of a population; its marginal radii are of tables that it alone reaches.</summary>
    public PopulationReach Of(PrincipalSet population)
    {
        var union = BlastRadiusFigures.Of(_instant.Tables, population);
        var (sum, most) = (MeasureRange.Zero, MeasureRange.Zero);
        var (people, marginal) = (MeasureRange.Zero, MeasureRange.Zero);
        foreach (var person in population.Members())
        {
            people += new MeasureRange(
                _sure.Tables[person.Value] > 0 ? 1 : 0,
                _possible.Tables[person.Value] > 0 ? 1 : 0
            );
            var weight = new MeasureRange(_sure.Low[person.Value], _possible.High[person.Value]);
            sum += weight;
            most = MeasureRange.Max(most, weight);
            marginal += Marginal(person);
        }

        return new(
            people,
            union,
            population.IsEmpty ? null : 1.0 / population.Count * sum,
            most,
            marginal,
            new(Math.Max(0, union.Weight.Low - marginal.Low), Math.Max(0, union.Weight.High - marginal.High))
        );
    }
}
