using System.Collections.Immutable;
using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Access.Ranger.Conditions;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Paths;

/// <summary>What keeps a policy, as it stands, from allowing select on one column to those whom an item of it names.</summary>
internal sealed class PolicyFit(DateTimeOffset at, ZoneIndex zones, TagIndex tags, KnownConditions conditions)
{
    private const string TagSelect = "hive:select";

    private static readonly ResourceValues s_all = new(["*"]);

    internal void Find(
        NearWay way,
        CompiledPolicy policy,
        CompiledItem item,
        int account,
        TableResource table,
        ResourceName column
    )
    {
        var source = policy.Source;
        if (!source.IsEnabled)
        {
            way.Rewrite(ObstacleKind.PolicyDisabled, known => known with { IsEnabled = true });
        }

        var validity = Validity.At(source.Schedules, at);
        if (validity != Certainty.Yes)
        {
            way.Rewrite(
                validity == Certainty.No ? ObstacleKind.OutOfSeason : ObstacleKind.Condition,
                known => known with { Schedules = [] }
            );
        }

        var zone = zones.IsEmpty ? null : zones.ScopeOf(column).Access;
        if (!zones.Counts(policy, zone))
        {
            way.Rewrite(
                ObstacleKind.OtherZone,
                known => known with { ZoneName = zones.Counts(null, source.IsTagPolicy, zone) ? null : zone }
            );
        }

        Lift(source.Conditions, known => known with { Conditions = [] });
        Lift(item.Source.Conditions, known => Edited(known, item, old => old with { Conditions = [] }));

        if (!item.Covers(AccessSets.Select))
        {
            way.Rewrite(
                ObstacleKind.OtherPrivilege,
                known =>
                    Edited(
                        known,
                        item,
                        old =>
                            old with
                            {
                                Accesses = old.Accesses.Add(new(source.IsTagPolicy ? TagSelect : AccessSets.Select)),
                            }
                    )
            );
        }

        if (source.IsTagPolicy)
        {
            FindTag(way, source, table, column);
        }
        else
        {
            FindResource(way, policy, account, table, column);
        }

        void Lift(ImmutableArray<PolicyCondition> written, Func<Policy, Policy> edit)
        {
            var holds = written
                .Select(one => conditions.Holds(source, one, account, column))
                .Aggregate(Certainty.Yes, CertaintyLogic.And);
            if (holds != Certainty.Yes)
            {
                way.Rewrite(holds == Certainty.No ? ObstacleKind.ConditionFails : ObstacleKind.Condition, edit);
            }
        }
    }

    private void FindTag(NearWay way, Policy policy, TableResource table, ResourceName column)
    {
        var isTagged = tags.Of(column, withBelow: false).Any(tag => CompiledPolicy.MatchesTag(policy, tag.Name));
        var missing = policy
            .Resources.SelectMany(resource =>
                resource.Levels.TryGetValue("tag", out var level) && !level.IsExcludes ? level.Values : []
            )
            .FirstOrDefault(value => value.Length > 0);
        if (!isTagged && missing is not null)
        {
            way.Add(
                ObstacleKind.TagMissing,
                null,
                null,
                missing,
                new TagChange(
                    ChangeOperation.Add,
                    new(ResourceName.Of(table.Name), missing, ClassificationBasis.Import)
                )
            );
        }
    }

    private static void FindResource(
        NearWay way,
        CompiledPolicy policy,
        int account,
        TableResource table,
        ResourceName column
    )
    {
        var matches = policy
            .Resources.Select(resource => (Resource: resource, Match: resource.Match(column, table.Creator)))
            .ToArray();
        if (
            Array.Exists(matches, known => known.Match.Type.CountsForAccess() && known.Match.Accounts.Contains(account))
        )
        {
            return;
        }

        var above = Array.Find(matches, known => known.Match.Type == MatchKind.Ancestor);
        var widened = above.Resource ?? policy.Resources.FirstOrDefault(resource => IsOnOtherColumns(resource));
        if (widened is not null)
        {
            way.Rewrite(
                above.Resource is not null ? ObstacleKind.StopsAbove : ObstacleKind.OtherColumns,
                known => known with { Resources = known.Resources.Replace(widened.Source, Widened(widened.Source)) }
            );
        }

        bool IsOnOtherColumns(ResourceMatcher resource) =>
            resource.Column is not null
            && resource.Match(ResourceName.Of(table.Name), table.Creator).Type == MatchKind.Descendant;
    }

    private static PolicyResource Widened(PolicyResource resource) =>
        new(
            resource
                .Levels.SetItem("table", resource.Levels.GetValueOrDefault("table") ?? s_all)
                .SetItem("column", s_all)
        );

    private static Policy Edited(Policy policy, CompiledItem item, Func<PolicyItem, PolicyItem> edit) =>
        policy with
        {
            AllowItems = policy.AllowItems.SetItem(item.Index, edit(policy.AllowItems[item.Index])),
        };
}
