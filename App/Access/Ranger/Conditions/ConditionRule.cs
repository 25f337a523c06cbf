using System.Collections.Immutable;
using GovernanceDashboard.Access.Ranger.Expressions;
using GovernanceDashboard.Access.Ranger.Requests;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Ranger.Conditions;

/// <summary>
/// Whether the conditions of a policy or an item hold for a request (semantics, section 14). Three-valued: a condition that asks for
/// what a partial request does not know, or that nothing here can evaluate, is unknown and leaves its reason with the scope.
/// </summary>
internal sealed class ConditionRule
{
    private readonly ServiceDefinition _definition;
    private readonly Hierarchies _hierarchies;
    private readonly TimeZoneInfo _zone;

    /// <param name="zone">The deciding machine's zone: times of day and recurrences are read in it.</param>
    internal ConditionRule(ServiceDefinition definition, TimeZoneInfo zone)
    {
        _definition = definition;
        _hierarchies = new(definition.Levels);
        _zone = zone;
    }

    /// <summary>All of them must hold.</summary>
    internal Certainty All(ImmutableArray<PolicyCondition> conditions, ExpressionScope scope) =>
        conditions.IsDefaultOrEmpty
            ? Certainty.Yes
            : conditions.Select(condition => Holds(condition, scope)).Aggregate(CertaintyLogic.And);

    private Certainty Holds(PolicyCondition condition, ExpressionScope scope)
    {
        // The peer leaves out a condition that the service's definition does not declare.
        if (_definition.Conditions.FirstOrDefault(known => known.Name == condition.Type) is not { } declared)
        {
            return Certainty.Yes;
        }

        var values = condition.Values;
        var request = scope.Request;
        return declared.Evaluator[(declared.Evaluator.LastIndexOf('.') + 1)..] switch
        {
            "RangerIpMatcher" => Known(
                request.ClientAddress,
                scope,
                "the client's address",
                address => AddressCondition.Holds(values, address)
            ),
            "RangerSimpleMatcher" => Context(
                declared,
                "CONTEXT_NAME",
                values,
                scope,
                Certainty.No,
                value => values.Any(pattern => Wildcard.Matches(pattern, value))
            ),
            "RangerContextAttributeValueInCondition" => Context(
                declared,
                "attributeName",
                values,
                scope,
                Certainty.Yes,
                value => values.Contains(value)
            ),
            "RangerContextAttributeValueNotInCondition" => Context(
                declared,
                "attributeName",
                values,
                scope,
                Certainty.Yes,
                value => !values.Contains(value)
            ),
            "RangerHiveResourcesAccessedTogetherCondition" => Together(values, scope),
            "RangerHiveResourcesNotAccessedTogetherCondition" => Apart(values, scope),
            "RangerAnyOfExpectedTagsPresentConditionEvaluator" => Tags(values, scope, present => values.Any(present)),
            "RangerTagsAllPresentConditionEvaluator" => Tags(values, scope, present => values.All(present)),
            "RangerNoneOfExpectedTagsPresentConditionEvaluator" => Tags(values, scope, present => !values.Any(present)),
            "RangerAccessedFromClusterCondition" => Cluster(request.ClusterName, values, scope, true),
            "RangerAccessedNotFromClusterCondition" => Cluster(request.ClusterName, values, scope, false),
            "RangerAccessedFromClusterTypeCondition" => Cluster(request.ClusterType, values, scope, true),
            "RangerAccessedNotFromClusterTypeCondition" => Cluster(request.ClusterType, values, scope, false),
            "RangerActionMatcher" => values.IsDefaultOrEmpty
                ? Certainty.Yes
                : Known(
                    request.Action,
                    scope,
                    "the action",
                    action => values.Contains("*") || values.Contains(action, StringComparer.OrdinalIgnoreCase)
                ),
            "RangerTimeOfDayMatcher" => CertaintyLogic.Of(
                TimeOfDayCondition.Holds(values, TimeZoneInfo.ConvertTime(request.AccessTime, _zone))
            ),
            "RangerValidityScheduleConditionEvaluator" => Schedules(values, scope),
            "RangerScriptConditionEvaluator" => Script(values.FirstOrDefault(), scope),
            "RangerScriptTemplateConditionEvaluator" => Template(declared, values, scope),
            var other => Unknown(scope, $"the condition {other}"),
        };
    }

    private static Certainty Unknown(ExpressionScope scope, string reason)
    {
        scope.Undecided(reason);
        return Certainty.Unknown;
    }

    // An absent value meets these conditions, as it does for the peer; one that is merely not known leaves them open.
    private static Certainty Known(string? value, ExpressionScope scope, string what, Func<string, bool> holds) =>
        value is not null ? CertaintyLogic.Of(holds(value))
        : scope.Request.IsComplete ? Certainty.Yes
        : Unknown(scope, $"{what} is not known");

    private static Certainty Context(
        ConditionDefinition declared,
        string option,
        ImmutableArray<string> values,
        ExpressionScope scope,
        Certainty whenAbsent,
        Func<string, bool> holds
    )
    {
        if (values.IsDefaultOrEmpty || declared.Options.GetValueOrDefault(option) is not { Length: > 0 } name)
        {
            return Certainty.Yes;
        }

        var value = scope.Request.Context.GetValueOrDefault(name);
        return !string.IsNullOrEmpty(value) ? CertaintyLogic.Of(holds(value))
            : scope.Request.NotLookedUp.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal))
                ? Unknown(scope, "geolocation is not looked up")
            : scope.Request.IsComplete ? whenAbsent
            : Unknown(scope, $"{name} is not known");
    }

    private static Certainty Tags(
        ImmutableArray<string> values,
        ExpressionScope scope,
        Func<Func<string, bool>, bool> holds
    ) => CertaintyLogic.Of(holds(type => scope.Tags.Any(tag => tag.Type == type.Trim())));

    private static Certainty Cluster(
        string? cluster,
        ImmutableArray<string> values,
        ExpressionScope scope,
        bool isExpected
    ) =>
        values.IsDefaultOrEmpty ? Certainty.Yes
        : cluster is not null ? CertaintyLogic.Of(values.Contains(cluster) == isExpected)
        : scope.Request.IsComplete ? CertaintyLogic.Of(!isExpected)
        : Unknown(scope, "the cluster is not known");

    private Certainty Schedules(ImmutableArray<string> values, ExpressionScope scope)
    {
        if (values.IsDefaultOrEmpty)
        {
            return Certainty.Yes;
        }

        var schedules = values.Select(ScheduleText.Read).OfType<ValiditySchedule>().ToImmutableArray();
        var holds = Validity.At(schedules, scope.Request.AccessTime, _zone);
        return holds == Certainty.Unknown ? Unknown(scope, "a validity schedule that cannot be read") : holds;
    }

    private static Certainty Script(string? script, ExpressionScope scope) =>
        string.IsNullOrWhiteSpace(script) ? Certainty.Yes : ScriptEvaluator.Condition(script, scope);

    private static Certainty Template(
        ConditionDefinition declared,
        ImmutableArray<string> values,
        ExpressionScope scope
    )
    {
        if (values.IsDefaultOrEmpty || string.IsNullOrWhiteSpace(values[0]))
        {
            return Certainty.Yes;
        }

        var holds = Script(declared.Options.GetValueOrDefault("scriptTemplate"), scope);
        var isReversed =
            values[0].Equals("false", StringComparison.OrdinalIgnoreCase)
            || values[0].Equals("no", StringComparison.OrdinalIgnoreCase);
        return isReversed ? holds.Not() : holds;
    }

    private Certainty Together(ImmutableArray<string> values, ExpressionScope scope) =>
        CountTogether(values, scope) is not { } count ? Unknown(scope, "what else the query asks for is not known")
        : count < 0 ? Certainty.Yes
        : CertaintyLogic.Of(count > 1);

    private Certainty Apart(ImmutableArray<string> values, ExpressionScope scope) =>
        CountTogether(values, scope) is not { } count
            ? Unknown(scope, "what else the query asks for is not known")
            : CertaintyLogic.Of(count <= 1);

    // How often a requested resource meets one of the named ones; negative where the condition names none that can be read.
    private int? CountTogether(ImmutableArray<string> values, ExpressionScope scope)
    {
        var named = values
            .Select(value => value.Trim().Split('.', StringSplitOptions.RemoveEmptyEntries))
            .Where(parts => parts.Length is > 0 and < 4 && _definition.Name == "hive")
            .Select(parts => new HierarchyMatcher(_hierarchies, Column(parts)))
            .ToArray();
        if (named.Length == 0)
        {
            return -1;
        }

        var requested = scope.Request.RequestedTogether;
        if (requested.IsDefault)
        {
            return scope.Request.IsComplete ? 0 : null;
        }

        return requested.Length < 2
            ? 0
            : requested.Sum(resource =>
                named.Count(matcher => matcher.Covers(resource, Substitutions.None, _definition.Levels))
            );
    }

    private static PolicyResource Column(string[] parts) =>
        new(
            ImmutableSortedDictionary.CreateRange<string, ResourceValues>(
                StringComparer.Ordinal,
                [
                    new("database", new([parts[0]])),
                    new("table", new([parts.ElementAtOrDefault(1) ?? "*"])),
                    new("column", new([parts.ElementAtOrDefault(2) ?? "*"])),
                ]
            )
        );
}
