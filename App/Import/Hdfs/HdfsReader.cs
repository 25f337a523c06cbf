using System.Collections.Immutable;
using GovernanceDashboard.Data;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Import.Hdfs;

/// <summary>
/// Reads listings of HDFS permissions (<c>getfacl -R</c>, <c>ls -R</c>) as they stream by, and the site's settings. What <c>getfacl</c>
/// says of a tree wins over what <c>ls</c> says of it: only the kinds are taken from there. Needs the tables of the same import.
/// </summary>
internal sealed class HdfsReader(ImportLedger ledger)
{
    private const string BlockBegins = "# file: ";

    private readonly List<string> _trees = []; // the first path of each getfacl file
    private PathFold? _fold;
    private HdfsService _service = HdfsService.Default;
    private string? _source;
    private bool _hasSettings;

    public bool HasListing => _source is not null;

    public ImmutableArray<DatedFact<HdfsService>> Services =>
        _source is null ? default : [new(_service, Source: _source)];

    public ImmutableArray<DatedFact<PathPermission>> Paths =>
        _source is null
            ? default
            : [.. _fold!.Kept.Select(path => new DatedFact<PathPermission>(path, Source: _source))];

    /// <summary>Call before the first listing.</summary>
    /// <param name="locations">Where tables lie.</param>
    /// <param name="logged">Paths whose permissions a change log changes: they are kept, whatever they are like now.</param>
    public void Expect(IEnumerable<string> locations, IEnumerable<string> logged) => _fold = new(locations, logged);

    public void ReadSettings(ImportFile file) =>
        file.ReadSettings(settings =>
        {
            _hasSettings = true;
            var (users, groups) = Administrators(settings.GetValueOrDefault("dfs.cluster.administrators") ?? "");
            var started = settings.GetValueOrDefault("dfs.namenode.kerberos.principal")?.Split('/', '@')[0];
            _service = new(
                [
                    .. users
                        .Append(string.IsNullOrEmpty(started) ? "hdfs" : started)
                        .Distinct()
                        .Order(StringComparer.Ordinal),
                ],
                [
                    .. groups
                        .Append(settings.GetValueOrDefault("dfs.permissions.superusergroup") ?? "supergroup")
                        .Distinct()
                        .Order(StringComparer.Ordinal),
                ],
                !"false".Equals(
                    settings.GetValueOrDefault("dfs.permissions.enabled"),
                    StringComparison.OrdinalIgnoreCase
                )
            );
            file.Accept();
        });

    /// <summary>Listings, those of <c>getfacl</c> first.</summary>
    public void ReadListings(IEnumerable<ImportFile> files)
    {
        foreach (
            var (file, isAcl) in files
                .Select(file => (file, file.FirstLine().StartsWith(BlockBegins, StringComparison.Ordinal)))
                .OrderBy(pair => !pair.Item2)
        )
        {
            _source ??= file.Name;
            if (isAcl)
            {
                ReadBlocks(file);
            }
            else
            {
                ReadLines(file);
            }
        }
    }

    /// <summary>Says what was assumed and what was left out. Call once, after the last file.</summary>
    public void Finish()
    {
        if (_source is null)
        {
            return;
        }

        if (!_hasSettings)
        {
            ledger.Warn(
                "No hdfs/hdfs-site.xml: the super user is taken to be hdfs and the super group supergroup, HDFS's defaults."
            );
        }

        if (_fold!.PassedOver > 0)
        {
            ledger.Warn(
                $"{_fold.PassedOver} paths of the listing lie outside the tables' locations and were passed over."
            );
        }

        if (!_fold.Knows("/"))
        {
            ledger.Warn(
                "The listing does not begin at the root: directories above it are taken as passable for everybody, and shown as not listed."
            );
        }
    }

    private void ReadBlocks(ImportFile file)
    {
        AclBlock? block = null;
        string? tree = null;
        (Inode Inode, long Line)? held = null;
        var begun = 0L;
        var isBroken = false;
        file.ReadLines(
            (line, number) =>
            {
                if (line is null)
                {
                    isBroken = true;
                    file.Refuse(number, "not valid UTF-8");
                }
                else if (line.StartsWith(BlockBegins, StringComparison.Ordinal))
                {
                    Close();
                    (block, begun, isBroken) = (new(line[BlockBegins.Length..]), number, false);
                }
                else if (line.Length > 0 && !isBroken)
                {
                    if (block is null)
                    {
                        throw new InvalidDataException("no block has begun");
                    }

                    try
                    {
                        block.Add(line);
                    }
                    catch (InvalidDataException)
                    {
                        isBroken = true;
                        throw;
                    }
                }
            }
        );
        Close();
        Release(null);
        if (tree is not null)
        {
            _trees.Add(tree);
        }

        void Close()
        {
            if (block is null || isBroken)
            {
                return;
            }

            try
            {
                var inode = block.Finish();
                tree ??= inode.Path;
                Release(inode);
                held = (inode, begun);
                file.Accept();
            }
            catch (InvalidDataException refused)
            {
                file.Refuse(begun, refused.Message);
            }

            block = null;
        }

        // What follows tells whether an inode is a directory: a listing shows what is in it next.
        void Release(Inode? next)
        {
            if (held is not var (inode, _))
            {
                return;
            }

            var hasBelow = next is not null && HdfsPath.IsWithin(next.Path, inode.Path);
            var isDirectory =
                inode.IsDirectory ?? (hasBelow || IsDirectoryByName(inode.Path) || _fold!.IsLocation(inode.Path));
            _fold!.Add(inode.Path, isDirectory, inode.Access);
            held = null;
        }
    }

    private static bool IsDirectoryByName(string path) =>
        path.AsSpan(path.LastIndexOf(HdfsPath.Separator) + 1).Contains('=');

    private void ReadLines(ImportFile file) =>
        file.ReadLines(
            (line, number) =>
            {
                if (line is null)
                {
                    file.Refuse(number, "not valid UTF-8");
                    return;
                }

                if (line.Length == 0 || line.StartsWith("Found ", StringComparison.Ordinal))
                {
                    return;
                }

                var inode = ListingLine.Parse(line);
                if (_trees.Exists(tree => HdfsPath.IsWithin(inode.Path, tree)))
                {
                    _fold!.Correct(inode.Path, inode.IsDirectory == true);
                }
                else
                {
                    _fold!.Add(inode.Path, inode.IsDirectory == true, inode.Access);
                }

                file.Accept();
            }
        );

    // "user1,user2 group1,group2"; either may be missing, and * stands for everybody.
    private static (string[] Users, string[] Groups) Administrators(string text)
    {
        var parts = text.Split(' ', 2);
        return (Names(parts[0]), parts.Length > 1 ? Names(parts[1]) : []);

        static string[] Names(string list) =>
            list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
