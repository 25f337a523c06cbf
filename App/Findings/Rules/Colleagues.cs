using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>Departments and chains of management, from the directory. For one thread.</summary>
internal sealed class Colleagues
{
    private readonly RuleContext _context;
    private readonly Dictionary<string, PrincipalSet> _departments;
    private readonly Dictionary<string, Principal> _logins = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PrincipalSet> _above = new(StringComparer.Ordinal);

    internal Colleagues(RuleContext context)
    {
        _context = context;
        foreach (var account in context.Facts.Principals.Where(one => one.Id.Namespace == PrincipalNamespace.Login))
        {
            _logins.TryAdd(account.Id.Name, account);
        }

        _departments = context
            .Index.People.Members()
            .Where(person => context.Index.Accounts[person.Value].Person?.Department is not null)
            .GroupBy(person => context.Index.Accounts[person.Value].Person!.Department!, StringComparer.Ordinal)
            .ToDictionary(
                department => department.Key,
                department => PrincipalSet.Of(context.Index.Accounts.Length, department),
                StringComparer.Ordinal
            );
        Known = _departments.Values.Aggregate(
            PrincipalSet.Empty(context.Index.Accounts.Length),
            (all, one) => all.Union(one)
        );
    }

    /// <summary>People whose department the directory gives.</summary>
    internal PrincipalSet Known { get; }

    /// <summary>People of the department of a login; null where the directory gives none.</summary>
    internal PrincipalSet? DepartmentOf(string login) =>
        _logins.GetValueOrDefault(login)?.Person?.Department is { } department
            ? _departments.GetValueOrDefault(department) ?? PrincipalSet.Empty(_context.Index.Accounts.Length)
            : null;

    /// <summary>The person behind a login and everybody above, up to where nobody is named or a circle closes.</summary>
    internal PrincipalSet AboveOrSame(string login)
    {
        if (!_above.TryGetValue(login, out var above))
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            var found = new List<PrincipalOrdinal>();
            for (
                var next = login;
                next is not null && seen.Add(next);
                next = _logins.GetValueOrDefault(next)?.Person?.ManagerLogin
            )
            {
                if (_context.Index.FindAccount(next) is { } account)
                {
                    found.Add(_context.Index.IdentityOf(account));
                }
            }

            _above.Add(login, above = PrincipalSet.Of(_context.Index.Accounts.Length, found.Distinct()));
        }

        return above;
    }
}
