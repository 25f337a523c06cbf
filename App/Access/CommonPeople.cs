namespace GovernanceDashboard.Access;

/// <summary>
/// The people of two indexes in one numbering: those of the later one in its order, then those who are in the earlier one alone. A person is the same
/// where the directory's identity is; one whom it does not describe goes by the login.
/// </summary>
public sealed class CommonPeople
{
    private readonly int[] _fromBefore;
    private readonly bool _isOneNumbering;

    public CommonPeople(AccessIndex before, AccessIndex after)
    {
        (Before, After) = (before, after);
        var numbers = new Dictionary<string, int>(after.People.Count, StringComparer.Ordinal);
        for (var person = 0; person < after.People.Count; person++)
        {
            numbers.Add(Key(after, person), person);
        }

        _fromBefore = new int[before.People.Count];
        var isSame = before.Accounts.Length == after.Accounts.Length && before.People.Count == after.People.Count;
        for (var person = 0; person < _fromBefore.Length; person++)
        {
            var key = Key(before, person);
            if (!numbers.TryGetValue(key, out var number))
            {
                numbers.Add(key, number = numbers.Count);
            }

            _fromBefore[person] = number;
            isSame &= number == person;
        }

        _isOneNumbering = isSame;
        Count = numbers.Count;
        Universe = isSame ? after.Accounts.Length : Count;
    }

    public AccessIndex Before { get; }

    public AccessIndex After { get; }

    /// <summary>People in either; they are numbered from 0.</summary>
    public int Count { get; }

    /// <summary>The universe of sets in the common numbering.</summary>
    public int Universe { get; }

    /// <summary>A set of people of the earlier index in the common numbering.</summary>
    public PrincipalSet OfBefore(PrincipalSet people) =>
        _isOneNumbering
            ? people
            : PrincipalSet.Of(
                Universe,
                people.Members().Select(person => new PrincipalOrdinal(_fromBefore[person.Value]))
            );

    /// <summary>A set of people of the later index in the common numbering.</summary>
    public PrincipalSet OfAfter(PrincipalSet people) =>
        _isOneNumbering ? people : PrincipalSet.Of(Universe, people.Members());

    private static string Key(AccessIndex index, int person)
    {
        var account = index.Accounts[person];
        return account.Person is { } known ? "identity:" + known.IdentityKey : "login:" + account.Id.Name;
    }
}
