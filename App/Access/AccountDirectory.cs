using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.InteropServices;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access;

/// <summary>
/// Enabled logins in their order: people's primary accounts by department, level, region and identity (so that populations are
/// mostly contiguous), then service accounts, then people's further accounts.
/// </summary>
internal sealed class AccountDirectory
{
    private readonly Dictionary<string, int> _byLogin;
    private readonly int[] _primaryOfExtra;
    private readonly int _extrasFrom;
    private readonly Lazy<ILookup<string, int>> _byLoginWithoutCase;

    internal AccountDirectory(ImmutableArray<Principal> principals)
    {
        var draft = new AccountOrder(principals);
        Accounts = ImmutableCollectionsMarshal.AsImmutableArray(draft.Accounts);
        _primaryOfExtra = draft.PrimaryOfExtra;
        _extrasFrom = Accounts.Length - _primaryOfExtra.Length;
        _byLogin = new(Accounts.Length, StringComparer.Ordinal);
        for (var account = 0; account < Accounts.Length; account++)
        {
            _byLogin.Add(Accounts[account].Id.Name, account);
            HasWildcardLogins |= Ranger.Wildcard.IsIn(Accounts[account].Id.Name);
        }

        Levels = new(this);
        _byLoginWithoutCase = new(() =>
            Accounts
                .Select((account, ordinal) => (account.Id.Name, ordinal))
                .ToLookup(pair => pair.Name, pair => pair.ordinal, StringComparer.OrdinalIgnoreCase)
        );
        People = PrincipalSet.Range(Accounts.Length, 0, draft.People);
        All = PrincipalSet.Range(Accounts.Length, 0, Accounts.Length);
        None = PrincipalSet.Empty(Accounts.Length);
        Words = BitRow.WordsFor(Accounts.Length);
    }

    internal ImmutableArray<Principal> Accounts { get; }

    /// <summary>Levels of policies' resources, shared by those that write the same.</summary>
    internal Ranger.LevelCache Levels { get; }

    internal PrincipalSet People { get; }

    internal PrincipalSet All { get; }

    internal PrincipalSet None { get; }

    /// <summary>Length of a bit row over the accounts.</summary>
    internal int Words { get; }

    /// <summary>True where some login holds a wildcard: {USER} in a policy then needs comparing one by one.</summary>
    internal bool HasWildcardLogins { get; }

    /// <summary>For {USER} in resources, which compare without case.</summary>
    internal ILookup<string, int> ByLoginWithoutCase => _byLoginWithoutCase.Value;

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
        FoldIntoPeople(row);
        return PrincipalSet.FromRow(Accounts.Length, row);
    }

    /// <summary>As <see cref="PeopleOf"/>, in the row itself.</summary>
    internal void FoldIntoPeople(Span<ulong> row)
    {
        for (var word = _extrasFrom / BitRow.WordBits; word < row.Length; word++)
        {
            var first = word * BitRow.WordBits;
            var bits = first < _extrasFrom ? row[word] & (ulong.MaxValue << (_extrasFrom - first)) : row[word];
            for (; bits != 0; bits &= bits - 1)
            {
                BitRow.Set(row, _primaryOfExtra[first + BitOperations.TrailingZeroCount(bits) - _extrasFrom]);
            }
        }

        BitRow.ClearFrom(row, People.Count);
    }
}
