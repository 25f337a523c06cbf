namespace GovernanceDashboard.Cli;

/// <summary>Lines of a CSV file.</summary>
/// <param name="Rows">Each as long as the header.</param>
/// <param name="Of">What a row is, in the singular: "table".</param>
internal sealed record CsvRows(IReadOnlyList<string?> Header, IEnumerable<IReadOnlyList<string?>> Rows, string Of);
