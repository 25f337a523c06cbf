using System.Collections.Immutable;
using GovernanceDashboard.Data;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Import.Directory;

/// <summary>
/// Makes one account of what several sources say of it. The first source that says something of an attribute is believed; an account is enabled where one
/// of them says so, since the others may be late.
/// </summary>
internal sealed class AccountMerge(NameMapping mapping)
{
    private const string EnabledAttribute = "state";

    private readonly Dictionary<PrincipalId, (Principal Principal, string File, bool IsStandIn)> _principals = [];
    private readonly Dictionary<Membership, string> _memberships = [];
    private readonly SortedDictionary<string, HashSet<PrincipalId>> _contradictions = new(StringComparer.Ordinal);
    private readonly HashSet<PrincipalId> _doubled = [];
    private long _nameless;

    public ImmutableArray<DatedFact<Principal>> Principals() =>
        [
            .. _principals
                .Values.OrderBy(entry => entry.Principal.Id)
                .Select(entry => new DatedFact<Principal>(entry.Principal, Source: entry.File)),
        ];

    /// <summary>By member, then container.</summary>
    public ImmutableArray<DatedFact<Membership>> Memberships()
    {
        // There may be a million: sorted in place, and copied once.
        var sorted = _memberships.ToArray();
        Array.Sort(sorted, (one, other) => Order(one.Key, other.Key));
        var facts = ImmutableArray.CreateBuilder<DatedFact<Membership>>(sorted.Length);
        foreach (var (membership, file) in sorted)
        {
            facts.Add(new(membership, Source: file));
        }

        return facts.MoveToImmutable();
    }

    /// <summary>By member, then container.</summary>
    public static int Order(Membership one, Membership other)
    {
        var byMember = one.Member.CompareTo(other.Member);
        return byMember != 0 ? byMember : one.Container.CompareTo(other.Container);
    }

    /// <summary>Sources in the order in which they are believed.</summary>
    public void Add(DirectoryFacts source)
    {
        var seen = new HashSet<PrincipalId>();
        // Two entries of one login inside a source: which one is believed must not depend on the order of files.
        foreach (
            var (told, file, isStandIn) in source.Principals.OrderBy(
                entry => Spelling(entry.Principal),
                StringComparer.Ordinal
            )
        )
        {
            if (mapping.Map(told.Id) is not { } id)
            {
                _nameless++;
                continue;
            }

            var principal = told with { Id = id, Person = Mapped(told.Person) };
            if (!seen.Add(id) && id.Namespace == PrincipalNamespace.Login)
            {
                _doubled.Add(id);
            }

            _principals[id] = _principals.TryGetValue(id, out var known)
                ? (
                    Join(known.Principal, known.IsStandIn, principal, isStandIn),
                    known.File,
                    known.IsStandIn && isStandIn
                )
                : (principal, file, isStandIn);
        }

        foreach (var (membership, file) in source.Memberships)
        {
            if (mapping.Map(membership.Member) is { } member && mapping.Map(membership.Container) is { } container)
            {
                _memberships.TryAdd(new(member, container), file);
            }
        }
    }

    public void Say(ImportLedger ledger)
    {
        foreach (var (attribute, accounts) in _contradictions)
        {
            ledger.Warn(
                attribute == EnabledAttribute
                    ? $"{accounts.Count} accounts are enabled in one source of the directory and disabled in another: they count as enabled."
                    : $"{accounts.Count} accounts have another {attribute} in one source of the directory than in another: SCIM's word stands before LDIF's, and LDIF's before usersync's."
            );
        }

        if (_doubled.Count > 0)
        {
            ledger.Warn(
                $"{_doubled.Count} logins stand for several accounts of one directory: each counts as one account."
            );
        }

        if (_nameless > 0)
        {
            ledger.Warn(
                $"{_nameless} accounts or groups have no name left after the mapping of names: they were left out."
            );
        }
    }

    private PersonAttributes? Mapped(PersonAttributes? person) =>
        person is { ManagerLogin: { } manager }
            ? person with
            {
                ManagerLogin = mapping.Map(PrincipalId.Login(manager))?.Name,
            }
            : person;

    private Principal Join(Principal believed, bool isStandIn, Principal other, bool isOtherStandIn)
    {
        var id = believed.Id;
        if (believed.IsEnabled != other.IsEnabled)
        {
            Contradict(EnabledAttribute, id);
        }

        if (believed.Kind != other.Kind)
        {
            Contradict("kind (person or service)", id);
        }

        return believed with
        {
            DisplayName = believed.DisplayName ?? other.DisplayName,
            IsEnabled = believed.IsEnabled || other.IsEnabled,
            Person =
                believed.Person is { } person && other.Person is { } also
                    ? Join(id, person, also) with
                    {
                        IdentityKey = IdentityOf(
                            id,
                            (person.IdentityKey, isStandIn),
                            (also.IdentityKey, isOtherStandIn)
                        ),
                    }
                    : believed.Person,
        };
    }

    private PersonAttributes Join(PrincipalId id, PersonAttributes believed, PersonAttributes other)
    {
        return new(
            believed.IdentityKey,
            Pick("department", believed.Department, other.Department),
            Pick("team", believed.Team, other.Team),
            Pick("level", believed.Level, other.Level),
            Pick("region", believed.Region, other.Region),
            Pick("employment type", believed.EmploymentType, other.EmploymentType),
            StatusOf(id, believed.Status, other.Status),
            Pick("manager", believed.ManagerLogin, other.ManagerLogin)
        );

        string? Pick(string attribute, string? one, string? another)
        {
            if (one is not null && another is not null && one != another)
            {
                Contradict(attribute, id);
            }

            return one ?? another;
        }
    }

    private string IdentityOf(PrincipalId id, (string Key, bool IsStandIn) believed, (string Key, bool IsStandIn) other)
    {
        if (believed.IsStandIn)
        {
            return other.IsStandIn ? believed.Key : other.Key;
        }

        if (!other.IsStandIn && other.Key != believed.Key)
        {
            Contradict("identity", id);
        }

        return believed.Key;
    }

    private EmploymentStatus StatusOf(PrincipalId id, EmploymentStatus believed, EmploymentStatus other)
    {
        if (believed == EmploymentStatus.Unknown)
        {
            return other;
        }

        if (other != EmploymentStatus.Unknown && other != believed)
        {
            Contradict("employment status", id);
        }

        return believed;
    }

    private void Contradict(string attribute, PrincipalId id)
    {
        if (!_contradictions.TryGetValue(attribute, out var accounts))
        {
            _contradictions.Add(attribute, accounts = []);
        }

        accounts.Add(id);
    }

    private static string Spelling(Principal principal) =>
        string.Join(
            '\u001f',
            principal.Id.ToString(),
            principal.Person?.IdentityKey,
            principal.Person?.Department,
            principal.Person?.Team,
            principal.Person?.Level,
            principal.Person?.Region,
            principal.DisplayName
        );
}
