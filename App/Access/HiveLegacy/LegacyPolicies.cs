using System.Collections.Immutable;
using GovernanceDashboard.Access.HiveSqlStandard;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.HiveLegacy;

/// <summary>
/// Hive's legacy authorizer as policies (sources 1.5): rows of the user, of its groups and of its roles add up; a grant on everything, on
/// the database, on the table or on the column suffices. A view needs SELECT on what it reads as well. Where partitions are checked
/// instead of the table, what rests on the table or on partitions is conditional.
/// </summary>
internal static class LegacyPolicies
{
    private const string Partitions = "partition-level-privilege";
    private const string ViewText = "view-not-understood";
    private const string ViewColumns = "view-columns";
    private const string PublicGroup = "group-named-public";
    private static readonly ImmutableArray<string> s_all = [.. AccessService.HiveGrantTypes.Select(type => type.Name)];

    internal static EstateFacts Compile(EstateFacts facts)
    {
        ImmutableArray<Policy> granted = [.. facts.Policies, .. GrantPolicy.Numbered(Grants(facts))];
        return facts with
        {
            Principals = Roles.Normal(facts.Principals),
            Memberships = Roles.Normal(facts.Memberships, withGroups: true),
            Policies = [.. granted, .. GrantPolicy.Numbered(Views(facts, granted))],
            HiveGrants = [],
        };
    }

    private static IEnumerable<Policy> Grants(EstateFacts facts)
    {
        var perPartition = facts
            .TableStorages.Where(storage => storage.ChecksPartitions)
            .Select(storage => storage.Table)
            .ToHashSet();
        return facts
            .HiveGrants.Where(grant => grant.Level != HiveGrantLevel.Partition || perPartition.Contains(TableOf(grant)))
            .GroupBy(grant =>
                (grant.Database, grant.Table, Column: grant.Level == HiveGrantLevel.Column ? grant.Column : null)
            )
            .Select(grants =>
                GrantPolicy.Of(
                    $"grants on {Name(grants.Key.Database, grants.Key.Table, grants.Key.Column)}",
                    grants.Key.Database ?? "*",
                    grants.Key.Table,
                    grants.Key.Column,
                    GrantPolicy.Items(grants, s_all, grant => Condition(grant, perPartition))
                )
            )
            .OrderBy(policy => policy.Name, StringComparer.Ordinal);
    }

    // Everybody is kept from the view, but for those who may read what it reads: made anew from the grants as they stand.
    private static IEnumerable<Policy> Views(EstateFacts facts, ImmutableArray<Policy> granted)
    {
        // A materialised view is read like a table: what it was made from is not asked for.
        var plain = facts.Tables.Where(IsPlainView).Select(view => view.Name).ToHashSet();
        var sources = facts.ViewSources.Where(view => plain.Contains(view.View)).ToDictionary(view => view.View);
        var byPlace = granted.ToLookup(policy => (Value(policy, "database"), Value(policy, "table")));
        foreach (var view in facts.Tables.Where(IsPlainView))
        {
            var (bases, isComplete) = Bases(view.Name, plain, sources);
            foreach (var one in bases.Order())
            {
                var policies = byPlace[("*", "*")]
                    .Concat(byPlace[(one.Database, "*")])
                    .Concat(byPlace[(one.Database, one.Table)]);
                yield return Needed(
                    $"SELECT on {one} is needed for the view {view.Name}",
                    view.Name,
                    null,
                    [.. policies.SelectMany(Holders)]
                );
            }

            if (!isComplete)
            {
                yield return Needed($"what the view {view.Name} reads is not known", view.Name, ViewText, []);
            }
        }
    }

    private static bool IsPlainView(TableResource table) => table is { Kind: ResourceKind.View, Location: null };

    // Which columns of it the view shows is not known, so that a grant on one of them may do or not.
    private static IEnumerable<PolicyItem> Holders(Policy policy) =>
        policy
            .AllowItems.Where(item => item.Accesses.Any(access => access.Type == "select"))
            .Select(item => Value(policy, "column") == "*" ? item : item with { Conditions = [new(ViewColumns, [])] });

    private static string Value(Policy policy, string level) => policy.Resources[0].Levels[level].Values[0];

    private static Policy Needed(string name, TableName view, string? condition, ImmutableArray<PolicyItem> holders) =>
        GrantPolicy.Of(name, view.Database, view.Table, null, [], [GrantPolicy.Everybody(condition)], holders) with
        {
            Service = Policy.MadeFromViews,
        };

    // Views over views need all of them.
    private static (HashSet<TableName> Bases, bool IsComplete) Bases(
        TableName view,
        HashSet<TableName> plain,
        Dictionary<TableName, ViewSources> sources
    )
    {
        var bases = new HashSet<TableName>();
        var isComplete = true;
        var open = new Stack<TableName>([view]);
        while (open.TryPop(out var next))
        {
            if (!sources.TryGetValue(next, out var read))
            {
                isComplete &= !plain.Contains(next); // a view, itself or one below, of which nothing is known
                continue;
            }

            isComplete &= read.IsComplete;
            foreach (var one in read.Tables.Where(bases.Add))
            {
                open.Push(one);
            }
        }

        return (bases, isComplete);
    }

    private static string? Condition(HiveGrant grant, HashSet<TableName> perPartition) =>
        grant.Level is HiveGrantLevel.Table or HiveGrantLevel.Column or HiveGrantLevel.Partition
        && perPartition.Contains(TableOf(grant))
            ? Partitions
        : grant.Principal.IsEveryone ? PublicGroup // a group of that name, which is not everybody
        : null;

    private static TableName TableOf(HiveGrant grant) => new(grant.Database!, grant.Table!);

    private static string Name(string? database, string? table, string? column) =>
        database is null ? "everything"
        : table is null ? $"the database {database}"
        : column is null ? $"{database}.{table}"
        : $"{database}.{table}.{column}";
}
