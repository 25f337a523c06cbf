namespace GovernanceDashboard.Components;

/// <summary>Findings under filters.</summary>
/// <param name="Rule">A rule's id; null for all.</param>
/// <param name="Severity">The least severity, by name; null for all.</param>
/// <param name="Status">Where they stand, by word; null for all that are found.</param>
/// <param name="Owner">A pseudonym, a team, or nobody; null for all.</param>
/// <param name="IsWaiverAsked">Only those for which a waiver waits for its approval.</param>
/// <param name="Finding">The id of the one that is looked at; null for none.</param>
public sealed record FindingsAddress(
    string? Rule = null,
    string? Severity = null,
    string? Search = null,
    string? Status = null,
    string? Owner = null,
    bool IsOverdue = false,
    bool IsWaiverAsked = false,
    string? Finding = null
);
