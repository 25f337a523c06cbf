using GovernanceDashboard.Access;
using GovernanceDashboard.Exposure.Metrics;

namespace GovernanceDashboard.Exposure.Ledger;

/// <summary>Whether access exceptions count.</summary>
public enum ExposureBasis
{
    /// <summary>Exceptions are ignored.</summary>
    Gross,

    /// <summary>Exceptions in force widen the audience.</summary>
    Net,
}

/// <summary>What a ledger comes to (metrics 6.5). Every figure lies between its bounds.</summary>
/// <param name="PersonTableDays">Σ over pairs of the time exposed, in days.</param>
/// <param name="WeightedDays">The same, each weighed with w(p, t): severity points x person-table-days. People only.</param>
/// <param name="TableDays">Σ over tables of the time in which anybody was exposed.</param>
/// <param name="PersonDays">Σ over people of the time in which they were exposed to any of the tables.</param>
/// <param name="OpenPerDay">Pairs exposed when the ledger ends: person-table-days that each further day adds.</param>
/// <param name="Pairs">Pairs that were exposed at some time.</param>
/// <param name="People">People who were.</param>
/// <param name="Tables">Tables that were.</param>
/// <param name="First">The first instant at which anybody may have been exposed; null for never.</param>
/// <param name="FirstSure">The first at which somebody surely was.</param>
/// <param name="Last">The end of the last exposure; the ledger's own end where one is open.</param>
/// <param name="LastSure">The same of those that are sure.</param>
/// <param name="LongestDays">The longest that one person was exposed to one table without a break, in days.</param>
public sealed record LedgerFigures(
    MeasureRange PersonTableDays,
    MeasureRange WeightedDays,
    MeasureRange TableDays,
    MeasureRange PersonDays,
    MeasureRange OpenPerDay,
    MeasureRange Pairs,
    MeasureRange People,
    MeasureRange Tables,
    DateTimeOffset? First,
    DateTimeOffset? FirstSure,
    DateTimeOffset? Last,
    DateTimeOffset? LastSure,
    MeasureRange LongestDays
)
{
    public static LedgerFigures Of(ExposureLedger ledger, ExposureBasis basis) =>
        Of(ledger, basis, ledger.People, isWeighted: true);

    /// <summary>The same of service accounts, which no weighted figure and no ratio holds.</summary>
    public static LedgerFigures OfServices(ExposureLedger ledger, ExposureBasis basis) =>
        Of(ledger, basis, ledger.Services, isWeighted: false);

    private static LedgerFigures Of(ExposureLedger ledger, ExposureBasis basis, PrincipalSet who, bool isWeighted)
    {
        var (sure, possible) = basis switch
        {
            ExposureBasis.Gross => (LedgerLayer.GrossSure, LedgerLayer.GrossPossible),
            ExposureBasis.Net => (LedgerLayer.NetSure, LedgerLayer.NetPossible),
        };
        var sums = new LayerSum[2];
        Parallel.For(0, sums.Length, bound => sums[bound] = new(ledger, bound == 0 ? sure : possible, who));
        var (low, high) = (sums[0], sums[1]);
        return new(
            new(low.PersonTableDays, high.PersonTableDays),
            isWeighted ? new(low.WeightedDays, high.WeightedDays) : MeasureRange.Zero,
            new(low.TableDays, high.TableDays),
            new(low.PersonDays, high.PersonDays),
            new(low.Open, high.Open),
            new(low.Pairs, high.Pairs),
            new(low.People, high.People),
            new(low.Tables, high.Tables),
            high.First,
            low.First,
            high.Last,
            low.Last,
            new(low.Longest.TotalDays, high.Longest.TotalDays)
        );
    }
}
