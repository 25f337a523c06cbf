namespace GovernanceDashboard.Components;

/// <summary>The commitments board.</summary>
/// <param name="State">Only commitments that stand there, by word; null for all.</param>
/// <param name="Commitment">The id of the one that is looked at; null for none.</param>
public sealed record CommitmentsAddress(string? State = null, string? Commitment = null);
