using System.Collections.Immutable;
using GovernanceDashboard.Exposure.Metrics;

namespace GovernanceDashboard.Exposure;

/// <summary>
/// Withholds figures of fewer than <see cref="Least"/> people from a wide audience, and of other parts so many that no withheld figure follows from the total (product definitions, "People and privacy").
/// Zero is nobody, and is shown.
/// </summary>
public static class SmallCells
{
    /// <summary>The least number of people that is shown.</summary>
    public const int Least = 5;

    /// <summary>What stands in a withheld figure's place.</summary>
    public const string Word = "withheld";

    public static bool IsSmall(double people) => people is > 0 and < Least;

    /// <summary>Which parts of a whole to withhold, where the whole is shown. At least two or none, and together at least <see cref="Least"/> people, unless the whole is small itself.</summary>
    /// <param name="parts">People of each part; disjoint.</param>
    public static ImmutableArray<bool> Withheld(IReadOnlyList<double> parts)
    {
        var withheld = parts.Select(IsSmall).ToArray();
        if (!withheld.Contains(true))
        {
            return [.. withheld];
        }

        foreach (
            var next in Enumerable
                .Range(0, parts.Count)
                .Where(part => parts[part] >= Least)
                .OrderBy(part => parts[part])
                .ThenBy(part => part)
        )
        {
            var (count, sum) = (0, 0.0);
            for (var part = 0; part < parts.Count; part++)
            {
                (count, sum) = withheld[part] ? (count + 1, sum + parts[part]) : (count, sum);
            }

            if (count > 1 && sum >= Least)
            {
                break;
            }

            withheld[next] = true;
        }

        return [.. withheld];
    }

    /// <summary>A small figure of people as all that may be said of it.</summary>
    public static MeasureRange Blurred(MeasureRange people) =>
        IsSmall(people.Low) || IsSmall(people.High)
            ? new(people.Low > 0 ? 1 : 0, Math.Max(people.High, Least - 1))
            : people;

    /// <summary>The heatmap with its small cells withheld, row by row.</summary>
    public static Heatmap On(Heatmap heatmap)
    {
        ArgumentNullException.ThrowIfNull(heatmap);
        var (columns, cells) = (heatmap.Populations.Length, heatmap.Cells.ToBuilder());
        for (var row = 0; row < heatmap.Groups.Length; row++)
        {
            var withheld = Withheld([
                .. Enumerable.Range(0, columns).Select(column => (double)heatmap.Cell(row, column).People),
            ]);
            for (var column = 0; column < columns; column++)
            {
                cells[(row * columns) + column] = Withheld(heatmap.Cell(row, column), withheld[column]);
            }
        }

        return heatmap with
        {
            Cells = cells.ToImmutable(),
            Totals = [.. heatmap.Totals.Select(total => Withheld(total, IsSmall(total.People)))],
        };
    }

    private static HeatmapCell Withheld(HeatmapCell cell, bool isWithheld) =>
        isWithheld ? new(0, cell.PopulationSize, 0, cell.IsUnknown) { IsWithheld = true } : cell;
}
