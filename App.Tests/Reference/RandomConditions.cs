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
                }
                : null,
            Classifications = [.. facts.Classifications.SelectMany(tag => Instances(tag, random))],
            Policies = [.. facts.Policies.Select(policy => Conditioned(policy, random))],
        };

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
