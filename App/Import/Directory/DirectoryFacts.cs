using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Import.Directory;

/// <summary>Accounts, groups and memberships of one kind of source, under the source's own names.</summary>
internal sealed class DirectoryFacts
{
    private readonly List<(Principal Principal, string File, bool IsStandIn)> _principals = [];
    private readonly Dictionary<Membership, string> _memberships = [];

    /// <summary>
    /// More than one may have the same id: two entries of a directory with one login. A stand-in is an identity that the source does not know: the account's
    /// own name or id is put there.
    /// </summary>
    public IReadOnlyList<(Principal Principal, string File, bool IsStandIn)> Principals => _principals;

    /// <summary>To the file that says so.</summary>
    public IReadOnlyDictionary<Membership, string> Memberships => _memberships;

    /// <summary>Members that no account or group of the files is.</summary>
    public long UnresolvedMembers { get; set; }

    public void Add(Principal principal, string file, bool isStandIn = false) =>
        _principals.Add((principal, file, isStandIn || principal.Person?.IdentityKey == principal.Id.Name));

    public void Add(Membership membership, string file) => _memberships.TryAdd(membership, file);
}
