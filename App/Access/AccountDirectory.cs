using System.Collections.Frozen;
using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access;

/// <summary>
/// Enabled logins in their order: people's primary accounts by department, level, region and identity (so that populations are
/// mostly contiguous), then service accounts, then people's further accounts.
/// </summary>
internal sealed class AccountDirectory
{
    private readonly FrozenDictionary<string, int> _byLogin;
    private readonly ImmutableArray<int> _primaryOfExtra;
    private readonly int _extrasFrom;

    internal AccountDirectory(ImmutableArray<Principal> principals)
    {
        var enabled = principals
            .Where(principal => principal is { IsEnabled: true, Id.Namespace: PrincipalNamespace.Login })
            .DistinctBy(principal => principal.Id)
            .ToArray();

        // A person whom the directory does not describe is one identity per login. The prefix keeps a login from meeting an identity key.
        var people = enabled
            .Where(principal => principal.Kind != PrincipalKind.ServiceAccount)
            .GroupBy(principal => principal.Person is { } person ? "i:" + person.IdentityKey : "l:" + principal.Id.Name)
            .Select(accounts =>
                (Key: accounts.Key, Accounts: accounts.OrderBy(PrimaryRank).ThenBy(account => account.Id).ToArray())
            )
            .OrderBy(person => person.Accounts[0].Person?.Department, StringComparer.Ordinal)
            .ThenBy(person => person.Accounts[0].Person?.Level, StringComparer.Ordinal)
            .ThenBy(person => person.Accounts[0].Person?.Region, StringComparer.Ordinal)
            .ThenBy(person => person.Key, StringComparer.Ordinal)
            .ToArray();
        var services = enabled
            .Where(principal => principal.Kind == PrincipalKind.ServiceAccount)
            .OrderBy(service => service.Id);
        var extras = people
            .SelectMany(
                (person, ordinal) => person.Accounts.Skip(1).Select(account => (Account: account, Primary: ordinal))
            )
            .ToArray();

        Accounts =
        [
            .. people.Select(person => person.Accounts[0]),
            .. services,
            .. extras.Select(extra => extra.Account),
        ];
        _primaryOfExtra = [.. extras.Select(extra => extra.Primary)];
        _extrasFrom = Accounts.Length - extras.Length;
        _byLogin = Accounts
            .Select((account, ordinal) => (account.Id.Name, ordinal))
            .ToFrozenDictionary(pair => pair.Name, pair => pair.ordinal, StringComparer.Ordinal);
        ByLoginWithoutCase = Accounts
            .Select((account, ordinal) => (account.Id.Name, ordinal))
            .ToLookup(pair => pair.Name, pair => pair.ordinal, StringComparer.OrdinalIgnoreCase);
        HasWildcardLogins = Accounts.Any(account => Ranger.Wildcard.IsIn(account.Id.Name));
        People = PrincipalSet.Range(Accounts.Length, 0, people.Length);
        All = PrincipalSet.Range(Accounts.Length, 0, Accounts.Length);
        None = PrincipalSet.Empty(Accounts.Length);
        Words = BitRow.WordsFor(Accounts.Length);
    }

    internal ImmutableArray<Principal> Accounts { get; }

    internal PrincipalSet People { get; }

    internal PrincipalSet All { get; }

    internal PrincipalSet None { get; }

    /// <summary>Length of a bit row over the accounts.</summary>
    internal int Words { get; }

    /// <summary>True where some login holds a wildcard: {USER} in a policy then needs comparing one by one.</summary>
    internal bool HasWildcardLogins { get; }

    /// <summary>For {USER} in resources, which compare without case.</summary>
    internal ILookup<string, int> ByLoginWithoutCase { get; }

    internal int? Find(string login) => _byLogin.TryGetValue(login, out var ordinal) ? ordinal : null;

    internal int IdentityOf(int account) => account < _extrasFrom ? account : _primaryOfExtra[account - _extrasFrom];

    /// <summary>The people behind the accounts: further accounts count for their primary one, services drop out.</summary>
    internal PrincipalSet PeopleOf(PrincipalSet accounts)
    {
        if (Accounts.Length == People.Count)
        {
            return accounts;
        }

        var row = accounts.ToRow();
        for (var extra = _extrasFrom; extra < Accounts.Length; extra++)
        {
            if (accounts.Contains(extra))
            {
                BitRow.Set(row, _primaryOfExtra[extra - _extrasFrom]);
            }
        }

        return PrincipalSet.FromRow(Accounts.Length, row).Intersect(People);
    }

    // The account named like the identity, or the one that the directory describes, stands for the person.
    private static int PrimaryRank(Principal account) =>
        account.Person is not { } person ? 2
        : account.Id.Name == person.IdentityKey ? 0
        : person.Department is not null ? 1
        : 2;
}
