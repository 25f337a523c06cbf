using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Tests.Reference;

/// <summary>Slow and obvious: walks one login down to one table's files. Shares no code with the engine. Answers are pairs: surely, and possibly.</summary>
internal sealed class HdfsReference(EstateFacts facts)
{
    internal readonly record struct Answer(bool All, bool MayAll, bool Any, bool MayAny);

    /// <summary>Null where nothing can be known: no listing, no location in it.</summary>
    internal Answer? Reads(string login, TableResource table)
    {
        if (facts.Hdfs is null)
        {
            return null;
        }

        if (
            table is { Kind: ResourceKind.View, Location: null }
            && facts.Service!.Authorizer == Authorizer.StorageBased
        )
        {
            return ReadsView(login, table.Name);
        }

        var locations = new List<string>();
        if (table.Location is { } location)
        {
            locations.Add(location);
        }

        foreach (var storage in facts.TableStorages.Where(storage => storage.Table == table.Name))
        {
            locations.AddRange(storage.PartitionsElsewhere);
        }

        var answer = new Answer(true, true, false, false);
        var known = 0;
        foreach (var one in locations)
        {
            var path = Strip(one);
            if (path is null || Find(path) is null)
            {
                answer = answer with { All = false };
                continue;
            }

            known++;
            var (passes, mayPass) = (true, true);
            foreach (var ancestor in Ancestors(path))
            {
                var (sure, possible) = Decide(login, Find(ancestor), PathBits.Execute);
                passes &= sure;
                mayPass &= possible;
            }

            var below = Subtree(login, Find(path)!);
            answer = new(
                answer.All && passes && below.All,
                answer.MayAll && mayPass && below.MayAll,
                answer.Any || (passes && below.Any),
                answer.MayAny || (mayPass && below.MayAny)
            );
        }

        return known == 0 ? null : answer;
    }

    // All that it reads, through other views too; null as soon as something of it is not known.
    private Answer? ReadsView(string login, TableName view)
    {
        var read = new HashSet<TableName> { view };
        for (var grown = true; grown; )
        {
            grown = false;
            foreach (var sources in facts.ViewSources.Where(sources => read.Contains(sources.View)))
            {
                foreach (var one in sources.Tables)
                {
                    grown |= read.Add(one);
                }
            }
        }

        Answer? answer = null;
        foreach (var one in read)
        {
            if (facts.Tables.FirstOrDefault(found => found.Name == one) is not { } table)
            {
                return null;
            }

            if (table.Kind == ResourceKind.View)
            {
                if (!facts.ViewSources.Any(sources => sources.View == one && sources.IsComplete))
                {
                    return null;
                }
            }
            else if (Reads(login, table) is { } known)
            {
                answer = answer is not { } before
                    ? known
                    : new(
                        before.All && known.All,
                        before.MayAll && known.MayAll,
                        before.Any && known.Any,
                        before.MayAny && known.MayAny
                    );
            }
            else
            {
                return null;
            }
        }

        return answer;
    }

    /// <summary>One inode: the first class that fits decides.</summary>
    internal (bool Sure, bool Possible) Decide(string login, PathPermission? inode, PathBits wanted)
    {
        if (inode is null || !facts.Hdfs!.ChecksPermissions)
        {
            return (true, true);
        }

        var groups = GroupsOf(login);
        if (facts.Hdfs.SuperUsers.Contains(login) || facts.Hdfs.SuperGroups.Any(groups.Contains))
        {
            return (true, true);
        }

        var access = inode.Access;
        if (access.Owner == login)
        {
            return Same(Holds(access.OwnerBits));
        }

        var mask = access.Mask ?? PathBits.Read | PathBits.Write | PathBits.Execute;
        if (access.HasUnknownEntries)
        {
            return (false, Holds(mask & (access.Mask ?? PathBits.None)) || Holds(access.OtherBits));
        }

        foreach (var entry in access.Entries)
        {
            if (entry.Principal == PrincipalId.Login(login))
            {
                return Same(Holds(entry.Bits & mask));
            }
        }

        var matched = false;
        if (groups.Contains(access.Group))
        {
            matched = true;
            if (Holds(access.GroupBits & mask))
            {
                return Same(true);
            }
        }

        foreach (var entry in access.Entries)
        {
            if (entry.Principal.Namespace == PrincipalNamespace.Group && groups.Contains(entry.Principal.Name))
            {
                matched = true;
                if (Holds(entry.Bits & mask))
                {
                    return Same(true);
                }
            }
        }

        return Same(!matched && Holds(access.OtherBits));

        bool Holds(PathBits bits) => (bits & wanted) == wanted;

        static (bool, bool) Same(bool value) => (value, value);
    }

    private Answer Subtree(string login, PathPermission inode)
    {
        if (!inode.IsDirectory)
        {
            var (read, mayRead) = Decide(login, inode, PathBits.Read);
            return new(read, mayRead, read, mayRead);
        }

        var (lists, mayList) = Decide(login, inode, PathBits.Read | PathBits.Execute);
        var (passes, mayPass) = Decide(login, inode, PathBits.Execute);
        var children = facts
            .Paths.Where(path => path.Path != "/" && Parent(path.Path) == inode.Path && !IsLocation(path.Path))
            .ToArray();
        if (children.Length == 0)
        {
            return new(lists, mayList, lists, mayList);
        }

        var answer = new Answer(lists, mayList, false, false);
        foreach (var child in children)
        {
            var below = Subtree(login, child);
            var isPartition = child.IsDirectory && child.Path.Split('/')[^1].Contains('=');
            answer = new(
                answer.All && below.All,
                answer.MayAll && below.MayAll,
                answer.Any || (below.Any && (isPartition ? passes : lists)),
                answer.MayAny || (below.MayAny && (isPartition ? mayPass : mayList))
            );
        }

        return answer;
    }

    private bool IsLocation(string path) =>
        facts.Tables.Any(table => table.Location is { } location && Strip(location) == path)
        || facts.TableStorages.Any(storage => storage.PartitionsElsewhere.Any(place => Strip(place) == path));

    private PathPermission? Find(string path) => facts.Paths.FirstOrDefault(inode => inode.Path == path);

    private static IEnumerable<string> Ancestors(string path)
    {
        for (var parent = Parent(path); parent != ""; parent = Parent(parent))
        {
            yield return parent;
        }
    }

    private static string Parent(string path) =>
        path == "/" ? ""
        : path.LastIndexOf('/') == 0 ? "/"
        : path[..path.LastIndexOf('/')];

    private static string? Strip(string location)
    {
        if (location.StartsWith("s3a:", StringComparison.Ordinal))
        {
            return null;
        }

        var path = location.StartsWith("hdfs://", StringComparison.Ordinal)
            ? location[location.IndexOf('/', "hdfs://".Length)..]
            : location;
        return path.TrimEnd('/');
    }

    private HashSet<string> GroupsOf(string login)
    {
        var found = new HashSet<string>();
        for (var grown = true; grown; )
        {
            grown = false;
            foreach (var edge in facts.Memberships)
            {
                var isIn =
                    edge.Member == PrincipalId.Login(login)
                    || (edge.Member.Namespace == PrincipalNamespace.Group && found.Contains(edge.Member.Name));
                if (isIn && edge.Container.Namespace == PrincipalNamespace.Group)
                {
                    grown |= found.Add(edge.Container.Name);
                }
            }
        }

        return found;
    }
}
