using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>Whom tables are meant for at the judged instant: the declared audience, and those of access exceptions in force. For one thread.</summary>
internal sealed class DeclaredAudiences
{
    private const string Everyone = "everyone";

    private readonly RuleContext _context;
    private readonly Dictionary<TableOrdinal, string> _classOf = [];
    private readonly Dictionary<string, PrincipalSet> _people = new(StringComparer.Ordinal);
    private readonly Dictionary<(int Signature, string Class), PrincipalSet> _excess = [];

    internal DeclaredAudiences(RuleContext context)
    {
        _context = context;
        IntendedAccess[] intended = [.. context.Held(context.Records.IntendedAccess)];
        AccessException[] exceptions = [.. context.Held(context.Records.AccessExceptions)];
        var declared = Spread(intended.Select(one => one.Scope));
        var excepted = Spread(exceptions.Select(one => one.Scope));
        foreach (var (table, numbers) in declared)
        {
            var others = excepted.GetValueOrDefault(table, []);
            var name = $"{string.Join(' ', numbers)}+{string.Join(' ', others)}";
            _classOf.Add(table, name);
            if (!_people.ContainsKey(name))
            {
                _people.Add(
                    name,
                    numbers
                        .Select(number => intended[number].PrincipalOrRule)
                        .Concat(others.Select(number => exceptions[number].Principal))
                        .Aggregate(
                            PrincipalSet.Empty(context.Index.Accounts.Length),
                            (all, one) => all.Union(PeopleOf(one))
                        )
                );
            }
        }
    }

    /// <summary>Null where nobody declared whom the table is for.</summary>
    public PrincipalSet? Of(TableOrdinal table) => _classOf.TryGetValue(table, out var name) ? _people[name] : null;

    /// <summary>Tables of one signature and one audience have one answer; null where nobody declared an audience.</summary>
    public string? ClassOf(TableOrdinal table) => _classOf.GetValueOrDefault(table);

    /// <summary>People who read the table, unmasked, and are not meant to. Nobody where no audience is declared: then nobody can say.</summary>
    public PrincipalSet Outside(TableOrdinal table)
    {
        if (!_classOf.TryGetValue(table, out var name))
        {
            return PrincipalSet.Empty(_context.Index.Accounts.Length);
        }

        var key = (_context.Index.Signature(table), name);
        if (_context.Index.IsRestricted(table))
        {
            return _context.Index.ReadingPeople(table).Except(_people[name]);
        }

        if (!_excess.TryGetValue(key, out var outside))
        {
            _excess.Add(key, outside = _context.Index.ReadingPeople(table).Except(_people[name]));
        }

        return outside;
    }

    private PrincipalSet PeopleOf(string principal) =>
        _context.Ways.PeopleOf(
            principal.Equals(Everyone, StringComparison.OrdinalIgnoreCase) ? PrincipalId.Everyone
            : PrincipalId.TryParse(principal, out var id) ? id
            : PrincipalId.Login(principal)
        );

    private Dictionary<TableOrdinal, ImmutableArray<int>> Spread(IEnumerable<string> scopes)
    {
        var found = new Dictionary<TableOrdinal, List<int>>();
        var number = 0;
        foreach (var scope in scopes)
        {
            foreach (var table in _context.Scopes.Of(scope))
            {
                if (!found.TryGetValue(table, out var numbers))
                {
                    found.Add(table, numbers = []);
                }

                numbers.Add(number);
            }

            number++;
        }

        return found.ToDictionary(table => table.Key, table => table.Value.ToImmutableArray());
    }
}
