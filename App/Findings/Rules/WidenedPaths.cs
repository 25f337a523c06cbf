using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>When permissions of paths were last opened further, from their versions.</summary>
internal sealed class WidenedPaths(EstateChanges changes, DateTimeOffset now)
{
    private readonly Dictionary<string, DateTimeOffset> _since = changes
        .Paths.GroupBy(path => path.Value.Path, StringComparer.Ordinal)
        .Select(versions =>
            (Path: versions.Key, Since: LastWidened([.. versions.OrderBy(version => version.From)], now))
        )
        .Where(path => path.Since is not null)
        .ToDictionary(path => path.Path, path => path.Since!.Value, StringComparer.Ordinal);

    /// <summary>The latest instant at which one of the locations, or a directory above, was opened further; null where none is known to have been.</summary>
    public DateTimeOffset? Since(IEnumerable<string> locations)
    {
        DateTimeOffset? last = null;
        foreach (var location in locations)
        {
            for (var path = HdfsPath.Of(location); path is not null; path = HdfsPath.Parent(path))
            {
                if (_since.TryGetValue(path, out var at) && (last is null || at > last))
                {
                    last = at;
                }
            }
        }

        return last;
    }

    private static DateTimeOffset? LastWidened(ImmutableArray<HeldFact<PathPermission>> versions, DateTimeOffset now)
    {
        for (var at = versions.Length - 1; at > 0; at--)
        {
            if (versions[at].From <= now && IsWider(versions[at].Value.Access, versions[at - 1].Value.Access))
            {
                return versions[at].From;
            }
        }

        return null;
    }

    private static bool IsWider(PathAccess access, PathAccess before) =>
        (access.OtherBits & ~before.OtherBits) != PathBits.None
        || (access.GroupBits & ~before.GroupBits) != PathBits.None
        || access.Owner != before.Owner
        || access.Group != before.Group
        || (before.Mask is { } mask && access.Mask is { } wider && (wider & ~mask) != PathBits.None)
        || access.Entries.Any(entry =>
            (
                entry.Bits
                & ~(before.Entries.FirstOrDefault(old => old.Principal == entry.Principal)?.Bits ?? PathBits.None)
            ) != PathBits.None
        );
}
