using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.HdfsPermissions;

/// <summary>How one account fares on one inode: the first class that fits decides, without falling through (sources 4.2).</summary>
internal sealed class InodeDecision(
    HdfsService service,
    PrincipalId account,
    PrincipalOrdinal ordinal,
    MembershipClosure closure
)
{
    private readonly PrincipalId? _superBy = SuperBy(service, account, ordinal, closure);

    internal PathStep On(PathPermission inode, PathBits wanted)
    {
        var access = inode.Access;
        if (!service.ChecksPermissions)
        {
            return new(inode.Path, wanted, PathClass.Unchecked, true, null, wanted, null);
        }

        if (_superBy is { } by)
        {
            return new(inode.Path, wanted, PathClass.SuperUser, true, by, wanted, null);
        }

        if (access.Owner == account.Name)
        {
            return Step(PathClass.Owner, account, access.OwnerBits, null);
        }

        if (access.HasUnknownEntries)
        {
            var may = access.Mask.GetValueOrDefault().HasFlag(wanted) || access.OtherBits.HasFlag(wanted);
            return new(inode.Path, wanted, PathClass.UnknownEntries, may ? null : false, null, PathBits.None, null);
        }

        if (access.Entries.FirstOrDefault(entry => entry.Principal == account) is { } named)
        {
            return Step(PathClass.NamedUser, account, named.Bits, access.Mask);
        }

        var groups = access
            .Entries.Where(entry => entry.Principal.Namespace == PrincipalNamespace.Group)
            .Prepend(new(PrincipalId.Group(access.Group), access.GroupBits))
            .Where(entry => entry.Principal.IsEveryone || closure.Members(entry.Principal).Contains(ordinal))
            .ToArray();
        if (Array.Exists(groups, entry => entry.Principal.IsEveryone))
        {
            return new(inode.Path, wanted, PathClass.UnknownEntries, null, null, PathBits.None, null);
        }

        return groups.Length == 0 ? Step(PathClass.Other, null, access.OtherBits, null)
            : Array.Find(groups, entry => Masked(entry.Bits, access.Mask).HasFlag(wanted)) is { } sufficient
                ? Step(PathClass.Groups, sufficient.Principal, sufficient.Bits, access.Mask)
            : Step(PathClass.Groups, groups[0].Principal, groups[0].Bits, access.Mask);

        PathStep Step(PathClass decided, PrincipalId? entry, PathBits bits, PathBits? mask)
        {
            var effective = Masked(bits, mask);
            return new(
                inode.Path,
                wanted,
                decided,
                effective.HasFlag(wanted),
                entry,
                effective,
                effective == bits ? null : bits
            );
        }
    }

    private static PathBits Masked(PathBits bits, PathBits? mask) => mask is { } most ? bits & most : bits;

    private static PrincipalId? SuperBy(
        HdfsService service,
        PrincipalId account,
        PrincipalOrdinal ordinal,
        MembershipClosure closure
    )
    {
        if (service.SuperUsers.Contains(account.Name))
        {
            return account;
        }

        foreach (var group in service.SuperGroups.Select(PrincipalId.Group))
        {
            if (!group.IsEveryone && closure.Members(group).Contains(ordinal))
            {
                return group;
            }
        }

        return null;
    }
}
