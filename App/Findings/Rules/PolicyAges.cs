using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>Since when policies say what they say, from their versions.</summary>
internal sealed class PolicyAges(EstateChanges changes, DateTimeOffset now)
{
    private readonly ILookup<(string Service, long Id), HeldFact<Policy>> _versions = changes
        .Policies.OrderBy(version => version.From)
        .ToLookup(version => (version.Value.Service, version.Value.Id));

    /// <summary>Every policy of which more than one state is known.</summary>
    public IEnumerable<IGrouping<(string Service, long Id), HeldFact<Policy>>> Changed => _versions;

    /// <summary>
    /// The beginning of the versions, without a break up to the one in force, that switch the policy on, are about the same resource and of which
    /// <paramref name="says"/> is true. Null where it was so when the facts begin, and so nobody knows since when.
    /// </summary>
    public DateTimeOffset? Since(Policy policy, Func<Policy, bool> says)
    {
        var (since, scope) = ((HeldFact<Policy>?)null, PolicyScope.Text(policy));
        foreach (var version in _versions[(policy.Service, policy.Id)].Reverse())
        {
            var isNext = since is null ? version.HeldAt(now) : version.To == since.From;
            if (since is null && !isNext)
            {
                continue;
            }

            if (!isNext || !version.Value.IsEnabled || PolicyScope.Text(version.Value) != scope || !says(version.Value))
            {
                break;
            }

            since = version;
        }

        return since?.FromNotBefore is null ? null : since.From;
    }

    /// <summary>Since when an item of the policy lets the principal in.</summary>
    public DateTimeOffset? Since(Policy policy, PrincipalId principal) =>
        Since(policy, version => version.AllowItems.Any(item => Names(item, principal)));

    internal static bool Names(PolicyItem item, PrincipalId principal) =>
        principal.IsEveryone
            ? PolicyScope.IsForEveryone(item)
            : principal.Namespace switch
            {
                PrincipalNamespace.Login => item.Users.Contains(principal.Name),
                PrincipalNamespace.Group => item.Groups.Contains(principal.Name),
                PrincipalNamespace.Role => item.Roles.Contains(principal.Name),
            };
}
