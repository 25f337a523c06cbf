using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Tests.Reference;

/// <summary>Puts conditions on policies and items of a random estate, and attributes and validity on its tags.</summary>
internal static class RandomConditions
{
    private static readonly ImmutableArray<ConditionKind> s_declared =
    [
        Kind("any-tags", "RangerAnyOfExpectedTagsPresentConditionEvaluator"),
        Kind("all-tags", "RangerTagsAllPresentConditionEvaluator"),
        Kind("no-tags", "RangerNoneOfExpectedTagsPresentConditionEvaluator"),
        Kind("ip", "RangerIpMatcher"),
        Kind("hours", "RangerTimeOfDayMatcher"),
        Kind("expression", "RangerScriptConditionEvaluator"),
        Kind(
            "after-expiry",
            "RangerScriptTemplateConditionEvaluator",
            new ConditionOption("scriptTemplate", "ctx.isAccessedAfter('expiry_date');")
        ),
    ];

    private static readonly PolicyCondition[] s_conditions =
    [
        new("any-tags", ["PII", "PCI"]),
        new("all-tags", ["PII", "OLD"]),
        new("no-tags", ["OLD", "pii"]),
        new("after-expiry", ["yes"]),
        new("after-expiry", ["no"]),
        new("expression", ["TAG.level == 'high'"]),
        new("expression", ["TAG.level != 'high'"]),
        new("expression", ["ctx.isAccessedAfter('expiry_date')"]),
        new("expression", ["ctx.isAccessedBefore('expiry_date')"]),
        new("expression", ["true"]),
        new("expression", ["false"]),
        new("expression", ["REQ.clientType == 'x'"]),
        new("expression", ["IS_IN_GROUP('g1')"]),
        new("expression", ["ctx.isInGroup('g1')"]),
        new("expression", ["!IS_IN_GROUP('g2')"]),
        new("expression", ["IS_IN_GROUP('public')"]),
        new("expression", ["IS_IN_ROLE('r1')"]),
        new("expression", ["IS_NOT_IN_ANY_ROLE"]),
        new("expression", ["IS_IN_ROLE('r2') && TAG.level == 'high'"]),
        new("expression", ["USER._name == 'bob'"]),
        new("expression", ["USER.dept == 'lab'"]),
        new("expression", ["HAS_USER_ATTR('dept')"]),
        new("expression", ["USER.dept == 'lab' || IS_IN_GROUP('g3')"]),
        new("expression", ["HAS_UG_ATTR('floor')"]),
        new("ip", ["10.*"]),
        new("hours", ["9am - 5pm"]),
        new("undeclared", ["x"]),
    ];

    internal static EstateFacts AddTo(EstateFacts facts, RandomEstate random) =>
        facts with
        {
            Service = facts.Service is { } service
                ? service with
                {
                    Conditions = s_declared,
                    TagConditions = s_declared,
                    Attributes = random.Chance(75) ? [.. Attributes(random)] : null,
                }
                : null,
            Classifications = [.. facts.Classifications.SelectMany(tag => Instances(tag, random))],
            Policies = [.. facts.Policies.Select(policy => Conditioned(policy, random))],
        };

    /// <summary>Whoever asks at an instant knows the hour, which an answer about the estate leaves open: an address is asked for in its place.</summary>
    internal static EstateFacts WithoutHours(EstateFacts facts) =>
        facts with
        {
            Policies =
            [
                .. facts.Policies.Select(policy =>
                    policy with
                    {
                        Conditions = Open(policy.Conditions),
                        AllowItems = OpenItems(policy.AllowItems),
                        DenyItems = OpenItems(policy.DenyItems),
                        AllowExceptions = OpenItems(policy.AllowExceptions),
                        DenyExceptions = OpenItems(policy.DenyExceptions),
                        MaskOrFilterItems = OpenItems(policy.MaskOrFilterItems),
                    }
                ),
            ],
        };

    private static ImmutableArray<PolicyItem> OpenItems(ImmutableArray<PolicyItem> items) =>
        [.. items.Select(item => item with { Conditions = Open(item.Conditions) })];

    private static ImmutableArray<PolicyCondition> Open(ImmutableArray<PolicyCondition> conditions) =>
        [.. conditions.Select(condition => condition.Type == "hours" ? new("ip", ["10.*"]) : condition)];

    private static IEnumerable<PrincipalAttributes> Attributes(RandomEstate random)
    {
        foreach (var login in new[] { "ann", "bob", "cy", "fay" }.Where(_ => random.Chance(70)))
        {
            yield return new(PrincipalId.Login(login), [new("dept", random.Pick(["lab", "desk"]))]);
        }

        foreach (var group in new[] { "g1", "g3" }.Where(_ => random.Chance(50)))
        {
            yield return new(PrincipalId.Group(group), [new("floor", "1")]);
        }
    }

    private static IEnumerable<Classification> Instances(Classification tag, RandomEstate random)
    {
        yield return random.Chance(70) ? tag with { Instance = Instance(random) } : tag;
        if (random.Chance(30))
        {
            yield return tag with
            {
                Instance = Instance(random),
            };
        }
    }

    private static TagInstance Instance(RandomEstate random) =>
        new(
            [
                .. random.Chance(60)
                    ? [new TagAttribute("expiry_date", random.Pick(["2026/01/01", "2027/01/01"]))]
                    : Array.Empty<TagAttribute>(),
                .. random.Chance(60)
                    ? [new TagAttribute("level", random.Pick(["high", "low"]))]
                    : Array.Empty<TagAttribute>(),
            ],
            random.Chance(80) ? []
                : random.Chance(50) ? [new(null, "2026/06/01 11:59:59", "")]
                : [new("2026/06/01 14:00:00", null, "Europe/Berlin")]
        );

    private static Policy Conditioned(Policy policy, RandomEstate random) =>
        policy with
        {
            Conditions = random.Chance(15) ? [random.Pick(s_conditions)] : policy.Conditions,
            AllowItems = Items(policy.AllowItems, random),
            DenyItems = Items(policy.DenyItems, random),
            AllowExceptions = Items(policy.AllowExceptions, random),
            DenyExceptions = Items(policy.DenyExceptions, random),
            MaskOrFilterItems = Items(policy.MaskOrFilterItems, random),
        };

    private static ImmutableArray<PolicyItem> Items(ImmutableArray<PolicyItem> items, RandomEstate random) =>
        [
            .. items.Select(item =>
                random.Chance(45)
                    ? item with
                    {
                        Conditions =
                        [
                            random.Pick(s_conditions),
                            .. random.Chance(25) ? [random.Pick(s_conditions)] : Array.Empty<PolicyCondition>(),
                        ],
                    }
                    : item
            ),
        ];

    private static ConditionKind Kind(string name, string evaluator, params ConditionOption[] options) =>
        new(name, "org.apache.ranger.plugin.conditionevaluator." + evaluator, [.. options]);
}
