using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Ranger.Requests;

/// <summary>A kind of condition that a service's policies may carry.</summary>
/// <param name="Evaluator">The class that the peer would run; its last part names the rule.</param>
public sealed record ConditionDefinition(
    string Name,
    string Evaluator,
    ImmutableSortedDictionary<string, string> Options
)
{
    /// <summary>As an imported definition declares it.</summary>
    public static ConditionDefinition Of(ConditionKind kind) =>
        new(
            kind.Name,
            kind.Evaluator,
            kind.Options.ToImmutableSortedDictionary(
                option => option.Name,
                option => option.Value,
                StringComparer.Ordinal
            )
        );
}

/// <summary>What a Ranger service knows: its levels, access types and conditions (semantics, section 2).</summary>
/// <param name="Name">The component, e.g. <c>hive</c>; tag policies prefix their access types with it.</param>
/// <param name="MaskLevels">Merged over <paramref name="Levels"/>; empty where the service has no masks.</param>
/// <param name="FilterLevels">Merged over <paramref name="Levels"/>; empty where the service has no row filters.</param>
public sealed record ServiceDefinition(
    string Name,
    ImmutableArray<LevelDefinition> Levels,
    ImmutableArray<LevelDefinition> MaskLevels,
    ImmutableArray<LevelDefinition> FilterLevels,
    ImmutableArray<AccessType> AccessTypes,
    ImmutableArray<ConditionDefinition> Conditions,
    bool DenyAndExceptionsEnabled = true
)
{
    private static readonly ImmutableSortedDictionary<string, string> s_noOptions = ImmutableSortedDictionary<
        string,
        string
    >.Empty;

    /// <summary>The levels of Ranger's shipped Hive definition (semantics 2.1, 2.3).</summary>
    public static ServiceDefinition Hive(AccessService service)
    {
        ImmutableArray<LevelDefinition> table =
        [
            new("database", null, MatcherKind.Default, s_noOptions, true),
            new("table", "database", MatcherKind.Default, s_noOptions, true),
            new("column", "table", MatcherKind.Default, s_noOptions),
        ];
        var minding = s_noOptions.Add("ignoreCase", "false");
        return new(
            "hive",
            [
                .. table,
                new("udf", "database", MatcherKind.Default, s_noOptions),
                new("url", null, MatcherKind.Url, minding, IsRecursive: true),
                new("hiveservice", null, MatcherKind.Default, minding),
                new("global", null, MatcherKind.Default, minding),
            ],
            [.. table.Select((level, index) => Literal(level, index == 2))],
            [.. table[..2].Select((level, index) => Literal(level, index == 1))],
            service.AccessTypes,
            HiveConditions,
            service.DenyAndExceptionsEnabled
        );
    }

    /// <summary>Ranger's shipped tag definition, as it looks to one component: one level, literal, minding the case (semantics 2.7).</summary>
    public static ServiceDefinition Tag(ImmutableArray<AccessType> types, bool denyAndExceptionsEnabled = true) =>
        new(
            "tag",
            [
                new(
                    "tag",
                    null,
                    MatcherKind.Default,
                    s_noOptions.Add("wildCard", "false").Add("ignoreCase", "false"),
                    true
                ),
            ],
            [],
            [],
            types,
            HiveConditions,
            denyAndExceptionsEnabled
        );

    /// <summary>The conditions that the shipped Hive and tag definitions declare.</summary>
    public static ImmutableArray<ConditionDefinition> HiveConditions { get; } =
    [
        new("resources-accessed-together", "RangerHiveResourcesAccessedTogetherCondition", s_noOptions),
        new("not-accessed-together", "RangerHiveResourcesNotAccessedTogetherCondition", s_noOptions),
        new(
            "accessed-after-expiry",
            "RangerScriptTemplateConditionEvaluator",
            s_noOptions.Add("scriptTemplate", "ctx.isAccessedAfter('expiry_date');")
        ),
        new("expression", "RangerScriptConditionEvaluator", s_noOptions),
        new("_expression", "RangerScriptConditionEvaluator", s_noOptions),
    ];

    /// <summary>The levels that policies of one type are written over.</summary>
    public ImmutableArray<LevelDefinition> LevelsFor(PolicyType type) =>
        type switch
        {
            PolicyType.DataMask => MaskLevels,
            PolicyType.RowFilter => FilterLevels,
            PolicyType.Access => Levels,
            PolicyType.Audit => Levels,
        };

    // Made anew and not "with": its options are read off what it is made with.
    private static LevelDefinition Literal(LevelDefinition level, bool isLeaf) =>
        new(
            level.Name,
            level.Parent,
            level.Matcher,
            level.RawOptions.Add("wildCard", "false"),
            isLeaf ? null : false,
            level.IsRecursive
        );
}
