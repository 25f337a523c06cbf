using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access;

/// <summary>A table at two instants; null where it is not there.</summary>
public readonly record struct TablePair(TableOrdinal? Before, TableOrdinal? After);

/// <summary>
/// The exact difference of two indexes over accounts of their own, as between two instants: people who came or went gain and lose with them. Tables that
/// were decided alike before and are after share one comparison, and no difference is kept once it was counted.
/// </summary>
public static class AccessDrift
{
    private const int NoTable = -1;

    /// <param name="count">Counts what changes on tables whose difference is the same, in the common numbering. Called from several threads.</param>
    /// <param name="report">Told from time to time how many comparisons of how many are done.</param>
    /// <returns>One result for each difference, in no order.</returns>
    /// <exception cref="OperationCanceledException">The comparison was cancelled.</exception>
    public static ImmutableArray<T> Between<T>(
        CommonPeople people,
        Func<ImmutableArray<TablePair>, LevelDiff, T> count,
        Action<int, int> report,
        CancellationToken cancellationToken
    )
    {
        var alike = Alike(people.Before, people.After);
        var nobody = PeopleLevels.Nobody(PrincipalSet.Empty(people.Universe));
        var done = 0;
        return
        [
            .. alike
                .AsParallel()
                .WithCancellation(cancellationToken)
                .Select(tables =>
                {
                    var seen = Interlocked.Increment(ref done);
                    if (seen % 512 == 0)
                    {
                        report(seen, alike.Count);
                    }

                    var (was, will) = tables[0];
                    var diff = LevelDiff.Of(
                        was is { } old ? people.Before.PeopleByLevel(old).In(people.OfBefore) : nobody,
                        will is { } next ? people.After.PeopleByLevel(next).In(people.OfAfter) : nobody
                    );
                    return diff is null ? default : (HasDiff: true, Value: count(tables, diff));
                })
                .Where(result => result.HasDiff)
                .Select(result => result.Value),
        ];
    }

    private static List<ImmutableArray<TablePair>> Alike(AccessIndex before, AccessIndex after)
    {
        var byDecision = new Dictionary<(int, int, TableName?), ImmutableArray<TablePair>.Builder>();
        foreach (var name in before.Facts.Tables.Concat(after.Facts.Tables).Select(table => table.Name).Distinct())
        {
            var pair = new TablePair(before.FindTable(name), after.FindTable(name));
            var decision = (
                pair.Before is { } was ? before.Signature(was) : NoTable,
                pair.After is { } will ? after.Signature(will) : NoTable,
                // Where files decide, tables of one signature need not agree in who reads all of them.
                before.Authorizer == Authorizer.StorageBased
                || after.Authorizer == Authorizer.StorageBased
                    ? name
                    : (TableName?)null
            );
            if (!byDecision.TryGetValue(decision, out var tables))
            {
                byDecision.Add(decision, tables = ImmutableArray.CreateBuilder<TablePair>());
            }

            tables.Add(pair);
        }

        return [.. byDecision.Values.Select(tables => tables.ToImmutable())];
    }
}
