using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access;

/// <summary>Which class of an inode's permissions an account fell into: the first that fits decides (sources 4.2).</summary>
public enum PathClass
{
    /// <summary>Super users pass everywhere.</summary>
    SuperUser,
    Owner,

    /// <summary>An ACL entry names the login.</summary>
    NamedUser,

    /// <summary>The owning group or a named one holds the account; one of them alone has to suffice.</summary>
    Groups,
    Other,

    /// <summary>An access-control list decides that was not listed.</summary>
    UnknownEntries,

    /// <summary>The inode is not in the listing: a directory above is taken as passable.</summary>
    NotListed,

    /// <summary>The file system checks no permissions (dfs.permissions.enabled is false).</summary>
    Unchecked,
}

/// <summary>One inode's say on one account.</summary>
/// <param name="Wanted">Execute above a location, read and execute on its directories, read on its files.</param>
/// <param name="IsAllowed">Null where it is not known.</param>
/// <param name="By">The entry that decided: the owner, the named user, or the group that sufficed (or came first); null for others.</param>
/// <param name="Bits">What the class holds there, the mask applied.</param>
/// <param name="MaskedFrom">The entry's own bits where the mask took some away; null otherwise.</param>
public sealed record PathStep(
    string Path,
    PathBits Wanted,
    PathClass Class,
    bool? IsAllowed,
    PrincipalId? By,
    PathBits Bits,
    PathBits? MaskedFrom
);

/// <summary>One place where a table's data lies, and the way to it.</summary>
/// <param name="Location">As the metastore writes it.</param>
/// <param name="IsListed">False where the listing does not hold it, or it is in another file system.</param>
/// <param name="Level">Full: all that is listed there; Partial: some of it.</param>
/// <param name="Way">The ancestors from the root, then the location itself.</param>
/// <param name="Refusing">Inodes below the location that refuse, the first few; each stands for all like it.</param>
/// <param name="RefusingCount">How many of them are listed.</param>
public sealed record FilePlace(
    string Location,
    bool IsPartition,
    bool IsListed,
    AccessLevel Level,
    ImmutableArray<PathStep> Way,
    ImmutableArray<PathStep> Refusing,
    int RefusingCount
);

/// <summary>Why one account can, or cannot, read one table's files.</summary>
/// <param name="IsBypass">It can read files, and nothing of the table in Hive.</param>
public sealed record FileExplanation(
    PrincipalOrdinal Account,
    TableOrdinal Table,
    FileCoverage Coverage,
    AccessLevel Level,
    bool IsBypass,
    ImmutableArray<FilePlace> Places
);
