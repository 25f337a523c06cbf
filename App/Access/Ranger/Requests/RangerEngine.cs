using System.Collections.Immutable;
using GovernanceDashboard.Access.Ranger.Conditions;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Ranger.Requests;

/// <summary>
/// Answers single requests to a Ranger service as its plugin would (semantics, sections 1 to 17), for any service definition. The index
/// answers for the whole estate at once; this engine is the exact decision behind one question, and the product's claim of
/// compatibility is measured on it. Immutable; safe for use by several threads. Geolocation and data sharing are not evaluated.
/// </summary>
public sealed class RangerEngine
{
    private readonly EngineFacts _facts;
    private readonly ImmutableArray<PreparedPolicy> _policies;
    private readonly ImmutableArray<string> _accessTypes;
    private readonly RoleBook _roles;
    private readonly TagBook _tags;
    private readonly ZoneBook _zones;
    private readonly AuditRule _audit;
    private readonly ConditionRule _conditions;
    private readonly ConditionRule _tagConditions;

    public RangerEngine(EngineFacts facts)
    {
        _facts = facts;
        var definition = facts.Definition;
        var tagDefinition = facts.TagDefinition ?? ServiceDefinition.Tag([]);
        var hierarchies = new Hierarchies(definition.Levels);
        var tagHierarchies = new Hierarchies(tagDefinition.Levels);
        var types = new AccessTypes(definition.AccessTypes, definition.Name);
        var tagTypes = new AccessTypes(ForComponent(tagDefinition.AccessTypes, definition.Name), definition.Name);
        _accessTypes = types.All;
        _roles = new(facts.Roles);
        _tags = new(facts, hierarchies);
        _zones = new(facts.Zones, definition.Levels, hierarchies);
        _audit = new(facts, hierarchies, tagHierarchies);
        _conditions = new(definition, facts.Zone);
        _tagConditions = new(tagDefinition, facts.Zone);
        var byType = Enum.GetValues<PolicyType>()
            .ToDictionary(type => type, type => new Hierarchies(definition.LevelsFor(type)));

        // The peer's order: priority, then those that may deny, then names. Only visibility, masks and filters depend on it.
        _policies =
        [
            .. facts
                .Policies.Where(policy => policy.IsEnabled)
                .Select(policy =>
                    policy.IsTagPolicy
                        ? new PreparedPolicy(
                            ForComponent(policy, definition.Name),
                            tagHierarchies,
                            tagTypes,
                            tagDefinition.DenyAndExceptionsEnabled
                        )
                        : new(policy, byType[policy.Type], types, definition.DenyAndExceptionsEnabled)
                )
                .OrderByDescending(policy => policy.Source.Priority)
                .ThenBy(policy => !policy.HasDeny)
                .ThenBy(policy => policy.Source.Name, StringComparer.Ordinal)
                .ThenBy(policy => policy.Source.Id),
        ];
    }

    /// <summary>May the request go ahead, and is it recorded?</summary>
    public AccessDecision Decide(AccessRequest request)
    {
        var requester = RequesterOf(request);
        if (IsSuperUser(request) || request.AccessType == AccessRequest.SuperUserAccess)
        {
            var isSuper = IsSuperUser(request);
            var ruling = new Ruling(isSuper ? Effect.Allow : Effect.Deny, null);
            var counting = Candidates(requester, PolicyType.Access, _zones.ScopesFor(request)[0]).ToArray();
            return new(
                isSuper ? DecisionOutcome.Allowed : DecisionOutcome.Denied,
                true,
                _audit.IsAudited(requester, counting, ruling),
                null,
                null,
                []
            );
        }

        AccessDecision? decision = null;
        foreach (var zone in ScopesFor(request))
        {
            var next = DecideIn(zone, requester);
            if (decision is null || next.Outcome > decision.Outcome)
            {
                decision = next;
            }

            if (decision.Outcome == DecisionOutcome.Allowed)
            {
                break;
            }
        }

        return decision!;
    }

    /// <summary>How a column is shown; only meaningful where access is allowed (semantics, section 15).</summary>
    public ShownAs MaskOf(AccessRequest request) => Shown(request, PolicyType.DataMask);

    /// <summary>Which rows of a table are shown; only meaningful where access is allowed.</summary>
    public ShownAs RowFilterOf(AccessRequest request) => Shown(request, PolicyType.RowFilter);

    /// <summary>The tags that the resource is asked for under: each instance with how it lies.</summary>
    public ImmutableArray<RequestTag> TagsOf(AccessRequest request) => _tags.Of(request);

    /// <summary>Whom the policies on the resource name, whoever asks.</summary>
    public NamedOnResource NamedOn(AccessRequest request)
    {
        var requester = RequesterOf(request);
        var names = new NameCollector();
        foreach (var zone in _zones.ScopesFor(request))
        {
            foreach (var policy in PoliciesOf(PolicyType.Access, false, zone))
            {
                foreach (var resource in policy.Resources)
                {
                    names.Add(
                        policy,
                        resource.Match(request.Resource, requester.Substitutions, request.ElementScopes).Kind,
                        requester
                    );
                }
            }

            foreach (var tag in requester.Tags)
            {
                var asking = With(requester, tag);
                foreach (var policy in PoliciesOf(PolicyType.Access, true, _zones.TagScopeOf(zone)))
                {
                    if (MatchesTag(policy, tag, asking) is not null)
                    {
                        names.Add(policy, KindOf(tag.Place), asking);
                    }
                }
            }
        }

        return names.Names;
    }

    private ImmutableArray<string?> ScopesFor(AccessRequest request)
    {
        var scopes = _zones.ScopesFor(request);

        // Asking for nothing in particular, every zone may make something visible.
        return request.IsAny && request.Resource.Levels.IsEmpty ? [.. scopes.Concat(_zones.Names).Distinct()] : scopes;
    }

    private AccessDecision DecideIn(string? zone, Requester requester)
    {
        var candidates = Candidates(requester, PolicyType.Access, zone).ToArray();
        var worst = Rule(zone, requester.Request, candidates, Bound.Worst);
        var best = Rule(zone, requester.Request, candidates, Bound.Best);

        // For visibility, where policies are asked one after the other, what is heard early can keep worse from being heard.
        var outcome = (worst.Effect == Effect.Allow, best.Effect == Effect.Allow) switch
        {
            (true, true) => DecisionOutcome.Allowed,
            (false, false) => DecisionOutcome.Denied,
            (true, false) or (false, true) => DecisionOutcome.Conditional,
        };
        return new(
            outcome,
            worst.Effect is not null,
            _audit.IsAudited(requester, candidates, worst),
            worst.Policy?.Source.Id,
            zone,
            outcome == DecisionOutcome.Conditional ? Reasons(requester, candidates) : []
        );
    }

    private Ruling Rule(string? zone, AccessRequest request, Candidate[] candidates, Bound bound) =>
        request.IsAny
            ? AnyRule.Decide(request, _accessTypes, candidates, PoliciesOf(null, false, zone).Any(), bound)
            : ConcreteRule.Decide(request, candidates, bound);

    private ShownAs Shown(AccessRequest request, PolicyType type)
    {
        if (IsSuperUser(request))
        {
            return ShownAs.Whole;
        }

        var requester = RequesterOf(request);
        var candidates = Candidates(requester, type, _zones.ScopesFor(request)[0]).ToArray();
        return ShownRule.Find(
            candidates,
            request.IsAny ? _accessTypes : [request.AccessType.ToLowerInvariant()],
            () => Reasons(requester, candidates)
        );
    }

    private IEnumerable<Candidate> Candidates(Requester requester, PolicyType type, string? zone)
    {
        var request = requester.Request;
        foreach (var tag in requester.Tags)
        {
            var asking = With(requester, tag);
            foreach (var policy in PoliciesOf(type, true, _zones.TagScopeOf(zone)))
            {
                if (
                    MatchesTag(policy, tag, asking) is { } isUncertain
                    && Counts(KindOf(tag.Place), request, isTag: true)
                    && Speaks(policy, asking, isUncertain, _tagConditions) is not Certainty.No and var speaks
                )
                {
                    yield return new(policy, asking, KindOf(tag.Place), speaks);
                }
            }
        }

        foreach (var policy in PoliciesOf(type, false, zone))
        {
            foreach (var resource in policy.Resources)
            {
                var match = resource.Match(request.Resource, requester.Substitutions, request.ElementScopes);
                if (
                    Counts(match.Kind, request, isTag: false)
                    && Speaks(policy, requester, match.IsUncertain, _conditions) is not Certainty.No and var speaks
                )
                {
                    yield return new(policy, requester, match.Kind, speaks);
                }
            }
        }
    }

    private Certainty Speaks(PreparedPolicy policy, Requester requester, bool isUncertain, ConditionRule conditions)
    {
        var validity = Validity.At(policy.Source.Schedules, requester.Request.AccessTime, _facts.Zone);
        if (validity == Certainty.Unknown)
        {
            requester.Scope.Undecided("a validity schedule that cannot be read");
        }

        return validity == Certainty.No
            ? validity
            : validity
                .And(isUncertain ? Certainty.Unknown : Certainty.Yes)
                .And(conditions.All(policy.Source.Conditions, requester.Scope));
    }

    // How match types count (semantics, section 6): tags flow down, policies do not.
    private static bool Counts(MatchKind match, AccessRequest request, bool isTag) =>
        request.IsAny || request.Scope == MatchingScope.SelfOrDescendants
            ? match.CountsForVisibility() || (isTag && match == MatchKind.Ancestor)
            : match.CountsForAccess() || (isTag && match == MatchKind.Ancestor);

    // Null where the policy is not about the tag; else whether that hangs on what is undecided.
    private static bool? MatchesTag(PreparedPolicy policy, RequestTag tag, Requester requester)
    {
        var asked = new AccessResource(AccessResource.Empty.Levels.Add("tag", AccessResource.One(tag.Type)));
        foreach (var resource in policy.Resources)
        {
            var match = resource.Match(asked, requester.Substitutions);
            if (match.Kind != MatchKind.None)
            {
                return match.IsUncertain;
            }
        }

        return null;
    }

    private IEnumerable<PreparedPolicy> PoliciesOf(PolicyType? type, bool isTag, string? zone) =>
        _policies.Where(policy =>
            policy.Source.IsTagPolicy == isTag && policy.Zone == zone && (type is null || policy.Source.Type == type)
        );

    private Requester RequesterOf(AccessRequest request) =>
        new(request, _roles.Of(request), _tags.Of(request), null, _conditions);

    private Requester With(Requester requester, RequestTag tag) =>
        new(requester.Request, requester.Roles, requester.Tags, tag, _tagConditions);

    private bool IsSuperUser(AccessRequest request) =>
        (request.User is { } user && _facts.SuperUsers.Contains(user))
        || request.Groups.Any(_facts.SuperGroups.Contains);

    private static ImmutableArray<string> Reasons(Requester requester, IEnumerable<Candidate> candidates) =>
        [
            .. candidates
                .Select(candidate => candidate.Requester)
                .Append(requester)
                .SelectMany(asking => asking.Scope.Reasons)
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

    private static MatchKind KindOf(TagPlace place) =>
        place switch
        {
            TagPlace.Self => MatchKind.Self,
            TagPlace.SelfAndAllDescendants => MatchKind.SelfAndAllDescendants,
            TagPlace.Ancestor => MatchKind.Ancestor,
            TagPlace.Descendant => MatchKind.Descendant,
        };

    // A tag policy's masks likewise: "hive:MASK" is the component's MASK, and an item with another component's mask is none here.
    private static Policy ForComponent(Policy policy, string component)
    {
        var prefix = component + ":";
        return policy.MaskOrFilterItems.IsDefaultOrEmpty
            ? policy
            : policy with
            {
                MaskOrFilterItems =
                [
                    .. policy
                        .MaskOrFilterItems.Where(item =>
                            item.Mask is not { } mask
                            || !mask.Type.Contains(':', StringComparison.Ordinal)
                            || mask.Type.StartsWith(prefix, StringComparison.Ordinal)
                        )
                        .Select(item =>
                            item.Mask is { } mask && mask.Type.StartsWith(prefix, StringComparison.Ordinal)
                                ? item with
                                {
                                    Mask = mask with { Type = mask.Type[prefix.Length..] },
                                }
                                : item
                        ),
                ],
            };
    }

    // The tag service's definition, as one component sees it: its own types without their prefix (semantics 2.7).
    private static ImmutableArray<AccessType> ForComponent(ImmutableArray<AccessType> types, string component)
    {
        var prefix = component + ":";
        return
        [
            .. types
                .Where(type => Own(type.Name) is not null)
                .Select(type =>
                    type with
                    {
                        Name = Own(type.Name)!,
                        Implied =
                        [
                            .. type
                                .Implied.Select(implied =>
                                    type.Name.StartsWith(prefix, StringComparison.Ordinal)
                                        ? implied.StartsWith(prefix, StringComparison.Ordinal)
                                            ? implied[prefix.Length..]
                                            : null
                                        : implied
                                )
                                .OfType<string>(),
                        ],
                    }
                ),
        ];

        string? Own(string name) =>
            name.StartsWith(prefix, StringComparison.Ordinal) ? name[prefix.Length..]
            : name.Contains(':', StringComparison.Ordinal) ? null
            : name;
    }
}
