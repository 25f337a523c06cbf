using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.HdfsPermissions;

/// <summary>
/// Who is allowed what on one inode, as sets (sources 4.2): the first class that an account falls into decides, and groups are not added
/// up. Inodes with equal permissions share their sets.
/// </summary>
internal sealed class InodeSets(
    HdfsService service,
    FileSets sets,
    AccountDirectory accounts,
    MembershipClosure closure
)
{
    private readonly Dictionary<(PathAccess Access, PathBits Wanted), int> _known = [];
    private readonly PrincipalSet _superUsers = service
        .SuperUsers.Select(PrincipalId.Login)
        .Concat(service.SuperGroups.Select(PrincipalId.Group))
        .Where(principal => !principal.IsEveryone)
        .Aggregate(accounts.None, (all, principal) => all.Union(closure.Members(principal)));

    internal int Allowed(PathAccess access, PathBits wanted)
    {
        if (!service.ChecksPermissions)
        {
            return sets.All;
        }

        if (!_known.TryGetValue((access, wanted), out var number))
        {
            _known.Add((access, wanted), number = sets.Number(Decide(access, wanted)));
        }

        return number;
    }

    private Bounds Decide(PathAccess access, PathBits wanted)
    {
        var allowed = accounts.None;
        var owner = closure.Members(PrincipalId.Login(access.Owner));
        var decided = owner;
        if (access.OwnerBits.HasFlag(wanted))
        {
            allowed = owner;
        }

        if (access.HasUnknownEntries)
        {
            // Whom the entries name is not known: everybody else may be one of them, masked, or none of them.
            var may = (access.Mask ?? PathBits.None).HasFlag(wanted) || access.OtherBits.HasFlag(wanted);
            var others = may ? accounts.All.Except(owner) : accounts.None;
            return With(allowed, allowed.Union(others));
        }

        foreach (var entry in access.Entries.Where(entry => entry.Principal.Namespace == PrincipalNamespace.Login))
        {
            var named = closure.Members(entry.Principal).Except(decided);
            decided = decided.Union(named);
            allowed = Masked(access, entry.Bits).HasFlag(wanted) ? allowed.Union(named) : allowed;
        }

        var matched = accounts.None;
        var sufficient = accounts.None;
        foreach (var (group, bits) in Groups(access))
        {
            // A group of that name is not everybody, and its members are not known apart.
            if (group.IsEveryone)
            {
                var open = accounts.All.Except(decided);
                return With(allowed, allowed.Union(open));
            }

            var members = closure.Members(group);
            matched = matched.Union(members);
            sufficient = Masked(access, bits).HasFlag(wanted) ? sufficient.Union(members) : sufficient;
        }

        allowed = allowed.Union(sufficient.Except(decided));
        decided = decided.Union(matched);
        return access.OtherBits.HasFlag(wanted)
            ? With(allowed.Union(accounts.All.Except(decided)), null)
            : With(allowed, null);
    }

    private static IEnumerable<(PrincipalId Group, PathBits Bits)> Groups(PathAccess access) =>
        access
            .Entries.Where(entry => entry.Principal.Namespace == PrincipalNamespace.Group)
            .Select(entry => (entry.Principal, entry.Bits))
            .Prepend((PrincipalId.Group(access.Group), access.GroupBits));

    private static PathBits Masked(PathAccess access, PathBits bits) => bits & (access.Mask ?? (PathBits)7);

    private Bounds With(PrincipalSet sure, PrincipalSet? possible)
    {
        sure = sure.Union(_superUsers);
        var most = possible?.Union(_superUsers) ?? sure;
        return most.Equals(sure) ? new(sure, sure) : new(sure, most);
    }
}
