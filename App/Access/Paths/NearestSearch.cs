using System.Collections.Immutable;
using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Access.Ranger.Conditions;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Paths;

/// <summary>
/// Finds the path that comes nearest to giving what is refused. Ways are taken by their number of changes, and each is tried on the
/// facts that bear on the pair before it is named.
/// </summary>
internal sealed class NearestSearch(
    EstateFacts facts,
    PolicyCatalog catalog,
    PolicyReach reach,
    RequestMatcher requests,
    ZoneIndex zones,
    TagIndex tags,
    KnownConditions conditions,
    AccessTypes types,
    AccountDirectory accounts,
    MembershipClosure closure
)
{
    private const int MostTrials = 10;

    /// <param name="refused">Positions of the columns that are wanted and cannot be read; empty where the table has none.</param>
    internal NearestPath? Find(
        int account,
        bool isOwner,
        TableResource table,
        ImmutableArray<int> readable,
        ImmutableArray<int> refused
    )
    {
        if (facts.Service is null or { Authorizer: Authorizer.StorageBased or Authorizer.Legacy } || refused.IsEmpty)
        {
            return null;
        }

        var principal = accounts.Accounts[account];
        var standing = new Standing(principal.Id, account, isOwner, closure);
        CompiledPolicy[] near = [.. Near(table, standing).Select(Compiled)];
        var ways = Targets(table, refused)
            .SelectMany(target => near.SelectMany(policy => Ways(policy, account, standing, table, target)))
            .Where(way => way.IsStopped && !way.IsBeyondEditing)
            .Select(way => (Way: way, way.Cost))
            .OrderBy(way => way.Cost)
            // A group that fits tells more than an item that names other people, and a small group opens less than a large one.
            .ThenBy(way => way.Way.Obstacles().Any(obstacle => obstacle.Kind == ObstacleKind.NotNamed))
            .ThenBy(way => closure.Members(way.Way.Principal).Count)
            .ThenBy(way => way.Way.Policy.Source.Id)
            .ThenBy(way => way.Way.ItemIndex)
            .ThenBy(way => way.Way.Principal)
            .Take(MostTrials)
            .Select(way => way.Way)
            .ToArray();
        if (ways.Length == 0)
        {
            return null;
        }

        var slice = Slice(principal, standing, table, near, ways);
        foreach (var way in ways)
        {
            if (
                slice.ColumnsAfter(way.Changes()) is { } after
                && after.Intersect(refused).Any()
                && readable.All(column => after.Contains(column))
            )
            {
                return new(
                    way.Policy.Source.Id,
                    way.Policy.Source.Name,
                    way.ItemIndex,
                    way.Principal,
                    string.Join("; ", way.Policy.Source.Resources.Select(ResourceTexts.Of)),
                    way.Obstacles(),
                    way.Changes(),
                    after
                )
                {
                    IsGrant = way.Policy.Source.IsMadeFromGrants(),
                };
            }
        }

        return null;
    }

    // One column of each kind: those on which the same policies speak are refused for the same reasons.
    private IEnumerable<(ResourceName Column, CompiledPolicy[] Speaking)> Targets(
        TableResource table,
        ImmutableArray<int> refused
    ) =>
        refused
            .Select(position => ResourceName.Of(table.Name, table.Columns[position].Name))
            .Select(column =>
                (
                    column,
                    requests.For(column, table.Creator).Select(application => application.Policy).Distinct().ToArray()
                )
            )
            .DistinctBy(target => string.Join(',', target.Item2.Select(policy => policy.Ordinal)))
            .Take(4);

    private IEnumerable<Policy> Near(TableResource table, Standing standing)
    {
        var requested = ResourceName.Of(table.Name);
        var above = catalog
            .ForDatabase(table.Name.Database)
            .Concat(catalog.ForTable(table.Name.Database, table.Name.Table))
            .Where(candidate => candidate.Resource.Match(requested, table.Creator).Type == MatchKind.Ancestor)
            .Select(candidate => candidate.Policy.Source);
        var tagged = catalog
            .TagPolicies.Where(policy =>
                policy.Items.Any(item =>
                    item.List == PolicyItemList.Allow && item.Covers(AccessSets.Select) && standing.Holding(item).Any()
                )
            )
            .Select(policy => policy.Source);

        // Policies as the source writes them: what is proposed must not drop what a condition that holds took out.
        var ids = above.Concat(tagged).Select(policy => policy.Id).ToHashSet();
        return reach
            .Reaching(table)
            .Concat(facts.Policies.Where(policy => ids.Contains(policy.Id)))
            .DistinctBy(policy => policy.Id);
    }

    private IEnumerable<NearWay> Ways(
        CompiledPolicy policy,
        int account,
        Standing standing,
        TableResource table,
        (ResourceName Column, CompiledPolicy[] Speaking) target
    )
    {
        foreach (var item in policy.Items.Where(item => item.List == PolicyItemList.Allow))
        {
            foreach (var held in standing.Holding(item).Take(1))
            {
                yield return Way(item, held, standing);
            }

            foreach (var way in item.Covers(AccessSets.Select) ? Joining(item) : [])
            {
                yield return way;
            }
        }

        // To join whom a deny spares opens what is allowed already, or what comes with it.
        foreach (
            var (exception, container) in target
                .Speaking.SelectMany(speaking => speaking.Items)
                .Where(item => item.List == PolicyItemList.DenyException && item.Covers(AccessSets.Select))
                .SelectMany(item => Standing.Containers(item.Source).Select(container => (item, container)))
                .Where(spared => !standing.Holds(spared.container))
                .DistinctBy(spared => spared.container)
        )
        {
            var then = standing.In(container, closure);
            foreach (var item in policy.Items.Where(item => item.List == PolicyItemList.Allow))
            {
                foreach (var held in then.Holding(item).Take(1))
                {
                    var way = Way(item, held, then);
                    way.Add(ObstacleKind.NotMember, exception, container, null, Join(container));
                    yield return way;
                }
            }
        }

        // Missing memberships; where the item names people only, being named.
        IEnumerable<NearWay> Joining(CompiledItem item)
        {
            PrincipalId[] containers = [.. Standing.Containers(item.Source)];
            foreach (var container in containers.Where(container => !standing.Holds(container)))
            {
                var way = Way(item, container, standing.In(container, closure));
                way.Add(ObstacleKind.NotMember, item, container, null, Join(container));
                yield return way;
            }

            if (containers.Length == 0 && !item.Source.Users.IsEmpty && !standing.Holding(item).Any())
            {
                var way = Way(item, standing.Login, standing);
                way.Add(
                    ObstacleKind.NotNamed,
                    item,
                    null,
                    null,
                    new ItemPrincipalChange(
                        ChangeOperation.Add,
                        policy.Source.Id,
                        PolicyItemList.Allow,
                        item.Index,
                        standing.Login
                    )
                );
                yield return way;
            }
        }

        MembershipChange Join(PrincipalId container) => new(ChangeOperation.Add, new(standing.Login, container));

        NearWay Way(CompiledItem item, PrincipalId principal, Standing then)
        {
            var way = new NearWay(policy, item, principal, then);
            new PolicyFit(facts.At, zones, tags, conditions).Find(way, policy, item, account, table, target.Column);
            way.AddCarveOuts(target.Speaking);

            // A tag that is put on brings every policy that goes by it.
            way.AddDenies(target.Speaking.Concat(way.MissingTag is { } tag ? catalog.ForTag(tag) : []));
            return way;
        }
    }

    private PairSlice Slice(
        Principal account,
        Standing standing,
        TableResource table,
        CompiledPolicy[] near,
        NearWay[] ways
    )
    {
        var edges = new HashSet<Membership>();
        var open = new Queue<PrincipalId>(
            ways.SelectMany(way => way.Obstacles())
                .Select(obstacle => obstacle.Principal)
                .OfType<PrincipalId>()
                .Prepend(standing.Login)
                .Prepend(PrincipalId.Everyone)
        );
        var seen = new HashSet<PrincipalId>();
        while (open.TryDequeue(out var member))
        {
            foreach (var container in seen.Add(member) ? closure.DirectContainers(member) : [])
            {
                edges.Add(new(member, container));
                open.Enqueue(container);
            }
        }

        return PairSlice.Of(
            facts,
            account,
            near.SelectMany(policy => policy.Items).SelectMany(item => Standing.Containers(item.Source)),
            edges,
            table,
            near.Concat(catalog.TagPolicies).Select(policy => policy.Source).DistinctBy(policy => policy.Id),
            tags.OnDatabase(table.Name.Database).Concat(tags.OnTable(table.Name))
        );
    }

    private CompiledPolicy Compiled(Policy policy) =>
        catalog.Find(policy)
        ?? new(0, policy, false, new(types, facts.Service!.DenyAndExceptionsEnabled, accounts, closure));
}
