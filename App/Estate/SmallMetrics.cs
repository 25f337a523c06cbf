using System.Collections.Immutable;
using GovernanceDashboard.Exposure;
using GovernanceDashboard.Exposure.Metrics;

namespace GovernanceDashboard.Estate;

/// <summary>
/// Metrics for a wide audience: populations and tables with figures of few people are left out, with others so that they do not follow from the totals, and a small total says no more than that it is small.
/// </summary>
internal static class SmallMetrics
{
    internal static MetricsAnswer Withheld(MetricsAnswer answer)
    {
        var populations = Kept(
            answer.Populations,
            one => one.People.High,
            one => one.Gross.People.High,
            one => one.Net.People.High,
            one => one.Use.Pairs.Used,
            one => one.Use.Pairs.ProvenUnused,
            one => one.Use.Pairs.Unknown
        );
        var tables = Kept(
            answer.Tables,
            one => one.Readers.High,
            one => one.Gross.Exposed.High,
            one => one.Net.Exposed.High
        );
        return answer with
        {
            Populations = populations,
            Tables = tables,
            Gross = Blurred(answer.Gross),
            Net = Blurred(answer.Net),
            WithholdsUse = TellsOfFew(answer),
            Withheld = (answer.Populations.Length - populations.Length, answer.Tables.Length - tables.Length),
        };
    }

    // Shares of a handful of readers, or a handful used or not used among many, are figures about those few.
    private static bool TellsOfFew(MetricsAnswer answer)
    {
        var pairs = answer.LookBack.Use.Pairs;
        return answer.Tables.All(table => table.Readers.High < SmallCells.Least)
            || SmallCells.IsSmall(pairs.Used)
            || SmallCells.IsSmall(pairs.ProvenUnused)
            || SmallCells.IsSmall(pairs.Unknown);
    }

    private static ImmutableArray<T> Kept<T>(ImmutableArray<T> rows, params Func<T, double>[] figures)
    {
        var withheld = new bool[rows.Length];
        foreach (var figure in figures)
        {
            var small = SmallCells.Withheld([.. rows.Select(figure)]);
            for (var row = 0; row < rows.Length; row++)
            {
                withheld[row] |= small[row];
            }
        }

        return [.. rows.Where((_, row) => !withheld[row])];
    }

    // What is added up over few people would say how many they are.
    private static BasisTotals Blurred(BasisTotals totals) =>
        SmallCells.Blurred(totals.People) is var people && people == totals.People
            ? totals
            : totals with
            {
                People = people,
                Pairs = new(people.Low, people.High * totals.Tables.High),
                Mass = new(0, people.High * totals.Tables.High * SeverityWeights.Unclassified.High),
                IndexPercent = null,
            };
}
