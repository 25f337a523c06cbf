namespace GovernanceDashboard.Domain;

/// <summary>How many facts of a kind may or may not have held at an instant.</summary>
/// <param name="Kind">The name of the kind, a plural: "memberships".</param>
/// <param name="Count">1 or more.</param>
public sealed record FactsInDoubt(string Kind, long Count);
