using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Findings.Rules;

namespace GovernanceDashboard.Findings;

/// <summary>Who answers for findings by the estate's records: the owner of most of a finding's tables who has not left. Not thread-safe.</summary>
internal sealed class FindingOwners(EstateView view, RuleContext context)
{
    private readonly Lazy<Dictionary<TableOrdinal, List<DataOwner>>> _owners = new(() => TableOwners.Of(context));
    private readonly ILookup<string, Principal> _logins = TableOwners.Logins(context);
    private readonly Dictionary<string, FindingOwner?> _known = new(StringComparer.Ordinal);

    /// <summary>Null where nobody does.</summary>
    public FindingOwner? Of(Finding finding) =>
        finding
            .Subjects.SelectMany(subject => context.Scopes.Of(subject))
            .Distinct()
            .SelectMany(table => _owners.Value.GetValueOrDefault(table, []))
            .GroupBy(owner => owner.Identity, StringComparer.Ordinal)
            .OrderByDescending(tables => tables.Count())
            .ThenBy(tables => tables.Key, StringComparer.Ordinal)
            .Select(tables => Shown(tables.First()))
            .FirstOrDefault(owner => owner is not null);

    private FindingOwner? Shown(DataOwner owner)
    {
        if (!_known.TryGetValue(owner.Identity, out var shown))
        {
            _known.Add(owner.Identity, shown = Find(owner));
        }

        // The same person may answer for different teams.
        return shown is null ? null : shown with { Team = owner.Team };
    }

    private FindingOwner? Find(DataOwner owner)
    {
        if (TableOwners.Account(_logins, owner) is { } account)
        {
            return
                account
                    is { IsEnabled: true, Person.Status: not EmploymentStatus.Departed }
                        or { IsEnabled: true, Person: null }
                ? new(view.LabelOf(account, null).Reference, owner.Team)
                : null;
        }

        return PrincipalId.TryParse(owner.Identity, out var id) && id.Namespace != PrincipalNamespace.Login
            ? new(view.Names.Text(owner.Identity), owner.Team)
            : null;
    }
}
