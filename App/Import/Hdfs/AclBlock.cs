using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Import.Hdfs;

/// <summary>Gathers the lines of one block of <c>hdfs dfs -getfacl -R</c> (sources 4.1). Default entries are passed over: they never decide.</summary>
internal sealed class AclBlock(string path)
{
    private const string Effective = "\t#effective:";

    private readonly List<PathEntry> _entries = [];
    private string? _owner;
    private string? _group;
    private PathBits? _ownerBits;
    private PathBits? _groupBits;
    private PathBits? _otherBits;
    private PathBits? _mask;
    private bool _hasDefaults;

    /// <exception cref="InvalidDataException">The line is none of a block's.</exception>
    public void Add(string line)
    {
        if (line.StartsWith("# owner: ", StringComparison.Ordinal))
        {
            _owner = line["# owner: ".Length..];
        }
        else if (line.StartsWith("# group: ", StringComparison.Ordinal))
        {
            _group = line["# group: ".Length..];
        }
        else if (!line.StartsWith("# flags: ", StringComparison.Ordinal))
        {
            AddEntry(line);
        }
    }

    /// <exception cref="InvalidDataException">Something that every block has is missing.</exception>
    public Inode Finish()
    {
        if (!path.StartsWith(HdfsPath.Separator))
        {
            throw new InvalidDataException("a path that does not begin at the root");
        }

        var access = new PathAccess(
            _owner ?? throw Missing("# owner:"),
            _group ?? throw Missing("# group:"),
            _ownerBits ?? throw Missing("user::"),
            _groupBits ?? throw Missing("group::"),
            _otherBits ?? throw Missing("other::"),
            _mask,
            [.. _entries]
        );
        if (_mask is null && _entries.Count > 0)
        {
            throw Missing("mask::");
        }

        return new(HdfsPath.Of(path)!, _hasDefaults ? true : null, access);
    }

    private static InvalidDataException Missing(string what) => new($"a block without {what}");

    private void AddEntry(string line)
    {
        var effective = line.IndexOf(Effective, StringComparison.Ordinal);
        var entry = (effective < 0 ? line : line[..effective]).TrimEnd();
        if (entry.StartsWith("default:", StringComparison.Ordinal))
        {
            _hasDefaults = true;
            return;
        }

        var (first, last) = (entry.IndexOf(':'), entry.LastIndexOf(':'));
        if (first < 0 || last == first)
        {
            throw new InvalidDataException("a line that is no entry of an access-control list");
        }

        // A name may hold colons itself.
        var (scope, name, bits) = (entry[..first], entry[(first + 1)..last], BitText.Parse(entry.AsSpan(last + 1)));
        switch (scope, name)
        {
            case ("user", ""):
                _ownerBits = bits;
                break;
            case ("group", ""):
                _groupBits = bits;
                break;
            case ("other", ""):
                _otherBits = bits;
                break;
            case ("mask", ""):
                _mask = bits;
                break;
            case ("user", _):
                _entries.Add(new(PrincipalId.Login(name), bits));
                break;
            case ("group", _):
                _entries.Add(new(PrincipalId.Group(name), bits));
                break;
            default:
                throw new InvalidDataException("an entry that is none of user, group, mask and other");
        }
    }
}
