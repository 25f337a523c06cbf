using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Ranger.Requests;

/// <summary>What the engine answers.</summary>
public enum DecisionOutcome
{
    Denied,

    /// <summary>Depends on a condition that is not decided: allowed at best, denied at worst (semantics, section 14).</summary>
    Conditional,
    Allowed,
}

/// <summary>The answer to one request.</summary>
/// <param name="IsDetermined">False where no policy has an opinion: the denial is then by default, and another authorizer may speak.</param>
/// <param name="IsAudited">Whether the access would be recorded.</param>
/// <param name="PolicyId">The policy behind the winning opinion; null for none, and for super users.</param>
/// <param name="Zone">Whose policies decided; null for the unzoned ones.</param>
/// <param name="Undecided">Why it is conditional; empty otherwise.</param>
public sealed record AccessDecision(
    DecisionOutcome Outcome,
    bool IsDetermined,
    bool IsAudited,
    long? PolicyId,
    string? Zone,
    ImmutableArray<string> Undecided
);

/// <summary>The mask or row filter that a request meets.</summary>
/// <param name="PolicyId">Null where none applies.</param>
/// <param name="IsConditional">An undecided condition may put another one in its place.</param>
public sealed record ShownAs(
    long? PolicyId,
    MaskInfo? Mask,
    string? RowFilter,
    bool IsConditional,
    ImmutableArray<string> Undecided
)
{
    public static ShownAs Whole { get; } = new(null, null, null, false, []);
}

/// <summary>Whom the policies on a resource name, by effect (Ranger's RangerResourceAccessInfo).</summary>
public sealed record NamedOnResource(
    ImmutableSortedSet<string> AllowedUsers,
    ImmutableSortedSet<string> AllowedGroups,
    ImmutableSortedSet<string> DeniedUsers,
    ImmutableSortedSet<string> DeniedGroups
);
