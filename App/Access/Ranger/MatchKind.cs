namespace GovernanceDashboard.Access.Ranger;

/// <summary>How a policy's resource lies to the requested one (semantics, section 5).</summary>
internal enum MatchKind
{
    None,
    Self,
    SelfAndAllDescendants,

    /// <summary>The policy names a parent of what is asked for.</summary>
    Ancestor,

    /// <summary>The policy names something below what is asked for.</summary>
    Descendant,
}

internal static class MatchKinds
{
    /// <summary>Whether a resource policy with this match counts for a concrete access (semantics, section 6).</summary>
    internal static bool CountsForAccess(this MatchKind match) =>
        match is MatchKind.Self or MatchKind.SelfAndAllDescendants;

    /// <summary>Whether it counts for visibility (<c>_any</c>).</summary>
    internal static bool CountsForVisibility(this MatchKind match) =>
        match.CountsForAccess() || match == MatchKind.Descendant;
}
