using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Findings.Rules;

namespace GovernanceDashboard.Findings;

/// <summary>
/// Who answers for findings by the estate's records: the owner of most of a finding's tables who has not left, of a flow those that it fills; of a finding about a person and no table that has an owner, the person's manager, or the
/// next one above who has not left. Not thread-safe.
/// </summary>
internal sealed class FindingOwners(EstateView view, RuleContext context)
{
    private const string LoginKind = "login:";
    private const string FlowKind = "flow:";

    private readonly Lazy<Dictionary<TableOrdinal, List<DataOwner>>> _owners = new(() => TableOwners.Of(context));
    private readonly Lazy<ILookup<string, TableOrdinal>> _filled = new(() =>
        context
            .Records.Captures.Select(capture =>
                (capture.Value.Flow, Table: context.Index.FindTable(capture.Value.Table))
            )
            .Distinct()
            .Where(one => one.Table is not null)
            .ToLookup(one => one.Flow, one => one.Table!.Value, StringComparer.Ordinal)
    );
    private readonly ILookup<string, Principal> _logins = TableOwners.Logins(context);
    private readonly Dictionary<string, FindingOwner?> _known = new(StringComparer.Ordinal);

    /// <summary>Null where nobody does.</summary>
    public FindingOwner? Of(Finding finding) =>
        OwnerOf(finding.Subjects.SelectMany(subject => context.Scopes.Of(subject)))
        ?? OwnerOf(
            finding
                .Subjects.Where(subject => subject.StartsWith(FlowKind, StringComparison.Ordinal))
                .SelectMany(subject => _filled.Value[subject[FlowKind.Length..]])
        )
        ?? finding
            .Subjects.Where(subject => subject.StartsWith(LoginKind, StringComparison.Ordinal))
            .Select(subject => ManagerOf(subject[LoginKind.Length..]))
            .FirstOrDefault(owner => owner is not null);

    private FindingOwner? OwnerOf(IEnumerable<TableOrdinal> tables) =>
        tables
            .Distinct()
            .SelectMany(table => _owners.Value.GetValueOrDefault(table, []))
            .GroupBy(owner => owner.Identity, StringComparer.Ordinal)
            .OrderByDescending(tables => tables.Count())
            .ThenBy(tables => tables.Key, StringComparer.Ordinal)
            .Select(tables => Shown(tables.First()))
            .FirstOrDefault(owner => owner is not null);

    private FindingOwner? ManagerOf(string login)
    {
        // Who manages whom may run in a circle where the directory is wrong.
        var seen = new HashSet<string>(StringComparer.Ordinal) { login };
        for (
            var manager = _logins[login].FirstOrDefault()?.Person?.ManagerLogin;
            manager is not null && seen.Add(manager);
            manager = _logins[manager].FirstOrDefault()?.Person?.ManagerLogin
        )
        {
            if (_logins[manager].FirstOrDefault() is { Person: { } person } account && IsHere(account))
            {
                return new(view.LabelOf(account, null).Reference, person.Team);
            }
        }

        return null;
    }

    private FindingOwner? Shown(DataOwner owner)
    {
        if (!_known.TryGetValue(owner.Identity, out var shown))
        {
            _known.Add(owner.Identity, shown = Find(owner));
        }

        // The same person may answer for different teams.
        return shown is null ? null : shown with { Team = owner.Team };
    }

    private static bool IsHere(Principal account) =>
        account is { IsEnabled: true, Person: null or { Status: not EmploymentStatus.Departed } };

    private FindingOwner? Find(DataOwner owner)
    {
        if (TableOwners.Account(_logins, owner) is { } account)
        {
            return IsHere(account) ? new(view.LabelOf(account, null).Reference, owner.Team) : null;
        }

        return PrincipalId.TryParse(owner.Identity, out var id) && id.Namespace != PrincipalNamespace.Login
            ? new(view.Names.Text(owner.Identity), owner.Team)
            : null;
    }
}
