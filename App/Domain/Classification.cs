namespace GovernanceDashboard.Domain;

/// <summary>How harmful disclosure is. Ordered: a higher value is more harmful.</summary>
public enum SensitivityLabel
{
    Public,
    Internal,
    Confidential,
    Restricted,
}

/// <summary>How a classification came about.</summary>
public enum ClassificationBasis
{
    /// <summary>The source says so (a Ranger tag). Only these drive tag policies.</summary>
    Import,

    /// <summary>A rule over names, types and comments inferred it.</summary>
    Rule,
    Owner,

    /// <summary>It came over lineage edges from a resource that has it.</summary>
    Lineage,

    /// <summary>The data catalogue (Atlas) says so, and Ranger, which has tags of its own, does not.</summary>
    Catalogue,

    /// <summary>One of our users says so, with a reason. It sets aside what rules and lineage say, never a tag.</summary>
    Override,
}

/// <summary>What kind of data a resource holds: one class on one database, table or column (Ranger's tag).</summary>
/// <param name="MayContain">True where the contents are possible but not found.</param>
/// <param name="Instance">What the source says of this one tag; null where it says no more than the class.</param>
/// <param name="Origin">Where an inferred class came from, or who set it and why; null where the basis says it all.</param>
public sealed record Classification(
    ResourceName Resource,
    string Class,
    ClassificationBasis Basis,
    bool MayContain = false,
    TagInstance? Instance = null,
    string? Origin = null
);

/// <summary>A class that one of our users set on a table or column, with a reason.</summary>
/// <param name="Resource">Never a whole database.</param>
/// <param name="From">The newest snapshot when it was set: it holds for that one and later ones.</param>
/// <param name="To">The newest snapshot when it was taken back: that one and later ones go without it. Null while it stands.</param>
public sealed record ClassOverride(
    long Id,
    ResourceName Resource,
    string Class,
    string Reason,
    string SetBy,
    DateTimeOffset SetAt,
    SnapshotId From,
    SnapshotId? To = null
)
{
    public bool HoldsFor(SnapshotId snapshot) =>
        From.CompareTo(snapshot) <= 0 && (To is not { } to || snapshot.CompareTo(to) < 0);
}
