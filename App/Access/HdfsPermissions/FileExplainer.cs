using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.HdfsPermissions;

/// <summary>Explains one account on one table's files, inode by inode.</summary>
internal sealed class FileExplainer(
    EstateFacts facts,
    FileReach files,
    AccountDirectory accounts,
    MembershipClosure closure
)
{
    private const int MostRefusing = 5;
    private const PathBits List = PathBits.Read | PathBits.Execute;

    internal FileExplanation Explain(PrincipalOrdinal account, TableOrdinal table, bool isHiveReader)
    {
        var resource = facts.Tables[table.Value];
        var coverage = files.Readers(table).Coverage;
        if (coverage is FileCoverage.NoListing or FileCoverage.NoFiles)
        {
            return new(account, table, coverage, AccessLevel.None, false, []);
        }

        if (files.StandsForOthers(resource))
        {
            return ExplainView(account, table, resource, coverage);
        }

        var decision = new InodeDecision(facts.Hdfs!, accounts.Accounts[account.Value].Id, account, closure);
        var locations = files.LocationsOf(resource);
        ImmutableArray<FilePlace> places =
        [
            .. locations.Select((location, place) => Place(decision, location, place > 0 || resource.Location is null)),
        ];
        var level =
            places.All(place => place.Level == AccessLevel.Full) ? AccessLevel.Full
            : places.Any(place => place.Level != AccessLevel.None) ? AccessLevel.Partial
            : AccessLevel.None;
        return new(account, table, coverage, level, level != AccessLevel.None && !isHiveReader, places);
    }

    // As much of a view as of the least readable table below it.
    private FileExplanation ExplainView(
        PrincipalOrdinal account,
        TableOrdinal view,
        TableResource resource,
        FileCoverage coverage
    )
    {
        FileExplanation[] below =
        [
            .. (files.BasesOf(resource) ?? []).Select(table => Explain(account, table, isHiveReader: true)),
        ];
        var level =
            coverage == FileCoverage.Listed && below.Length > 0 ? below.Min(one => one.Level) : AccessLevel.None;
        return new(account, view, coverage, level, false, [.. below.SelectMany(one => one.Places)]);
    }

    private FilePlace Place(InodeDecision decision, string location, bool isPartition)
    {
        if (HdfsPath.Of(location) is not { } path || files.Tree.Find(path) is not { } node)
        {
            return new(location, isPartition, false, AccessLevel.None, [], [], 0);
        }

        var way = Way(decision, path);
        var refusing = new List<PathStep>();
        var level = way.All(step => step.IsAllowed == true) ? Below(decision, node, refusing) : AccessLevel.None;
        var own = decision.On(node.Source, node.Source.IsDirectory ? List : PathBits.Read);
        return new(
            location,
            isPartition,
            true,
            level,
            way.Add(own),
            [.. refusing.Where(step => step.Path != path).Take(MostRefusing)],
            refusing.Count(step => step.Path != path)
        );
    }

    private ImmutableArray<PathStep> Way(InodeDecision decision, string path)
    {
        var way = new List<PathStep>();
        for (var parent = HdfsPath.Parent(path); parent is not null; parent = HdfsPath.Parent(parent))
        {
            way.Add(
                files.Tree.Find(parent) is { } node
                    ? decision.On(node.Source, PathBits.Execute)
                    : new(parent, PathBits.Execute, PathClass.NotListed, true, null, PathBits.None, null)
            );
        }

        way.Reverse();
        return [.. way];
    }

    // What of a directory's data can be read; the inodes that refuse are gathered.
    private static AccessLevel Below(InodeDecision decision, PathNode node, List<PathStep> refusing)
    {
        var own = decision.On(node.Source, node.Source.IsDirectory ? List : PathBits.Read);
        var lists = own.IsAllowed == true;
        if (!lists)
        {
            refusing.Add(own);
        }

        var below = PathTree.Below(node).ToArray();
        if (!node.Source.IsDirectory || below.Length == 0)
        {
            return lists ? AccessLevel.Full : AccessLevel.None;
        }

        var passes = lists || decision.On(node.Source, PathBits.Execute).IsAllowed == true;
        var (all, any) = (lists, false);
        foreach (var child in below)
        {
            var level = Below(decision, child, refusing);
            all &= level == AccessLevel.Full;
            any |= level != AccessLevel.None && (child.IsPartition ? passes : lists);
        }

        return all ? AccessLevel.Full
            : any ? AccessLevel.Partial
            : AccessLevel.None;
    }
}
