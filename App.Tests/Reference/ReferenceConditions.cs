using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Tests.Reference;

/// <summary>
/// Sections 10.4, 12 and 14 of the access semantics, the slow way: for one requested resource and one login every condition is settled by
/// the tags on the one and by what the other is in and is said to be, every tag instance becomes a tag of its own, and every tag policy is
/// copied for each instance. What is left is an estate without such conditions, for the evaluator that knows none.
/// </summary>
internal static class ReferenceConditions
{
    internal static EstateFacts SettledFor(ResourceName requested, string login, EstateFacts facts)
    {
        var user = new ReferenceUser(login, facts);
        var tags = facts
            .Classifications.Where(tag =>
                tag.Basis == ClassificationBasis.Import && IsOnOrAbove(tag.Resource, requested)
            )
            .Where(tag =>
                tag.Instance is null
                || tag.Instance.ValidityPeriods.IsEmpty
                || tag.Instance.ValidityPeriods.Any(period => ReferenceSchedule.IsWithin(period, facts.At))
            )
            .ToArray();
        var policies = new List<Policy>();
        foreach (var policy in facts.Policies)
        {
            if (!policy.IsTagPolicy)
            {
                policies.Add(Settled(policy, tags, null, user, facts));
                continue;
            }

            for (var each = 0; each < tags.Length; each++)
            {
                if (policy.Resources.Any(resource => ReferenceMatch.Tag(resource, tags[each].Class)))
                {
                    policies.Add(
                        Settled(policy, tags, tags[each], user, facts) with
                        {
                            Resources = [Scenarios.Facts.Resource(("tag", [$"{tags[each].Class}#{each}"]))],
                        }
                    );
                }
            }
        }

        return facts with
        {
            Policies = [.. policies],
            Classifications =
            [
                .. tags.Select((tag, each) => new Classification(tag.Resource, $"{tag.Class}#{each}", tag.Basis)),
            ],
        };
    }

    private static bool IsOnOrAbove(ResourceName at, ResourceName requested) =>
        at.Database == requested.Database
        && (at.Table is null || at.Table == requested.Table)
        && (at.Column is null || at.Column == requested.Column);

    private static Policy Settled(
        Policy policy,
        Classification[] tags,
        Classification? current,
        ReferenceUser user,
        EstateFacts facts
    )
    {
        var states = policy.Conditions.Select(State).ToArray();
        if (states.Contains(false))
        {
            return policy with { IsEnabled = false };
        }

        return policy with
        {
            Conditions = Open(policy.Conditions),
            AllowItems = Items(policy.AllowItems),
            DenyItems = Items(policy.DenyItems),
            AllowExceptions = Items(policy.AllowExceptions),
            DenyExceptions = Items(policy.DenyExceptions),
            MaskOrFilterItems = Items(policy.MaskOrFilterItems),
        };

        ImmutableArray<PolicyItem> Items(ImmutableArray<PolicyItem> items) =>
            [
                .. items
                    .Where(item => !item.Conditions.Select(State).Contains(false))
                    .Select(item => item with { Conditions = Open(item.Conditions) }),
            ];

        ImmutableArray<PolicyCondition> Open(ImmutableArray<PolicyCondition> conditions) =>
            [.. conditions.Where(condition => State(condition) is null)];

        bool? State(PolicyCondition condition)
        {
            string? Attribute(string name) => current?.Instance?[name];
            bool Has(string tag) => tags.Any(known => known.Class == tag);
            bool After(string? date) => date is null || facts.At >= Read(date);
            bool Before(string? date) => date is not null && facts.At <= Read(date);
            return condition.Type switch
            {
                "any-tags" => condition.Values.Any(Has),
                "all-tags" => condition.Values.All(Has),
                "no-tags" => !condition.Values.Any(Has),
                "after-expiry" => After(Attribute("expiry_date")) == (condition.Values[0] == "yes"),
                "expression" => condition.Values[0] switch
                {
                    "TAG.level == 'high'" => Attribute("level") == "high",
                    "TAG.level != 'high'" => Attribute("level") != "high",
                    "ctx.isAccessedAfter('expiry_date')" => After(Attribute("expiry_date")),
                    "ctx.isAccessedBefore('expiry_date')" => Before(Attribute("expiry_date")),
                    "true" => true,
                    "false" => false,
                    "IS_IN_ROLE('r2') && TAG.level == 'high'" => user.IsInRole("r2") && Attribute("level") == "high",
                    var script => user.Meets(script),
                },
                "ip" or "hours" => null,
                _ => true, // not declared: the source leaves it out
            };
        }
    }

    private static DateTimeOffset Read(string date) =>
        DateTimeOffset.ParseExact(
            date,
            "yyyy/MM/dd",
            System.Globalization.CultureInfo.InvariantCulture,
            System.Globalization.DateTimeStyles.AssumeUniversal
        );
}
