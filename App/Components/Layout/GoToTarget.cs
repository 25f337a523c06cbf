namespace GovernanceDashboard.Components.Layout;

/// <summary>One place that the go-to box offers.</summary>
/// <param name="Kind">What it is, as the list's right column says: Page, Table group, Database, Table, Person.</param>
public sealed record GoToTarget(string Kind, string Icon, string Text, string? Detail, string Link);
