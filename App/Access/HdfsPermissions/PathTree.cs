using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.HdfsPermissions;

/// <summary>A listed inode with what lies below it.</summary>
internal sealed class PathNode(PathPermission source)
{
    internal PathPermission Source { get; } = source;

    /// <summary>Null where nothing below is listed.</summary>
    internal List<PathNode>? Children { get; private set; }

    /// <summary>Some table or partition lies here: its files are no other table's.</summary>
    internal bool IsLocation { get; set; }

    internal void Add(PathNode child) => (Children ??= []).Add(child);

    /// <summary>A directory that Hive opens by its name, without listing the one above: <c>dt=2024-01-01</c>.</summary>
    internal bool IsPartition =>
        Source.IsDirectory && Source.Path.AsSpan(Source.Path.LastIndexOf(HdfsPath.Separator) + 1).Contains('=');
}

/// <summary>The listed paths.</summary>
internal sealed class PathTree
{
    private readonly Dictionary<string, PathNode> _nodes = new(StringComparer.Ordinal);

    internal PathTree(EstateFacts facts)
    {
        foreach (var path in facts.Paths)
        {
            _nodes.TryAdd(path.Path, new(path));
        }

        foreach (var node in _nodes.Values)
        {
            if (HdfsPath.Parent(node.Source.Path) is { } parent && _nodes.TryGetValue(parent, out var above))
            {
                above.Add(node);
            }
        }

        var locations = facts
            .Tables.Select(table => table.Location)
            .Concat(facts.TableStorages.SelectMany(storage => storage.PartitionsElsewhere))
            .OfType<string>()
            .Select(HdfsPath.Of)
            .OfType<string>();
        foreach (var location in locations)
        {
            if (_nodes.TryGetValue(location, out var node))
            {
                node.IsLocation = true;
            }
        }
    }

    internal PathNode? Find(string path) => _nodes.GetValueOrDefault(path);

    /// <summary>What lies below and belongs to the same table.</summary>
    internal static IEnumerable<PathNode> Below(PathNode node) =>
        node.Children?.Where(child => !child.IsLocation) ?? [];
}
