using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Import.Hdfs;

/// <summary>
/// Keeps of a listing what decides over tables: the directories above their locations, the locations, and below each location one inode of
/// every kind (same permissions under directories of the same kind). Who reads all and who reads any of the table is the same with the
/// others left out, and memory grows with the tables and not with their files. Rows come as listings have them, a directory before what is
/// in it; for one thread.
/// </summary>
internal sealed class PathFold
{
    private readonly HashSet<string> _locations = new(StringComparer.Ordinal);
    private readonly HashSet<string> _logged;
    private readonly HashSet<string> _above = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PathPermission> _kept = new(StringComparer.Ordinal);
    private readonly Dictionary<(int Parent, bool IsDirectory, bool IsPartition, PathAccess Access), int> _kinds = [];
    private readonly Dictionary<PathAccess, PathAccess> _accesses = [];
    private readonly List<Frame> _open = [];
    private int _next;

    /// <param name="logged">Paths that have a history of their own: none of them stands for others, nor do others stand for it.</param>
    public PathFold(IEnumerable<string> locations, IEnumerable<string> logged)
    {
        _logged = logged.ToHashSet(StringComparer.Ordinal);
        foreach (var path in locations.Select(HdfsPath.Of).OfType<string>())
        {
            _locations.Add(path);
            for (var above = HdfsPath.Parent(path); above is not null && _above.Add(above); )
            {
                above = HdfsPath.Parent(above);
            }
        }
    }

    /// <summary>Sorted by path.</summary>
    public IEnumerable<PathPermission> Kept => _kept.Values.OrderBy(path => path.Path, StringComparer.Ordinal);

    /// <summary>Inodes outside all tables' locations.</summary>
    public long PassedOver { get; private set; }

    public bool Knows(string path) => _kept.ContainsKey(path);

    public bool IsLocation(string path) => _locations.Contains(path);

    /// <summary>What another listing says of an inode that is kept already: its kind.</summary>
    public void Correct(string path, bool isDirectory)
    {
        if (_kept.TryGetValue(path, out var known) && known.IsDirectory != isDirectory)
        {
            _kept[path] = known with { IsDirectory = isDirectory };
        }
    }

    public void Add(string path, bool isDirectory, PathAccess access)
    {
        // Equal permissions share one object: there are few kinds.
        if (!_accesses.TryGetValue(access, out var shared))
        {
            _accesses.Add(access, shared = access);
        }

        var inode = new PathPermission(path, isDirectory, shared);
        var parent = HdfsPath.Parent(path);
        while (_open.Count > 0 && _open[^1].Path != parent)
        {
            _open.RemoveAt(_open.Count - 1);
        }

        if (_locations.Contains(path))
        {
            _kept.TryAdd(path, inode);
            Open(inode, _next++, isKept: true);
        }
        else if (_open.Count > 0)
        {
            Below(inode, _open[^1]);
        }
        else if (_above.Contains(path))
        {
            _kept.TryAdd(path, inode);
        }
        else if (IsBelowLocation(parent))
        {
            _kept.TryAdd(path, inode); // out of order: nothing tells what it is like
        }
        else
        {
            PassedOver++;
        }
    }

    private void Below(PathPermission inode, Frame parent)
    {
        var name = inode.Path.AsSpan(inode.Path.LastIndexOf(HdfsPath.Separator) + 1);
        var isPartition = inode.IsDirectory && name.Contains('=');
        if (parent.IsHidden || (name[0] is '.' or '_' && !isPartition))
        {
            // Hive passes over such names: staging directories are their writers' own.
            Open(inode, -1, isKept: true, isHidden: true);
            return;
        }

        var kind = (parent.Kind, inode.IsDirectory, isPartition, inode.Access);
        var isLogged = _logged.Contains(inode.Path);
        if (!isLogged && _kinds.TryGetValue(kind, out var known))
        {
            Open(inode, known, isKept: false);
            return;
        }

        // Its directories may have been left out as being like others: they lead to it, so they are kept after all.
        for (var at = 0; at < _open.Count; at++)
        {
            if (!_open[at].IsKept)
            {
                _kept.TryAdd(_open[at].Path, _open[at].Inode);
                _open[at] = _open[at] with { IsKept = true };
            }
        }

        if (!isLogged)
        {
            _kinds.Add(kind, _next);
        }

        _kept.TryAdd(inode.Path, inode);
        Open(inode, _next++, isKept: true);
    }

    private void Open(PathPermission inode, int kind, bool isKept, bool isHidden = false)
    {
        if (inode.IsDirectory)
        {
            _open.Add(new(inode.Path, kind, isKept, isHidden, inode));
        }
    }

    private bool IsBelowLocation(string? path)
    {
        for (; path is not null; path = HdfsPath.Parent(path))
        {
            if (_locations.Contains(path))
            {
                return true;
            }
        }

        return false;
    }

    private readonly record struct Frame(string Path, int Kind, bool IsKept, bool IsHidden, PathPermission Inode);
}
