using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Exposure.Ledger;

/// <summary>
/// Everyone who ever has an enabled account in a stretch of history, in one order for all of it: sets of different instants can then be
/// compared. A person stands at the place of their first account; service accounts stand for themselves and are told apart by a mask.
/// </summary>
/// <remarks>
/// Accounts merge by the last identity that the directory gives them: it says who somebody was all along. Whether an account is enabled is
/// asked afterwards, so that an account that comes or goes costs no index.
/// </remarks>
internal sealed class LedgerPeople
{
    private readonly (int Account, int Primary)[] _further;
    private readonly ILookup<int, int> _furtherOf;
    private readonly int[] _identityOf;

    internal LedgerPeople(HistoryTimeline timeline)
    {
        var accounts = new Dictionary<string, Principal>(StringComparer.Ordinal);
        var enabled = new HashSet<string>(StringComparer.Ordinal);
        var containers = new HashSet<PrincipalId>();
        foreach (var edit in timeline.Edits)
        {
            if (edit is { Kind: HistoryKind.Membership, Fact: Membership membership })
            {
                containers.Add(membership.Container);
                if (membership.IsNesting)
                {
                    containers.Add(membership.Member);
                }
            }
            else if (edit is { Kind: HistoryKind.Principal, Fact: Principal principal, IsAdded: true })
            {
                if (principal.Id.Namespace != PrincipalNamespace.Login)
                {
                    containers.Add(principal.Id);
                    continue;
                }

                accounts[principal.Id.Name] = principal;
                if (principal.IsEnabled)
                {
                    enabled.Add(principal.Id.Name);
                }
            }
        }

        // To the engine everybody is one person with one enabled account.
        Principals =
        [
            .. enabled
                .Order(StringComparer.Ordinal)
                .Select(login => new Principal(
                    PrincipalId.Login(login),
                    PrincipalKind.User,
                    Person: new PersonAttributes(login)
                )),
            .. containers
                .Order()
                .Select(container => new Principal(
                    container,
                    container.Namespace == PrincipalNamespace.Role ? PrincipalKind.Role : PrincipalKind.Group
                )),
        ];
        Directory = new(Principals);
        Policies = new(Directory);
        Accounts = [.. Directory.Accounts.Select(account => accounts[account.Id.Name])];
        var primaries = new Dictionary<string, int>(StringComparer.Ordinal);
        var further = new List<(int, int)>();
        _identityOf = new int[Accounts.Length];
        var services = new List<PrincipalOrdinal>();
        for (var account = 0; account < Accounts.Length; account++)
        {
            var principal = Accounts[account];
            _identityOf[account] = account;
            if (principal.Kind == PrincipalKind.ServiceAccount)
            {
                services.Add(new(account));
            }
            else if (!primaries.TryAdd(principal.Person?.IdentityKey ?? "login " + principal.Id.Name, account))
            {
                var primary = primaries[principal.Person?.IdentityKey ?? "login " + principal.Id.Name];
                further.Add((account, primary));
                _identityOf[account] = primary;
            }
        }

        _further = [.. further];
        _furtherOf = further.ToLookup(each => each.Item2, each => each.Item1);
        Services = PrincipalSet.Of(Accounts.Length, services);
        People = Directory
            .All.Except(Services)
            .Except(PrincipalSet.Of(Accounts.Length, further.Select(each => new PrincipalOrdinal(each.Item1))));
    }

    /// <summary>As the engine sees them.</summary>
    internal ImmutableArray<Principal> Principals { get; }

    internal AccountDirectory Directory { get; }

    /// <summary>What policies come to for these accounts.</summary>
    internal PolicyBook Policies { get; }

    /// <summary>By ordinal, as the directory last described them.</summary>
    internal ImmutableArray<Principal> Accounts { get; }

    /// <summary>One ordinal per person.</summary>
    internal PrincipalSet People { get; }

    internal PrincipalSet Services { get; }

    internal PrincipalSet None => Directory.None;

    internal int? Find(string login) => Directory.Find(login);

    internal int IdentityOf(int account) => _identityOf[account];

    /// <summary>The accounts of an identity beside the one that stands for it.</summary>
    internal IEnumerable<int> FurtherOf(int identity) => _furtherOf[identity];

    /// <summary>Identities that have several accounts.</summary>
    internal IEnumerable<int> WithFurther => _furtherOf.Select(each => each.Key);

    internal bool HasFurther(int identity) => _furtherOf.Contains(identity);

    /// <summary>Of the accounts the enabled ones, and whom they stand for.</summary>
    internal PrincipalSet Fold(PrincipalSet accounts, PrincipalSet enabled)
    {
        var held = accounts.Intersect(enabled);
        if (_further.Length == 0 || held.IsEmpty)
        {
            return held;
        }

        ulong[]? row = null;
        foreach (var (account, primary) in _further)
        {
            if (held.Contains(account))
            {
                row ??= held.ToRow();
                BitRow.Put(row, account, false);
                BitRow.Set(row, primary);
            }
        }

        return row is null ? held : PrincipalSet.FromRow(held.Universe, row);
    }
}
