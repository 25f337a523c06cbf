using GovernanceDashboard.Access.Ranger.Conditions;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Ranger;

/// <summary>One policy as it counts for one request: through which resource or tag, and for which accounts.</summary>
internal sealed record Application(
    CompiledPolicy Policy,
    PolicyResource Resource,
    MatchKind Match,
    AppliedTag? Tag,
    PrincipalSet Accounts
);

/// <summary>Finds the policies that count for one concrete request, for any resource, in the catalogue or not.</summary>
internal sealed class RequestMatcher(
    PolicyCatalog catalog,
    KnownConditions conditions,
    ZoneIndex zones,
    TagIndex tags,
    AccountDirectory accounts
)
{
    /// <summary>By policy order: highest priority first.</summary>
    internal List<Application> For(ResourceName requested, string? owner)
    {
        var zone = zones.IsEmpty ? null : zones.ScopeOf(requested).Access;
        var context = conditions.ContextOf(requested, withBelow: false);
        var applications = new List<Application>();
        foreach (var candidate in catalog.For(requested))
        {
            if (!zones.Counts(candidate.Policy, zone))
            {
                continue;
            }

            var match = candidate.Resource.Match(requested, owner);
            if (match.Type.CountsForAccess())
            {
                var policy = catalog.Under(candidate.Policy, context, null);
                applications.Add(
                    new(policy, candidate.Resource.Source, match.Type, null, SpokenTo(policy, match.Accounts))
                );
            }
        }

        foreach (var tag in tags.Of(requested, withBelow: false))
        {
            foreach (var policy in catalog.ForTag(tag.Name).Where(policy => zones.Counts(policy, zone)))
            {
                var match = tag.At == requested ? MatchKind.Self : MatchKind.Ancestor;
                var under = catalog.Under(policy, context, tag);
                applications.Add(new(under, policy.Source.Resources[0], match, tag, SpokenTo(under, accounts.All)));
            }
        }

        applications.Sort((left, right) => left.Policy.Ordinal.CompareTo(right.Policy.Ordinal));
        return applications;
    }

    private static PrincipalSet SpokenTo(CompiledPolicy policy, PrincipalSet matching) =>
        policy.SpeaksTo is { } spokenTo ? matching.Intersect(spokenTo) : matching;
}
