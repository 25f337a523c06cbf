using System.Collections.Immutable;
using System.Text.RegularExpressions;
using GovernanceDashboard.Access.Ranger.Expressions;
using GovernanceDashboard.Access.Ranger.Requests;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Ranger.Conditions;

/// <summary>The conditions that one service's definition declares, asked without a request: by the tags of a resource and by the user.</summary>
internal sealed partial class ConditionBook
{
    private static readonly ImmutableArray<string> s_tagRules =
    [
        "RangerAnyOfExpectedTagsPresentConditionEvaluator",
        "RangerTagsAllPresentConditionEvaluator",
        "RangerNoneOfExpectedTagsPresentConditionEvaluator",
    ];

    private readonly ImmutableArray<ConditionDefinition> _declared;
    private readonly bool _isComplete;
    private readonly ConditionRule _rule;

    /// <param name="declared">Null where no definition was imported: then what Ranger ships is assumed, and anything else is unknown.</param>
    internal ConditionBook(AccessService? service, ImmutableArray<ConditionKind>? declared)
    {
        _isComplete = declared is not null;
        _declared = declared is { } kinds
            ? [.. kinds.Select(ConditionDefinition.Of)]
            : ServiceDefinition.HiveConditions;
        var definition = ServiceDefinition.Hive(service ?? new AccessService("", [], [], [])) with
        {
            Conditions = _declared,
        };

        // Hours and recurring times never get here, so the deciding machine's zone does not matter.
        _rule = new(definition, TimeZoneInfo.Utc);
    }

    /// <summary>Whether the tags of what is asked for decide the condition, alone or with who asks.</summary>
    internal bool IsContextual(PolicyCondition condition) =>
        Declared(condition) is { } declared
        && RuleOf(declared) is var rule
        && (
            s_tagRules.Contains(rule)
            || (
                ScriptOf(declared, condition) is { Length: > 0 } script
                && (!AsksForMore(script) || (AsksForUser(script) && ByTags().IsMatch(script)))
            )
        );

    /// <summary>Whether the condition hangs on who asks, and on nothing else that a snapshot does not know.</summary>
    internal bool IsPersonal(PolicyCondition condition) => ScriptOf(condition) is { } script && AsksForUser(script);

    /// <summary>What the condition runs; null where it runs nothing.</summary>
    internal string? ScriptOf(PolicyCondition condition) =>
        Declared(condition) is { } declared && ScriptOf(declared, condition) is { Length: > 0 } script ? script : null;

    /// <param name="context">Null where the tags are not known: what hangs on them is then unknown.</param>
    /// <param name="user">Who asks; null for whoever: what hangs on that is then unknown.</param>
    internal Certainty Holds(
        PolicyCondition condition,
        DateTimeOffset at,
        TagContext? context,
        AppliedTag? tag,
        AccessRequest? user = null
    )
    {
        if (Declared(condition) is not { } declared)
        {
            // The peer leaves out what the definition does not declare; without a definition nobody can tell.
            return _isComplete ? Certainty.Yes : Certainty.Unknown;
        }

        var rule = RuleOf(declared);
        if (
            rule == "RangerTimeOfDayMatcher"
            || (
                ScriptOf(declared, condition) is { Length: > 0 } script
                && AsksForMore(script)
                && (user is null || !AsksForUser(script))
            )
            || (context is null && IsContextual(condition))
        )
        {
            return Certainty.Unknown;
        }

        var scope = new ExpressionScope(
            user ?? new AccessRequest { AccessTime = at },
            user?.Roles ?? [],
            [.. (context ?? TagContext.Empty).Tags.Select(Tag)],
            tag is { } asking ? Tag(asking) : null
        );
        return _rule.All([condition], scope);
    }

    private static RequestTag Tag(AppliedTag tag) =>
        new(
            tag.Name,
            tag.Instance?.Attributes.ToImmutableSortedDictionary(
                attribute => attribute.Name,
                attribute => attribute.Value,
                StringComparer.Ordinal
            ) ?? ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal),
            [],
            tag.IsBelow ? TagPlace.Descendant : TagPlace.Self
        );

    private ConditionDefinition? Declared(PolicyCondition condition) =>
        _declared.FirstOrDefault(known => known.Name == condition.Type);

    private static string RuleOf(ConditionDefinition declared) =>
        declared.Evaluator[(declared.Evaluator.LastIndexOf('.') + 1)..];

    private static string? ScriptOf(ConditionDefinition declared, PolicyCondition condition) =>
        RuleOf(declared) switch
        {
            "RangerScriptConditionEvaluator" => condition.Values.FirstOrDefault(),
            "RangerScriptTemplateConditionEvaluator" => declared.Options.GetValueOrDefault("scriptTemplate"),
            _ => null,
        };

    private static bool AsksForMore(string script) => Outside().IsMatch(Literal().Replace(script, "''"));

    private static bool AsksForUser(string script) =>
        Literal().Replace(script, "''") is var code
        && Personal().IsMatch(code)
        && !Outside().IsMatch(Personal().Replace(code, " "));

    // Names under which scripts reach the user, the groups and the roles, and nothing else.
    [GeneratedRegex(
        @"\b(USER|UG|UGA|UGNAMES|URNAMES)\b|\b(GET_)?(UG|UR|USER)_[A-Z_]+\b|\bHAS_(USER|UG)_ATTR\b|\bIS_(NOT_)?IN_(ANY_)?(GROUP|ROLE)\b|\bctx\.(is(Not)?In(Any)?(Group|Role)|getUser(Groups|Roles)?|(get)?(Ug|Ur|User|ug|ur|user)[A-Z]\w*)\b"
    )]
    private static partial Regex Personal();

    // Too many is safe: the condition is then asked for every combination of tags.
    [GeneratedRegex("tag|Attribute|isAccessed", RegexOptions.IgnoreCase)]
    private static partial Regex ByTags();

    [GeneratedRegex("'[^']*'|\"[^\"]*\"")]
    private static partial Regex Literal();

    // Names under which scripts reach the user, the session, the resource and the hour. Too many is safe: the outcome is then conditional.
    [GeneratedRegex(
        @"\b(USER|UG|UGA|UGNAMES|URNAMES|REQ|RES|_ctx|J)\b|ROLE|GROUP|GET_|HAS_|IS_IN|Role|Group|User|equest|Context|Date|Time|atchType|getAction|getClient|isAccessType|\bu[gr][A-Z_]"
    )]
    private static partial Regex Outside();
}
