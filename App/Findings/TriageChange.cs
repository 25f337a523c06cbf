using System.Collections.Immutable;

namespace GovernanceDashboard.Findings;

/// <summary>What is to be done about some findings; members that are null stay as they are.</summary>
/// <param name="Status">In progress, or new to put it back.</param>
/// <param name="Owner">A pseudonym, a login, or a group as <c>group:NAME</c>; <see cref="Default"/> for whom the estate's records name.</param>
/// <param name="Due">A day as 2026-12-01, or an instant; <see cref="Default"/> for the term of its severity.</param>
/// <param name="Note">One line. Names of people in it are kept as pseudonyms.</param>
public sealed record TriageChange(
    FindingStatus? Status = null,
    string? Owner = null,
    string? Due = null,
    string? Note = null
)
{
    /// <summary>Gives owner or due date back to what follows by itself.</summary>
    public const string Default = "default";

    public bool IsEmpty => this is { Status: null, Owner: null, Due: null, Note: null };
}

/// <summary>What became of a wish to do something about findings.</summary>
/// <param name="Problem">For a reader; null where it was done.</param>
/// <param name="Batch">Under which it can be taken back; null where it was not done, or cannot be taken back.</param>
/// <param name="Findings">How many it was done to.</param>
/// <param name="Waivers">Asked for, approved or ended.</param>
public sealed record TriageOutcome(string? Problem, Guid? Batch, int Findings, ImmutableArray<FindingWaiver> Waivers)
{
    internal static TriageOutcome Refused(string problem) => new(problem, null, 0, []);
}
