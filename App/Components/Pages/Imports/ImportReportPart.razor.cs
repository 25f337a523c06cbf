using System.Globalization;
using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Import;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Imports;

/// <summary>What an import accepted, refused and found worth a word.</summary>
public sealed partial class ImportReportPart : ComponentBase
{
    private static readonly string[] s_refusedHeader = ["file", "line or key", "reason"];

    private ImportReport? _shown;
    private RowSource<RefusedRow>? _refused;

    [Parameter, EditorRequired]
    public required ImportReport Report { get; set; }

    [Parameter]
    public Picture Picture { get; set; } = Picture.Newest;

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        if (!ReferenceEquals(_shown, Report))
        {
            _shown = Report;
            _refused = RowSource.Of(Report.Refused);
        }
    }

    private Task<IReadOnlyList<IReadOnlyList<string?>>> RefusedRowsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<IReadOnlyList<string?>>>([
            .. Report.Refused.Select(row =>
                (IReadOnlyList<string?>)
                    [row.File, row.Line == 0 ? "" : row.Line.ToString(CultureInfo.InvariantCulture), row.Reason]
            ),
        ]);
}
