using System.Collections.Immutable;

namespace GovernanceDashboard.Domain;

/// <summary>The three permission bits of one class (sources, section 4).</summary>
[Flags]
public enum PathBits
{
    None = 0,
    Execute = 1,
    Write = 2,
    Read = 4,
}

/// <summary>An ACL entry for a named user (a login) or a named group.</summary>
public sealed record PathEntry(PrincipalId Principal, PathBits Bits);

/// <summary>
/// The permissions of one HDFS inode. Default entries are left out: they never decide (sources 4.2).
/// </summary>
/// <param name="GroupBits">Of the owning group: its own <c>group::</c> entry, not the mode's middle triplet, which is the mask where there is an ACL.</param>
/// <param name="Mask">Null where there is no extended ACL.</param>
/// <param name="Entries">Named users and groups, in the listing's order; empty without an ACL.</param>
/// <param name="HasUnknownEntries">True where a plain listing shows a <c>+</c> and nobody listed the ACL: the mask is known, whom it concerns is not.</param>
public sealed record PathAccess(
    string Owner,
    string Group,
    PathBits OwnerBits,
    PathBits GroupBits,
    PathBits OtherBits,
    PathBits? Mask,
    ImmutableArray<PathEntry> Entries,
    bool HasUnknownEntries = false
)
{
    public bool Equals(PathAccess? other) =>
        other is not null
        && Owner == other.Owner
        && Group == other.Group
        && (OwnerBits, GroupBits, OtherBits, Mask, HasUnknownEntries)
            == (other.OwnerBits, other.GroupBits, other.OtherBits, other.Mask, other.HasUnknownEntries)
        && Entries.AsSpan().SequenceEqual(other.Entries.AsSpan());

    public override int GetHashCode() =>
        HashCode.Combine(Owner, Group, OwnerBits, GroupBits, OtherBits, Mask, Entries.Length);
}

/// <summary>One inode that decides over a table's files: an ancestor, the location, or one below it that stands for all like it.</summary>
/// <param name="Path">Absolute, without scheme, authority or closing slash; <c>/</c> for the root.</param>
public sealed record PathPermission(string Path, bool IsDirectory, PathAccess Access);

/// <summary>Reads locations as the metastore writes them.</summary>
public static class HdfsPath
{
    public const char Separator = '/';

    /// <summary>The path of <c>hdfs://authority/a/b/</c> or <c>/a/b</c>, as <see cref="PathPermission.Path"/> has it; null for another file system.</summary>
    public static string? Of(string location)
    {
        var path = location;
        var scheme = location.IndexOf("://", StringComparison.Ordinal);
        if (scheme >= 0)
        {
            if (location[..scheme].ToLowerInvariant() is not ("hdfs" or "viewfs" or "webhdfs"))
            {
                return null;
            }

            var from = location.IndexOf(Separator, scheme + 3);
            path = from < 0 ? "/" : location[from..];
        }
        else if (location.StartsWith("hdfs:/", StringComparison.OrdinalIgnoreCase))
        {
            path = location[5..];
        }

        return path.StartsWith(Separator) ? Clean(path) : null;
    }

    /// <summary>The parent directory; null for the root.</summary>
    public static string? Parent(string path)
    {
        var last = path.LastIndexOf(Separator);
        return path.Length <= 1 ? null
            : last == 0 ? "/"
            : path[..last];
    }

    /// <summary>Whether the path is the folder or lies in it, on a boundary of names.</summary>
    public static bool IsWithin(string path, string folder) =>
        folder == "/"
        || (
            path.StartsWith(folder, StringComparison.Ordinal)
            && (path.Length == folder.Length || path[folder.Length] == Separator)
        );

    private static string Clean(string path)
    {
        while (path.Contains("//", StringComparison.Ordinal))
        {
            path = path.Replace("//", "/", StringComparison.Ordinal);
        }

        return path.Length > 1 && path[^1] == Separator ? path[..^1] : path;
    }
}
