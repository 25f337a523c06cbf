using System.Globalization;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Tables;

/// <summary>The minimal paths of one principal to one table, the first of them listed, with the exact total.</summary>
public sealed partial class PathsPart : ComponentBase
{
    private const int ShownColumns = 6;

    [Parameter, EditorRequired]
    public required PathsAnswer Paths { get; set; }

    [Parameter, EditorRequired]
    public TableName Table { get; set; }

    /// <summary>How many columns the table has: a path to all of them need not name them.</summary>
    [Parameter]
    public int? AllColumns { get; set; }

    /// <summary>The rows of the CSV file, more paths than are listed here; null where none is offered.</summary>
    [Parameter]
    public Func<CancellationToken, Task<IReadOnlyList<IReadOnlyList<string?>>>>? Rows { get; set; }

    private string TotalText =>
        (Paths.IsExact ? "" : "at least ")
        + (Paths.Total + Paths.ConditionalTotal).ToString("#,0", CultureInfo.InvariantCulture);

    private string ColumnText(ExplainedPath path) =>
        path.Columns.IsEmpty ? "the table request"
        : path.Columns.Length == AllColumns ? "all"
        : path.Columns.Length > ShownColumns
            ? $"{path.Columns.Length}: {string.Join(", ", path.Columns.Take(ShownColumns))}…"
        : string.Join(", ", path.Columns);
}
