namespace GovernanceDashboard.Access;

/// <summary>How much of a table a principal can read (product definitions, "What a reader can read"). Ordered: higher is more.</summary>
public enum AccessLevel
{
    /// <summary>Not even visible.</summary>
    None,

    /// <summary>Visible (<c>_any</c>) and nothing more.</summary>
    MetadataOnly,

    /// <summary>The table request is allowed but no column is: <c>count(*)</c>.</summary>
    TableOnly,

    /// <summary>Some columns.</summary>
    Partial,

    /// <summary>Every column, partition keys included.</summary>
    Full,
}

/// <summary>The answer to one concrete question. Conditional: the outcome hangs on something that cannot be known statically.</summary>
public enum AccessDecision
{
    Denied,
    Allowed,
    Conditional,
}
