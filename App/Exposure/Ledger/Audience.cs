using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Exposure.Ledger;

/// <summary>Who is meant to read the tables of one class at one moment (product definitions, "Intended").</summary>
/// <param name="Gross">People of the declared audience.</param>
/// <param name="Net">They, and those of the access exceptions in force.</param>
/// <param name="IsDeclared">False where nobody declared an audience, or the words of one cannot be resolved: then anybody may be meant.</param>
internal sealed record Audience(PrincipalSet Gross, PrincipalSet Net, bool IsDeclared);

/// <summary>What is declared about a table: the same for all tables of the same scopes.</summary>
internal sealed record AudienceClass(
    ImmutableArray<IntendedAccess> Intended,
    ImmutableArray<AccessException> Exceptions
)
{
    /// <summary>The containers that the audience is made of.</summary>
    internal ImmutableArray<PrincipalId> Containers { get; } =
    [
        .. Intended
            .Select(intended => intended.PrincipalOrRule)
            .Concat(Exceptions.Select(exception => exception.Principal))
            .Select(text => PrincipalId.TryParse(text, out var id) ? id : default)
            .Where(id => id.Name is not null && id.Namespace != PrincipalNamespace.Login)
            .Distinct(),
    ];
}

/// <summary>Finds what is declared about tables, and resolves it. For one thread.</summary>
internal sealed class AudienceBook(LedgerPeople people, FactBoard board)
{
    private const string EveryoneRule = "everyone";

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<AudienceClass> _classes = [];
    private readonly ScopeReader _scopes = new();
    private readonly Dictionary<object, int> _records = new(ReferenceEqualityComparer.Instance);

    internal int Count => _classes.Count;

    internal AudienceClass this[int number] => _classes[number];

    /// <summary>The class of a table by what the board holds now.</summary>
    /// <param name="groups">The table groups that it is in.</param>
    internal int ClassOf(TableName table, ImmutableArray<string> groups)
    {
        ImmutableArray<IntendedAccess> intended =
        [
            .. board.IntendedAccess.Where(one => _scopes.IsAbout(one.Scope, table, groups)),
        ];
        ImmutableArray<AccessException> exceptions =
        [
            .. board.AccessExceptions.Where(one => _scopes.IsAbout(one.Scope, table, groups)),
        ];
        var key = string.Join(
            ' ',
            intended
                .Select(NumberOf)
                .Order()
                .Select(number => "i" + number)
                .Concat(exceptions.Select(NumberOf).Order().Select(number => "x" + number))
        );
        if (!_numbers.TryGetValue(key, out var known))
        {
            _numbers.Add(key, known = _classes.Count);
            _classes.Add(new(intended, exceptions));
        }

        return known;
    }

    internal Audience Resolve(AudienceClass declared, MembershipClosure closure, PrincipalSet enabled)
    {
        var isDeclared = declared.Intended.Length > 0;
        var gross = people.None;
        foreach (var intended in declared.Intended)
        {
            var members = MembersOf(intended.PrincipalOrRule, closure);
            isDeclared &= members is not null;
            gross = gross.Union(members ?? people.None);
        }

        // An exception that names nobody we know widens nothing.
        var net = declared.Exceptions.Aggregate(
            gross,
            (all, exception) => all.Union(MembersOf(exception.Principal, closure) ?? people.None)
        );
        return new(people.Fold(gross, enabled), people.Fold(net, enabled), isDeclared);
    }

    // Null: a rule that nobody here can read.
    private PrincipalSet? MembersOf(string text, MembershipClosure closure) =>
        text.Equals(EveryoneRule, StringComparison.OrdinalIgnoreCase) || text == PrincipalId.Everyone.Name
            ? people.Directory.All
        : PrincipalId.TryParse(text, out var id) ? closure.Members(id)
        : text.AsSpan().ContainsAny(':', '=', ' ') ? null
        : closure.Members(PrincipalId.Login(text));

    private int NumberOf(object record)
    {
        if (!_records.TryGetValue(record, out var number))
        {
            _records.Add(record, number = _records.Count);
        }

        return number;
    }
}
