using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Exposure.Metrics;

namespace GovernanceDashboard.Exposure;

/// <summary>A table and the people who can see that it exists, its name and its columns, and query nothing of it.</summary>
/// <param name="Sure">Level MetadataOnly, whatever cannot be known.</param>
/// <param name="Possible">Those, and the people for whom that hangs on a condition.</param>
public sealed record DiscoverableTable(TableOrdinal Table, PrincipalSet Sure, PrincipalSet Possible)
{
    public MeasureRange People => new(Sure.Count, Possible.Count);
}

/// <summary>Somebody who can see tables that they cannot query.</summary>
/// <param name="Tables">How many.</param>
public readonly record struct Discoverer(PrincipalOrdinal Person, MeasureRange Tables);

/// <summary>R-27: what is discoverable and not queryable (level MetadataOnly), table by table and person by person. Pure.</summary>
/// <param name="Tables">In the order of the tables asked about; only those that somebody may discover only.</param>
/// <param name="People">Most tables first.</param>
/// <param name="Distinct">People who discover any of the tables only.</param>
/// <param name="Pairs">Persons and tables.</param>
public sealed record Discoverability(
    ImmutableArray<DiscoverableTable> Tables,
    ImmutableArray<Discoverer> People,
    MeasureRange Distinct,
    MeasureRange Pairs
)
{
    /// <param name="tables">Each once.</param>
    /// <param name="among">Only of these people; null for everybody.</param>
    public static Discoverability Of(
        AccessIndex index,
        IEnumerable<TableOrdinal> tables,
        PrincipalSet? among,
        CancellationToken cancellationToken
    )
    {
        var people = among is null ? index.People : index.People.Intersect(among);
        // Tables under the same policies are discovered by the same people.
        var known = new Dictionary<int, (PrincipalSet Sure, PrincipalSet Possible, int Tables)>();
        var found = ImmutableArray.CreateBuilder<DiscoverableTable>();
        foreach (var table in tables)
        {
            var signature = index.Signature(table);
            if (!known.TryGetValue(signature, out var sets))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var levels = index.PeopleByLevel(table);
                sets = (
                    levels
                        .Sure(AccessLevel.MetadataOnly)
                        .Except(levels.Possible(AccessLevel.TableOnly))
                        .Intersect(people),
                    levels
                        .Possible(AccessLevel.MetadataOnly)
                        .Except(levels.Sure(AccessLevel.TableOnly))
                        .Intersect(people),
                    0
                );
            }

            known[signature] = sets with { Tables = sets.Tables + 1 };
            if (!sets.Possible.IsEmpty)
            {
                found.Add(new(table, sets.Sure, sets.Possible));
            }
        }

        var (sure, possible) = (new int[index.Accounts.Length], new int[index.Accounts.Length]);
        foreach (var sets in known.Values)
        {
            Add(sets.Sure, sets.Tables, sure);
            Add(sets.Possible, sets.Tables, possible);
        }

        return new(
            found.ToImmutable(),
            [
                .. Enumerable
                    .Range(0, possible.Length)
                    .Where(person => possible[person] > 0)
                    .Select(person => new Discoverer(new(person), new(sure[person], possible[person])))
                    .OrderByDescending(one => one.Tables.High)
                    .ThenByDescending(one => one.Tables.Low)
                    .ThenBy(one => one.Person.Value),
            ],
            new(sure.Count(count => count > 0), possible.Count(count => count > 0)),
            new(sure.Sum(count => (double)count), possible.Sum(count => (double)count))
        );
    }

    private static void Add(PrincipalSet people, int tables, int[] counts)
    {
        foreach (var person in people.Members())
        {
            counts[person.Value] += tables;
        }
    }
}
