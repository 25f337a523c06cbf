using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access;

/// <summary>
/// Puts enabled logins into the order that <see cref="AccountDirectory"/> promises. Works on numbers: names are compared only
/// where the facts do not come sorted already.
/// </summary>
internal sealed class AccountOrder
{
    internal AccountOrder(ImmutableArray<Principal> principals)
    {
        var services = new List<Principal>();
        var undescribed = new List<Principal>(); // a person whom the directory does not describe is one identity per login
        var identities = new List<Identity>();
        var byKey = new Dictionary<string, int>(StringComparer.Ordinal);
        var logins = new HashSet<string>(principals.Length, StringComparer.Ordinal);
        foreach (var principal in principals)
        {
            if (
                principal is not { IsEnabled: true, Id.Namespace: PrincipalNamespace.Login }
                || !logins.Add(principal.Id.Name)
            )
            {
                continue;
            }

            if (principal.Kind == PrincipalKind.ServiceAccount)
            {
                services.Add(principal);
            }
            else if (principal.Person is not { } person)
            {
                undescribed.Add(principal);
            }
            else if (byKey.TryAdd(person.IdentityKey, identities.Count))
            {
                identities.Add(new(principal));
            }
            else
            {
                identities[byKey[person.IdentityKey]].Add(principal);
            }
        }

        SortByName(identities, identity => identity.Primary.Person!.IdentityKey);
        SortByName(undescribed, principal => principal.Id.Name);
        SortByName(services, principal => principal.Id.Name);
        identities.AddRange(undescribed.Select(principal => new Identity(principal)));
        var people = ByPlace(identities);
        People = people.Length;
        Accounts = new Principal[logins.Count];
        var extras = new List<int>();
        for (var person = 0; person < people.Length; person++)
        {
            Accounts[person] = people[person].Primary;
        }

        services.CopyTo(Accounts, people.Length);
        for (var person = 0; person < people.Length; person++)
        {
            foreach (var account in people[person].Further())
            {
                Accounts[people.Length + services.Count + extras.Count] = account;
                extras.Add(person);
            }
        }

        PrimaryOfExtra = [.. extras];
    }

    internal Principal[] Accounts { get; }

    internal int People { get; }

    /// <summary>For each of the last accounts the person that it belongs to.</summary>
    internal int[] PrimaryOfExtra { get; }

    private static void SortByName<T>(List<T> list, Func<T, string> name)
    {
        for (var i = 1; i < list.Count; i++)
        {
            if (string.CompareOrdinal(name(list[i - 1]), name(list[i])) > 0)
            {
                list.Sort((left, right) => string.CompareOrdinal(name(left), name(right)));
                return;
            }
        }
    }

    // A stable counting sort by department, level and region keeps people of one place by name.
    private static Identity[] ByPlace(List<Identity> identities)
    {
        var departments = new Ranks(identities, person => person?.Department);
        var levels = new Ranks(identities, person => person?.Level);
        var regions = new Ranks(identities, person => person?.Region);
        var places = new long[identities.Count];
        var numbers = new Dictionary<long, int>();
        for (var i = 0; i < places.Length; i++)
        {
            places[i] = (((long)departments[i] * levels.Count) + levels[i]) * regions.Count + regions[i];
            numbers.TryAdd(places[i], 0);
        }

        var next = 0;
        foreach (var place in numbers.Keys.Order().ToArray())
        {
            numbers[place] = next++;
        }

        var ofPlace = Array.ConvertAll(places, place => numbers[place]);
        var all = Enumerable.Range(0, places.Length).ToArray();
        var sorted = Adjacency.FromPairs(next, ofPlace, all);
        var people = new List<Identity>(places.Length);
        for (var place = 0; place < next; place++)
        {
            foreach (var identity in sorted.Of(place))
            {
                people.Add(identities[identity]);
            }
        }

        return [.. people];
    }

    /// <summary>One person: the account that stands for them, and their further ones.</summary>
    private sealed class Identity(Principal first)
    {
        private List<Principal>? _further;

        internal Principal Primary { get; private set; } = first;

        internal void Add(Principal account)
        {
            _further ??= [];
            if (IsBefore(account, Primary))
            {
                (account, Primary) = (Primary, account);
            }

            _further.Add(account);
        }

        internal IEnumerable<Principal> Further() =>
            _further is null ? [] : _further.OrderBy(Rank).ThenBy(account => account.Id);

        private static bool IsBefore(Principal account, Principal other) =>
            Rank(account) != Rank(other) ? Rank(account) < Rank(other) : account.Id.CompareTo(other.Id) < 0;

        // The account named like the identity, or the one that the directory describes, stands for the person.
        private static int Rank(Principal account) =>
            account.Person is not { } person ? 2
            : account.Id.Name == person.IdentityKey ? 0
            : person.Department is not null ? 1
            : 2;
    }

    /// <summary>The rank of each person's value among all values, ordinal order, none first.</summary>
    private sealed class Ranks
    {
        private readonly int[] _ranks;

        internal Ranks(List<Identity> identities, Func<PersonAttributes?, string?> value)
        {
            var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
            var numberOf = new int[identities.Count];
            for (var i = 0; i < numberOf.Length; i++)
            {
                var found = value(identities[i].Primary.Person);
                if (found is null)
                {
                    numberOf[i] = -1;
                }
                else if (!numbers.TryGetValue(found, out numberOf[i]))
                {
                    numbers.Add(found, numberOf[i] = numbers.Count);
                }
            }

            var rankOf = new int[numbers.Count];
            var rank = 0;
            foreach (var number in numbers.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                rankOf[number.Value] = ++rank;
            }

            Count = rank + 1;
            _ranks = Array.ConvertAll(numberOf, number => number < 0 ? 0 : rankOf[number]);
        }

        internal int Count { get; }

        internal int this[int identity] => _ranks[identity];
    }
}
