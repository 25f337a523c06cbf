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
}

/// <summary>What kind of data a resource holds: one class on one database, table or column (Ranger's tag).</summary>
/// <param name="MayContain">True where the contents are possible but not found.</param>
/// <param name="Instance">What the source says of this one tag; null where it says no more than the class.</param>
public sealed record Classification(
    ResourceName Resource,
    string Class,
    ClassificationBasis Basis,
    bool MayContain = false,
    TagInstance? Instance = null
);
