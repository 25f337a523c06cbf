namespace GovernanceDashboard.Components;

/// <summary>Access over time to a table, or of a person.</summary>
/// <param name="Scope"><c>table:db.t</c>, <c>principal:P</c> or any other scope, as typed; null before the reader chose one.</param>
/// <param name="Instant">As typed: where the scrubber stands; null for the picture's own instant.</param>
public sealed record TimelineAddress(string? Scope = null, string? Instant = null)
{
    /// <summary>Also <c>table=db.t</c> and <c>person=P</c> stand for a scope, where a link names none.</summary>
    public static TimelineAddress Of(string? scope, string? table, string? person, string? instant) =>
        new(
            scope
                ?? (
                    table is not null ? "table:" + table
                    : person is not null ? "principal:" + person
                    : null
                ),
            instant
        );
}
