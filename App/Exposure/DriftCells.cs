using System.Collections.Immutable;
using GovernanceDashboard.Access;

namespace GovernanceDashboard.Exposure;

/// <summary>How harmful a table's contents are, in severity points (metrics 6.1): one number, or the interval of what nobody classified.</summary>
public readonly record struct SeverityWeight(double Low, double High)
{
    /// <summary>Nobody knows what is in it: 0.25 to 4.</summary>
    public static SeverityWeight Unknown => new(0.25, 4);
}

/// <summary>What changes in one table group, population and level between two instants.</summary>
/// <param name="Group">Null for tables in no group.</param>
/// <param name="Level">Full or Partial: the level gained, or the one that was lost.</param>
/// <param name="PairsGained">Person-table pairs that come to read (Eff).</param>
/// <param name="WeightGained">Those pairs, each with its table's severity weight.</param>
public sealed record DriftCell(
    string? Group,
    string Population,
    AccessLevel Level,
    long PairsGained,
    long PairsLost,
    SeverityWeight WeightGained,
    SeverityWeight WeightLost
);

/// <summary>Effective access at two instants, compared.</summary>
/// <param name="Gained">How far the pairs gained can be off, where access hangs on conditions.</param>
/// <param name="PeopleGained">People who gain at least one table.</param>
/// <param name="Cells">Those with a difference; the most severity-weighted pairs gained first. A table in several groups counts in each.</param>
public sealed record PairDrift(
    string Attribute,
    long PairsGained,
    long PairsLost,
    PairRange Gained,
    PairRange Lost,
    int PeopleGained,
    int PeopleLost,
    int TablesGained,
    int TablesLost,
    ImmutableArray<DriftCell> Cells
);

/// <summary>Counts effective pairs gained and lost by table group, population and level.</summary>
/// <param name="populationOf">By the common number of each person, a place in <paramref name="populations"/>.</param>
/// <param name="groupsOf">The names of a table's groups; empty for none.</param>
/// <param name="weightOf">A table's severity weight.</param>
public sealed class DriftCells(
    string attribute,
    CommonPeople people,
    IReadOnlyList<string> populations,
    IReadOnlyList<int> populationOf,
    Func<TablePair, ImmutableArray<string>> groupsOf,
    Func<TablePair, SeverityWeight> weightOf
)
{
    private static readonly AccessLevel[] s_levels = [AccessLevel.Full, AccessLevel.Partial];

    /// <exception cref="OperationCanceledException">The comparison was cancelled.</exception>
    public PairDrift Count(Action<int, int> report, CancellationToken cancellationToken)
    {
        var parts = AccessDrift.Between(people, Count, report, cancellationToken);
        var cells = new Dictionary<(string? Group, int Population, int Level), Tally>();
        var (gainers, losers) = (PrincipalSet.Empty(people.Universe), PrincipalSet.Empty(people.Universe));
        foreach (var part in parts)
        {
            (gainers, losers) = (gainers.Union(part.Gainers), losers.Union(part.Losers));
            foreach (var group in part.Groups)
            {
                for (var cell = 0; cell < part.Gained.Length; cell++)
                {
                    if (part.Gained[cell] + part.Lost[cell] == 0)
                    {
                        continue;
                    }

                    var key = (group.Group, cell / s_levels.Length, cell % s_levels.Length);
                    cells[key] = cells.GetValueOrDefault(key).With(group, part.Gained[cell], part.Lost[cell]);
                }
            }
        }

        return new(
            attribute,
            parts.Sum(part => part.Tables * part.Gained.Sum()),
            parts.Sum(part => part.Tables * part.Lost.Sum()),
            new(
                parts.Sum(part => part.Tables * part.SurelyGained),
                parts.Sum(part => part.Tables * part.PossiblyGained)
            ),
            new(parts.Sum(part => part.Tables * part.SurelyLost), parts.Sum(part => part.Tables * part.PossiblyLost)),
            gainers.Count,
            losers.Count,
            (int)parts.Where(part => !part.Gainers.IsEmpty).Sum(part => part.Tables),
            (int)parts.Where(part => !part.Losers.IsEmpty).Sum(part => part.Tables),
            [
                .. cells
                    .Select(cell =>
                        cell.Value.ToCell(cell.Key.Group, populations[cell.Key.Population], s_levels[cell.Key.Level])
                    )
                    .OrderByDescending(cell => cell.WeightGained.High)
                    .ThenByDescending(cell => cell.WeightGained.Low)
                    .ThenByDescending(cell => cell.WeightLost.High)
                    .ThenBy(cell => cell.Group, StringComparer.Ordinal)
                    .ThenBy(cell => cell.Population, StringComparer.Ordinal)
                    .ThenByDescending(cell => cell.Level),
            ]
        );
    }

    private Part Count(ImmutableArray<TablePair> tables, LevelDiff diff)
    {
        var (gained, lost) = (
            new long[populations.Count * s_levels.Length],
            new long[populations.Count * s_levels.Length]
        );
        Add(gained, diff.Gained, diff.FullyGained);
        Add(lost, diff.Lost, diff.FullyLost);
        return new(
            tables.Length,
            gained,
            lost,
            diff.Gained,
            diff.Lost,
            diff.SurelyGained.Count,
            diff.PossiblyGained.Count,
            diff.SurelyLost.Count,
            diff.PossiblyLost.Count,
            [
                .. tables
                    .SelectMany(table =>
                        (
                            groupsOf(table) is { IsEmpty: false } groups
                                ? groups.Select(string? (name) => name)
                                : [null]
                        ).Select(group => (Group: group, Weight: weightOf(table)))
                    )
                    .GroupBy(table => table.Group)
                    .Select(same => new GroupTables(
                        same.Key,
                        same.Count(),
                        same.Sum(table => table.Weight.Low),
                        same.Sum(table => table.Weight.High)
                    )),
            ]
        );
    }

    // Who reads all of it, and who reads some: each person stands in one of the two.
    private void Add(long[] counts, PrincipalSet people, PrincipalSet full)
    {
        foreach (var person in people.Members())
        {
            counts[(populationOf[person.Value] * s_levels.Length) + (full.Contains(person) ? 0 : 1)]++;
        }
    }

    private sealed record Part(
        long Tables,
        long[] Gained,
        long[] Lost,
        PrincipalSet Gainers,
        PrincipalSet Losers,
        long SurelyGained,
        long PossiblyGained,
        long SurelyLost,
        long PossiblyLost,
        ImmutableArray<GroupTables> Groups
    );

    private sealed record GroupTables(string? Group, int Tables, double Low, double High);

    private readonly record struct Tally(long Gained, long Lost, SeverityWeight WeightGained, SeverityWeight WeightLost)
    {
        public Tally With(GroupTables group, long gained, long lost) =>
            new(
                Gained + (group.Tables * gained),
                Lost + (group.Tables * lost),
                new(WeightGained.Low + (group.Low * gained), WeightGained.High + (group.High * gained)),
                new(WeightLost.Low + (group.Low * lost), WeightLost.High + (group.High * lost))
            );

        public DriftCell ToCell(string? group, string population, AccessLevel level) =>
            new(group, population, level, Gained, Lost, WeightGained, WeightLost);
    }
}
