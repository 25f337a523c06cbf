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

    /// <summary>
    /// Which parts of a whole to withhold, where the whole is shown. At least two or none, and together at least <see cref="Least"/> people, unless the whole is small itself. Where it is
    /// known how many a part can be at the most, so many that none is told by what is left for the others: four and four of eight are eight of eight.
    /// </summary>
    /// <param name="parts">People of each part; disjoint.</param>
    /// <param name="most">How many each can be, on view as well; null where nothing bounds them.</param>
    public static ImmutableArray<bool> Withheld(IReadOnlyList<double> parts, IReadOnlyList<double>? most = null)
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

            if (count > 1 && sum >= Least && !IsTold(parts, most, withheld))
            {
                break;
            }

            withheld[next] = true;
        }

        return [.. withheld];
    }

    // A withheld part lies between what the others leave at the least and at the most; where both are the same it is told.
    private static bool IsTold(IReadOnlyList<double> parts, IReadOnlyList<double>? most, bool[] withheld)
    {
        // Where everybody is in, the whole says so of each part, whatever is withheld.
        if (most is null || parts.Sum() >= most.Sum())
        {
            return false;
        }

        int[] hidden = [.. Enumerable.Range(0, parts.Count).Where(part => withheld[part])];
        var (rest, room) = (hidden.Sum(part => parts[part]), hidden.Sum(part => most[part]));
        return hidden.Any(part => Math.Max(0, rest - (room - most[part])) >= Math.Min(most[part], rest));
    }

    /// <summary>Pairs by what is on file for them. Where some are of a handful, these say no more than that, and the most of the others as much less exactly: the sum tells nothing.</summary>
    public static DocumentedPairs Blurred(DocumentedPairs pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        MeasureRange[] parts = [pairs.Valid, pairs.Lapsed, pairs.Undocumented, pairs.Undeclared];
        int[] small = [.. Enumerable.Range(0, parts.Length).Where(part => Blurred(parts[part]) != parts[part])];
        var (low, high) = (small.Sum(part => parts[part].Low), small.Sum(part => parts[part].High));
        foreach (var part in small)
        {
            parts[part] = Blurred(parts[part]);
        }

        if (
            small.Length > 0
            && Enumerable
                .Range(0, parts.Length)
                .Except(small)
                .Where(part => parts[part].High > 0)
                .OrderByDescending(part => parts[part].High)
                .Cast<int?>()
                .FirstOrDefault()
                is { } widest
        )
        {
            var (least, greatest) = (small.Sum(part => parts[part].Low), small.Sum(part => parts[part].High));
            parts[widest] = new(
                Math.Max(0, parts[widest].Low + low - greatest),
                Math.Max(0, parts[widest].High + high - least)
            );
        }

        return new(parts[0], parts[1], parts[2], parts[3]);
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
            var cellsOfRow = Enumerable.Range(0, columns).Select(column => heatmap.Cell(row, column)).ToArray();
            var withheld = Withheld(
                [.. cellsOfRow.Select(cell => (double)cell.People)],
                [.. cellsOfRow.Select(cell => (double)cell.PopulationSize)]
            );
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
