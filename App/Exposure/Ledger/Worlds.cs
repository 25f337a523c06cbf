using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Exposure.Ledger;

/// <summary>
/// Changes of which it is not known at some moment whether they have happened, and every way in which that may be. Changes that cannot
/// bear on the same pair of a person and a table share a place: what is possible for each pair is seen all the same, in far fewer worlds
/// than there are ways. Changes of one person never bear on another's pairs, and changes of one table not on another table's.
/// </summary>
internal sealed class Worlds
{
    /// <summary>Beyond so many places the ways are too many to go through.</summary>
    internal const int MostPlaces = 7;

    // Who never has an enabled account: what becomes of it matters to no pair.
    private const int Nobody = -1;

    private readonly List<(HistoryChange Change, int Place)> _placed = [];

    internal Worlds(IEnumerable<HistoryChange> open, LedgerPeople people)
    {
        var ofPerson = new Dictionary<int, int>();
        var ofTable = new Dictionary<TableName, int>();
        var (persons, tables) = (new List<(HistoryChange, int)>(), new List<(HistoryChange, int)>());
        var shared = new List<HistoryChange>();
        foreach (var change in open)
        {
            if (PersonOf(change, people) is { } person)
            {
                if (person != Nobody)
                {
                    persons.Add((change, ofPerson[person] = ofPerson.GetValueOrDefault(person, -1) + 1));
                }
            }
            else if (TableOf(change) is { } table)
            {
                tables.Add((change, ofTable[table] = ofTable.GetValueOrDefault(table, -1) + 1));
            }
            else
            {
                shared.Add(change);
            }
        }

        var forPersons = ofPerson.Values.DefaultIfEmpty(-1).Max() + 1;
        var forTables = ofTable.Values.DefaultIfEmpty(-1).Max() + 1;
        _placed.AddRange(persons);
        _placed.AddRange(tables.Select(each => (each.Item1, forPersons + each.Item2)));
        _placed.AddRange(shared.Select((change, at) => (change, forPersons + forTables + at)));
        Places = forPersons + forTables + shared.Count;
    }

    internal int Places { get; }

    /// <summary>False where there are too many to be gone through.</summary>
    internal bool CanBeSeen => Places <= MostPlaces;

    /// <summary>One set of changes that may have happened, for each world; the first is empty.</summary>
    internal IEnumerable<IReadOnlyList<HistoryChange>> All()
    {
        for (var world = 0; world < 1 << Places; world++)
        {
            var happened = world;
            yield return [.. _placed.Where(each => ((happened >> each.Place) & 1) != 0).Select(each => each.Change)];
        }
    }

    // A login's memberships, and whether it is enabled, matter to this person alone.
    private static int? PersonOf(HistoryChange change, LedgerPeople people)
    {
        int? person = null;
        foreach (var edit in change.Edits)
        {
            var login = edit switch
            {
                { Kind: HistoryKind.Membership, Fact: Membership { IsNesting: false } membership } => membership
                    .Member
                    .Name,
                { Kind: HistoryKind.Principal, Fact: Principal { Id.Namespace: PrincipalNamespace.Login } principal } =>
                    principal.Id.Name,
                _ => null,
            };
            if (login is null)
            {
                return null;
            }

            var identity = people.Find(login) is { } account ? people.IdentityOf(account) : Nobody;
            if (person is { } other && other != identity)
            {
                return null;
            }

            person = identity;
        }

        return person;
    }

    private static TableName? TableOf(HistoryChange change)
    {
        TableName? table = null;
        foreach (var edit in change.Edits)
        {
            TableName? about = edit switch
            {
                { Kind: HistoryKind.Table, Fact: TableResource one } => one.Name,
                { Kind: HistoryKind.Classification, Fact: Classification { Resource.Table: { } name } tag } =>
                    new TableName(tag.Resource.Database, name),
                _ => null,
            };
            if (about is null || (table is { } other && other != about))
            {
                return null;
            }

            table = about;
        }

        return table;
    }
}
