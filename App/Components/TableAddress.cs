using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Components;

/// <summary>A table's page with what is open on it.</summary>
/// <param name="Tab">The open tab's name; null for the first.</param>
/// <param name="Column">Readers of this column instead of the table.</param>
/// <param name="Person">Whose explanation is open: a label's reference.</param>
/// <param name="Flag">Only readers with this flag: <c>masked</c>, <c>filtered</c>, <c>conditional</c>; null for all.</param>
public sealed record TableAddress(
    TableName Table,
    string? Tab = null,
    string? Column = null,
    string? Person = null,
    string? Flag = null
);
