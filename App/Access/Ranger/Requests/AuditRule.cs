using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Ranger.Requests;

/// <summary>Whether an access is recorded (semantics 19.22): by mode, by the policies that match, and last by filters.</summary>
internal sealed class AuditRule
{
    private readonly EngineFacts _facts;
    private readonly ImmutableArray<(AuditFilter Filter, HierarchyMatcher? Resource)> _filters;
    private readonly ImmutableArray<(AuditFilter Filter, HierarchyMatcher? Resource)> _tagFilters;

    internal AuditRule(EngineFacts facts, Hierarchies hierarchies, Hierarchies tagHierarchies)
    {
        _facts = facts;
        _filters = Prepare(facts.AuditFilters, hierarchies);
        _tagFilters = Prepare(facts.TagAuditFilters, tagHierarchies);

        static ImmutableArray<(AuditFilter, HierarchyMatcher?)> Prepare(
            ImmutableArray<AuditFilter> filters,
            Hierarchies hierarchies
        ) =>
            [
                .. filters.Select(filter =>
                    (filter, filter.Resource is null ? null : new HierarchyMatcher(hierarchies, filter.Resource))
                ),
            ];
    }

    internal bool IsAudited(Requester requester, IReadOnlyList<Candidate> candidates, Ruling ruling) =>
        ByFilters(requester, ruling) ?? ByPolicies(requester, candidates);

    private bool ByPolicies(Requester requester, IReadOnlyList<Candidate> candidates)
    {
        var request = requester.Request;
        if (
            (request.User is { } user && _facts.UnauditedUsers.Contains(user))
            || request.Groups.Any(_facts.UnauditedGroups.Contains)
            || requester.Roles.Any(_facts.UnauditedRoles.Contains)
        )
        {
            return false;
        }

        return _facts.AuditMode switch
        {
            AuditMode.All => true,
            AuditMode.None => false,
            AuditMode.ByPolicy => candidates.Any(candidate => candidate.Policy.Source.IsAuditEnabled)
                || (
                    _facts.TagDefinition is null
                    && !_facts.Policies.Any(policy => string.IsNullOrEmpty(policy.ZoneName))
                ),
        };
    }

    private bool? ByFilters(Requester requester, Ruling ruling)
    {
        var request = requester.Request;
        foreach (var tag in requester.Tags)
        {
            var asTag = AccessResource.Empty.Levels.Add("tag", AccessResource.One(tag.Type));
            var found = First(
                _tagFilters.Where(filter =>
                    filter.Resource is null
                    || filter.Resource.Match(new(asTag), requester.Substitutions).Kind != MatchKind.None
                )
            );
            if (found is not null)
            {
                return found;
            }
        }

        return First(_filters.Where(filter => filter.Resource is null || Counts(filter.Resource)));

        bool? First(IEnumerable<(AuditFilter Filter, HierarchyMatcher? Resource)> filters) =>
            filters
                .Select(filter => filter.Filter)
                .FirstOrDefault(filter => filter.IsAudited is not null && Fits(filter, requester, ruling))
                ?.IsAudited;

        bool Counts(HierarchyMatcher resource)
        {
            var kind = resource.Match(request.Resource, requester.Substitutions, request.ElementScopes).Kind;
            return request.IsAny || request.Scope == MatchingScope.SelfOrDescendants
                ? kind != MatchKind.None
                : kind.CountsForAccess();
        }
    }

    private static bool Fits(AuditFilter filter, Requester requester, Ruling ruling)
    {
        var request = requester.Request;
        var outcome = ruling.Effect == Effect.Allow ? AuditedOutcome.Allowed : AuditedOutcome.Denied;
        var fitsAnybody =
            (filter.Users.IsEmpty && filter.Groups.IsEmpty && filter.Roles.IsEmpty)
            || filter.Groups.Contains(PrincipalId.Everyone.Name)
            || filter.Users.Contains(CompiledItem.AnyUser);
        var fitsAnything = filter.Actions.IsEmpty && filter.AccessTypes.IsEmpty;
        return (filter.Outcome is null || filter.Outcome == outcome)
            && (
                fitsAnybody
                || (
                    request.User is { } user
                    && (
                        filter.Users.Contains(user)
                        || (filter.Users.Contains(CompiledItem.Owner) && user == request.Resource.Owner)
                    )
                )
                || filter.Groups.Any(group => request.Groups.Contains(group))
                || filter.Roles.Any(role => requester.Roles.Contains(role))
            )
            && (
                fitsAnything
                || (request.Action is { } action && filter.Actions.Contains(action))
                || filter.AccessTypes.Contains(request.AccessType)
            );
    }
}
