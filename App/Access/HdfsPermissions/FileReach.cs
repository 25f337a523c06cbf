using System.Collections.Immutable;
using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.HdfsPermissions;

/// <summary>Who reads all of a table's files, and who reads any of them; numbers of <see cref="FileSets"/>.</summary>
internal readonly record struct FileSetsOfTable(FileCoverage Coverage, int All, int Any, bool HasGaps);

/// <summary>
/// Who can read the files of each table (sources 4.3): execute on every ancestor of a location, read and execute on its directories, read
/// on its files; each partition that lies elsewhere by itself. Built at the first question; thread-safe.
/// </summary>
internal sealed class FileReach
{
    private const PathBits List = PathBits.Read | PathBits.Execute;

    private readonly Lock _gate = new();
    private readonly EstateFacts _facts;
    private readonly FileSets _sets;
    private readonly InodeSets _inodes;
    private readonly PathTree _tree;
    private readonly Dictionary<TableName, TableStorage> _storages;
    private readonly Dictionary<TableName, ViewSources> _views;
    private readonly Dictionary<TableName, int> _ordinals = [];
    private readonly Dictionary<string, int> _passing = new(StringComparer.Ordinal);
    private readonly FileSetsOfTable?[] _tables;
    private readonly Dictionary<(int All, int Any), FileReaders> _readers = [];

    internal FileReach(EstateFacts facts, AccountDirectory accounts, MembershipClosure closure)
    {
        _facts = facts;
        _sets = new(accounts);
        _inodes = new(facts.Hdfs ?? HdfsService.Default, _sets, accounts, closure);
        _tree = new(facts);
        _storages = facts.TableStorages.ToDictionary(storage => storage.Table);
        _tables = new FileSetsOfTable?[facts.Tables.Length];
        _views = facts.ViewSources.ToDictionary(view => view.View);
        for (var table = 0; table < facts.Tables.Length; table++)
        {
            _ordinals.TryAdd(facts.Tables[table].Name, table);
        }
    }

    internal PathTree Tree => _tree;

    internal FileReaders Readers(TableOrdinal table)
    {
        lock (_gate)
        {
            var found = Of(table);
            if (!_readers.TryGetValue((found.All, found.Any), out var readers))
            {
                var (all, any) = (_sets[found.All], _sets[found.Any]);
                readers = new(
                    table,
                    found.Coverage,
                    all.Sure,
                    any.Sure.Except(all.Sure),
                    any.Possible.Except(any.Sure).Union(all.Possible.Except(all.Sure)),
                    found.HasGaps
                );
                _readers.Add((found.All, found.Any), readers);
            }

            return readers with
            {
                Table = table,
                Coverage = found.Coverage,
                HasGaps = found.HasGaps,
            };
        }
    }

    /// <summary>Who reads what lies at one address; what belongs to a table below it is left out.</summary>
    internal PathReaders ReadersAt(string url)
    {
        var none = _sets[_sets.None].Sure;
        if (_facts.Hdfs is null || HdfsPath.Of(url) is not { } path)
        {
            return new(_facts.Hdfs is null ? FileCoverage.NoListing : FileCoverage.OtherFileSystem, none, none, none);
        }

        if (_tree.Find(path) is not { } node)
        {
            return new(FileCoverage.NotListed, none, none, none);
        }

        lock (_gate)
        {
            var passing = Passing(path);
            var (allBelow, anyBelow) = Below(node);
            var (all, any) = (_sets[_sets.Both(passing, allBelow)], _sets[_sets.Both(passing, anyBelow)]);
            return new(
                FileCoverage.Listed,
                all.Sure,
                any.Sure.Except(all.Sure),
                any.Possible.Except(any.Sure).Union(all.Possible.Except(all.Sure))
            );
        }
    }

    /// <summary>Numbers that are equal where tables have the same readers, for grouping.</summary>
    internal FileSetsOfTable SetsOf(TableOrdinal table)
    {
        lock (_gate)
        {
            return Of(table);
        }
    }

    internal Bounds Set(int number)
    {
        lock (_gate)
        {
            return _sets[number];
        }
    }

    /// <summary>Where the table's data lies: its location first, then the partitions that lie elsewhere.</summary>
    internal ImmutableArray<string> LocationsOf(TableResource table) =>
        [
            .. table.Location is { } location ? [location] : Array.Empty<string>(),
            .. _storages.TryGetValue(table.Name, out var storage) ? storage.PartitionsElsewhere : [],
        ];

    /// <summary>
    /// The tables whose files stand for a view's, where files decide; null where the view is not understood, or reads what is not in the
    /// catalogue. Views over views give theirs.
    /// </summary>
    internal ImmutableArray<TableOrdinal>? BasesOf(TableResource view)
    {
        var bases = new SortedSet<int>();
        var seen = new HashSet<TableName> { view.Name };
        var open = new Stack<TableName>([view.Name]);
        while (open.TryPop(out var next))
        {
            if (!_views.TryGetValue(next, out var sources) || !sources.IsComplete)
            {
                return null;
            }

            foreach (var one in sources.Tables.Where(seen.Add))
            {
                if (!_ordinals.TryGetValue(one, out var table))
                {
                    return null;
                }

                if (IsView(_facts.Tables[table]))
                {
                    open.Push(one);
                }
                else
                {
                    bases.Add(table);
                }
            }
        }

        return [.. bases.Select(table => new TableOrdinal(table))];
    }

    /// <summary>Whether the files that decide are those of the tables below: a view, where files decide.</summary>
    internal bool StandsForOthers(TableResource table) =>
        IsView(table) && _facts.Service?.Authorizer == Authorizer.StorageBased;

    private static bool IsView(TableResource table) => table is { Kind: ResourceKind.View, Location: null };

    private FileSetsOfTable Of(TableOrdinal table) => _tables[table.Value] ??= Compute(_facts.Tables[table.Value]);

    // Whoever reads a view opens the files of all that it reads.
    private FileSetsOfTable OfView(TableResource view)
    {
        if (BasesOf(view) is not { IsEmpty: false } bases)
        {
            return new(FileCoverage.NotListed, _sets.None, _sets.None, false);
        }

        var (all, any, hasGaps) = (_sets.All, _sets.All, false);
        foreach (var table in bases)
        {
            var sets = Of(table);
            if (sets.Coverage != FileCoverage.Listed)
            {
                return new(FileCoverage.NotListed, _sets.None, _sets.None, false);
            }

            (all, any, hasGaps) = (_sets.Both(all, sets.All), _sets.Both(any, sets.Any), hasGaps || sets.HasGaps);
        }

        return new(FileCoverage.Listed, all, any, hasGaps);
    }

    private FileSetsOfTable Compute(TableResource table)
    {
        if (_facts.Hdfs is null)
        {
            return Nobody(FileCoverage.NoListing);
        }

        if (StandsForOthers(table))
        {
            return OfView(table);
        }

        var locations = LocationsOf(table);
        if (locations.IsEmpty)
        {
            return Nobody(FileCoverage.NoFiles);
        }

        var paths = locations.Select(HdfsPath.Of).ToArray();
        var listed = paths.OfType<string>().Select(_tree.Find).OfType<PathNode>().ToArray();
        if (listed.Length == 0)
        {
            return Nobody(
                Array.Exists(paths, path => path is not null) ? FileCoverage.NotListed : FileCoverage.OtherFileSystem
            );
        }

        var hasGaps = listed.Length < paths.Length;
        var (all, any) = (hasGaps ? _sets.Unknown : _sets.All, _sets.None);
        foreach (var node in listed)
        {
            var passing = Passing(node.Source.Path);
            var (allBelow, anyBelow) = Below(node);
            all = _sets.Both(all, _sets.Both(passing, allBelow));
            any = _sets.Either(any, _sets.Both(passing, anyBelow));
        }

        return new(FileCoverage.Listed, all, any, hasGaps);
    }

    private FileSetsOfTable Nobody(FileCoverage coverage) => new(coverage, _sets.None, _sets.None, false);

    // Execute on every directory above.
    private int Passing(string path)
    {
        if (HdfsPath.Parent(path) is not { } parent)
        {
            return _sets.All;
        }

        if (!_passing.TryGetValue(parent, out var number))
        {
            number = Passing(parent);
            if (_tree.Find(parent) is { } node)
            {
                number = _sets.Both(number, _inodes.Allowed(node.Source.Access, PathBits.Execute));
            }

            _passing.Add(parent, number);
        }

        return number;
    }

    private (int All, int Any) Below(PathNode node)
    {
        var access = node.Source.Access;
        if (!node.Source.IsDirectory)
        {
            var read = _inodes.Allowed(access, PathBits.Read);
            return (read, read);
        }

        var listing = _inodes.Allowed(access, List);
        var (all, any, anyPartition, isLeaf) = (listing, _sets.None, _sets.None, true);
        foreach (var child in PathTree.Below(node))
        {
            isLeaf = false;
            var (allBelow, anyBelow) = Below(child);
            all = _sets.Both(all, allBelow);
            if (child.IsPartition)
            {
                anyPartition = _sets.Either(anyPartition, anyBelow);
            }
            else
            {
                any = _sets.Either(any, anyBelow);
            }
        }

        return isLeaf
            ? (listing, listing)
            : (
                all,
                _sets.Either(
                    _sets.Both(listing, any),
                    _sets.Both(_inodes.Allowed(access, PathBits.Execute), anyPartition)
                )
            );
    }
}
