using System.Globalization;
using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Tables;

/// <summary>Who used a table, as the audit logs say.</summary>
public sealed partial class TableUsePart : ComponentBase
{
    private static readonly string[] s_header =
    [
        "principal",
        "kind",
        "can_read_now",
        "reads",
        "refused",
        "writes",
        "first",
        "last",
        "channels",
        "columns",
        "department",
        .. StampColumns.Header,
    ];

    private RowSource<TableUseRow> _rows = RowSource.Of<TableUseRow>([]);

    [Parameter, EditorRequired]
    public required TableUseAnswer Answer { get; set; }

    /// <inheritdoc />
    protected override void OnParametersSet() => _rows = RowSource.Of(Answer.Rows);

    private Task<IReadOnlyList<IReadOnlyList<string?>>> CsvRowsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<IReadOnlyList<string?>>>([
            .. Answer.Rows.Select(row => (string?[])[.. CsvRow(row), .. StampColumns.Of(Answer.Stamp)]),
        ]);

    private static string?[] CsvRow(TableUseRow row) =>
        [
            row.Principal.Reference,
            row.Principal.Kind.ToString(),
            row.Level.ToString(),
            row.Reads.ToString(CultureInfo.InvariantCulture),
            row.Denied.ToString(CultureInfo.InvariantCulture),
            row.Writes.ToString(CultureInfo.InvariantCulture),
            UtcText.Of(row.First),
            UtcText.Of(row.Last),
            string.Join(' ', row.Channels),
            string.Join(' ', row.Columns),
            row.Department,
        ];
}
