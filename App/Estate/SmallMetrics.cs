using System.Collections.Immutable;
using GovernanceDashboard.Exposure;
using GovernanceDashboard.Exposure.Metrics;

namespace GovernanceDashboard.Estate;

/// <summary>
/// Metrics for a wide audience: populations and tables with figures of few people are left out, with others so that they do not follow from the totals; use and reach that would tell of a handful are taken out where they
/// stand, and a small total says no more than that it is small.
/// </summary>
internal static class SmallMetrics
{
    internal static MetricsAnswer Withheld(MetricsAnswer answer)
    {
        var populations = Kept(
            WithheldUse(answer.Populations),
            one => one.People.High,
            one => one.Gross.People.High,
            one => one.Net.People.High
        );
        var tables = Kept(
            answer.Tables,
            one => one.Readers.High,
            one => one.Gross.Exposed.High,
            one => one.Net.Exposed.High
        );
        var hasFewReaders = answer.Tables.All(table => table.Readers.High < SmallCells.Least);
        return answer with
        {
            Populations = populations,
            Tables = tables,
            Gross = Blurred(answer.Gross),
            Net = Blurred(answer.Net),
            LookBack =
                hasFewReaders || TellsOfFew(answer.LookBack.Use)
                    ? answer.LookBack with
                    {
                        Use = null,
                    }
                    : answer.LookBack,
            Reach = hasFewReaders || TellsOfFew(answer.Reach) ? null : answer.Reach,
            Withheld = (answer.Populations.Length - populations.Length, answer.Tables.Length - tables.Length),
        };
    }

    // A handful of pairs used, or not used, among many is of at most a handful of people.
    private static bool TellsOfFew(OverExposureFigures? use) =>
        use is { Pairs: var pairs }
        && (
            SmallCells.IsSmall(pairs.Used)
            || SmallCells.IsSmall(pairs.ProvenUnused)
            || SmallCells.IsSmall(pairs.Unknown)
        );

    private static bool TellsOfFew(PopulationReach? reach) =>
        reach is { People: var people } && (SmallCells.IsSmall(people.Low) || SmallCells.IsSmall(people.High));

    // Pairs add up to the scope's, and means times people to its sum: as many as it takes go with the small ones.
    private static ImmutableArray<PopulationMetrics> WithheldUse(ImmutableArray<PopulationMetrics> populations)
    {
        var use = Small(
            populations,
            one => one.Use?.Pairs.Used ?? 0,
            one => one.Use?.Pairs.ProvenUnused ?? 0,
            one => one.Use?.Pairs.Unknown ?? 0
        );
        var reach = Small(populations, one => one.Reach?.People.High ?? 0);
        return
        [
            .. populations.Select(
                (population, row) =>
                    population with
                    {
                        Use = use[row] ? null : population.Use,
                        Reach = reach[row] ? null : population.Reach,
                    }
            ),
        ];
    }

    private static ImmutableArray<T> Kept<T>(ImmutableArray<T> rows, params Func<T, double>[] figures)
    {
        var withheld = Small(rows, figures);
        return [.. rows.Where((_, row) => !withheld[row])];
    }

    private static bool[] Small<T>(ImmutableArray<T> rows, params Func<T, double>[] figures)
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

        return withheld;
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
                SubjectViewers = totals.SubjectViewers with
                {
                    Pairs = new(0, people.High * totals.SubjectViewers.Subjects),
                },
                IsBlurred = true,
            };
}
