using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using GovernanceDashboard.Exposure;

namespace GovernanceDashboard.Components.Pages.Overview;

/// <summary>Where a click on the figure leads: a row and a population, or the column of all people (null).</summary>
public sealed record FigureTarget(string Group, string? Population);

/// <summary>The exposure heatmap as plotly draws it.</summary>
/// <remarks>
/// Known cells are a heatmap on a scale that starts at zero and rises in lightness steadily, so that it reads without colour too. Unknown
/// cells lie over it as hatched violet bars, one unit wide: plotly can texture bars, not heatmap cells. Every cell prints its value.
/// </remarks>
/// <param name="Traces">For the chart component; the first column is all people.</param>
/// <param name="Height">In CSS pixels.</param>
/// <param name="Top">What the full colour stands for, in words.</param>
public sealed record HeatmapFigure(
    object Traces,
    object Layout,
    int Height,
    string Top,
    string Label,
    ImmutableArray<HeatmapRow> Rows,
    ImmutableArray<string?> Columns,
    ImmutableArray<(int Row, int Column)> Unknown
)
{
    private const int RowPixels = 22;
    private const int AxisPixels = 112;
    private const int LetterPixels = 6;

    /// <summary>The cell that was clicked; null where the mark is none of ours.</summary>
    public FigureTarget? TargetOf(int curve, IReadOnlyList<int> index)
    {
        ArgumentNullException.ThrowIfNull(index);
        (int Row, int Column)? cell = (curve, index) switch
        {
            (0, [var row, var column]) => (row, column),
            (1, [var bar]) when bar < Unknown.Length => Unknown[bar],
            _ => null,
        };
        return cell is var (y, x) && y < Rows.Length && x < Columns.Length ? new(Rows[y].Group, Columns[x]) : null;
    }

    /// <param name="rows">Top to bottom.</param>
    public static HeatmapFigure Of(
        Heatmap heatmap,
        ImmutableArray<HeatmapRow> rows,
        HeatmapMeasure measure,
        bool isDark
    )
    {
        ArgumentNullException.ThrowIfNull(heatmap);
        ImmutableArray<string?> columns = [null, .. heatmap.Populations.Select(population => population.Name)];
        var sizes = heatmap.Populations.Select(population => population.People.Count).ToArray();
        var cells = rows.Select(row => row.Cells.Insert(0, row.Total).ToArray()).ToArray();
        var before = rows.Select(row =>
                row.Before.IsEmpty ? new HeatmapCell?[columns.Length] : [row.TotalBefore, .. row.Before]
            )
            .ToArray();
        var isCompared = rows.Any(row => !row.Before.IsEmpty);
        // All people would outshine every population of a count: their column may exceed the scale, and then shows its top colour.
        var top = Math.Max(
            1,
            isCompared
                    ? cells
                        .SelectMany((row, y) => row.Select((cell, x) => (x, Change(y, x))))
                        .Where(each => each.x > 0)
                        .Max(each => Math.Abs(each.Item2 ?? 0))
                : Measures.IsPercent(measure) ? 100
                : cells.SelectMany(row => row.Skip(1)).Max(cell => Measures.Value(cell, measure)) ?? 0
        );
        ImmutableArray<(int Row, int Column)> unknown =
        [
            .. from row in Enumerable.Range(0, cells.Length)
            from column in Enumerable.Range(0, columns.Length)
            where cells[row][column] is { IsUnknown: true, PopulationSize: > 0 }
            select (row, column),
        ];
        var colours = isDark ? FigureColours.Dark : FigureColours.Light;
        var known = new
        {
            type = "heatmap",
            z = cells
                .Select((row, y) => row.Select((cell, x) => cell.IsUnknown ? null : Shown(y, x)).ToArray())
                .ToArray(),
            text = cells
                .Select((row, y) => row.Select((cell, x) => cell.IsUnknown ? "" : Words(y, x)).ToArray())
                .ToArray(),
            customdata = cells
                .Select(
                    (row, y) =>
                        row.Select((cell, x) => Hover(rows[y], columns[x], cell, before[y][x], measure)).ToArray()
                )
                .ToArray(),
            texttemplate = "%{text}",
            textfont = new { size = 11 },
            hovertemplate = "%{customdata}<extra></extra>",
            hoverongaps = false,
            colorscale = isCompared ? colours.ChangeScale : colours.Scale,
            zmin = isCompared ? -top : 0,
            zmax = top,
            xgap = 1,
            ygap = 1,
            showscale = false,
        };
        var hatched = new
        {
            type = "bar",
            orientation = "h",
            name = "unknown",
            x = unknown.Select(_ => 0.97).ToArray(),
            @base = unknown.Select(cell => cell.Column - 0.485).ToArray(),
            y = unknown.Select(cell => cell.Row).ToArray(),
            width = 0.95,
            text = unknown.Select(cell => Words(cell.Row, cell.Column) + " ?").ToArray(),
            textposition = "inside",
            insidetextanchor = "middle",
            textangle = 0,
            textfont = new { size = 11 },
            constraintext = "none",
            insidetextfont = new
            {
                size = 11,
                color = unknown.Select(cell => colours.UnknownInk(Share(cell))).ToArray(),
            },
            customdata = unknown
                .Select(cell =>
                    Hover(
                        rows[cell.Row],
                        columns[cell.Column],
                        cells[cell.Row][cell.Column],
                        before[cell.Row][cell.Column],
                        measure
                    )
                )
                .ToArray(),
            hovertemplate = "%{customdata}<extra></extra>",
            marker = new
            {
                color = unknown.Select(cell => colours.Unknown(Share(cell))).ToArray(),
                pattern = new
                {
                    shape = "/",
                    fgcolor = colours.Hatch,
                    fillmode = "overlay",
                    size = 7,
                    solidity = 0.14,
                    fgopacity = 0.55,
                },
                line = new { width = 0 },
            },
            showlegend = false,
        };
        var layout = new
        {
            // Fixed: plotly's own automatic margins draw everything two or three times over.
            margin = new
            {
                t = AxisPixels - 8,
                r = 56,
                b = 8,
                l = 12 + (rows.Select(row => Shorten(row.Group).Length).DefaultIfEmpty(0).Max() * LetterPixels),
            },
            dragmode = false,
            modebar = new
            {
                orientation = "v",
                bgcolor = "transparent",
                remove = new[]
                {
                    "select2d",
                    "lasso2d",
                    "zoom2d",
                    "pan2d",
                    "zoomIn2d",
                    "zoomOut2d",
                    "autoScale2d",
                    "resetScale2d",
                    "sendDataToCloud",
                    "toggleSpikelines",
                    "hoverCompareCartesian",
                    "hoverClosestCartesian",
                },
            },
            bargap = 0,
            xaxis = new
            {
                side = "top",
                tickangle = -38,
                tickvals = Enumerable.Range(0, columns.Length).ToArray(),
                ticktext = columns
                    .Select(
                        (name, x) =>
                            name is null
                                ? "<b>All people</b>"
                                : $"{WebUtility.HtmlEncode(Shorten(name))} · {Number(sizes[x - 1])}"
                    )
                    .ToArray(),
                range = new[] { -0.5, columns.Length - 0.5 },
                showgrid = false,
                zeroline = false,
                @fixedrange = true,
                tickfont = new { size = 11 },
            },
            yaxis = new
            {
                tickvals = Enumerable.Range(0, rows.Length).ToArray(),
                ticktext = rows.Select(row => WebUtility.HtmlEncode(Shorten(row.Group)) + " ").ToArray(),
                range = new[] { rows.Length - 0.5, -0.5 },
                showgrid = false,
                zeroline = false,
                @fixedrange = true,
                tickfont = new { size = 11 },
            },
        };
        var label =
            $"Heatmap of {rows.Length} table groups by {heatmap.Populations.Length} populations ({heatmap.Attribute}), {Measures.Title(measure)}."
            + (rows is [var widest, ..] ? $" Widest: {widest.Group}, {Measures.Text(widest.Total, measure)}." : "")
            + $" {unknown.Length} cells are unknown. The table view has the same figures.";
        return new(
            new object[] { known, hatched },
            layout,
            AxisPixels + (rows.Length * RowPixels),
            isCompared
                    ? $"{Measures.Number(top, measure)}{(Measures.IsPercent(measure) ? " points" : "")} more than then"
                : Measures.IsPercent(measure) ? "100 %"
                : $"{Number((long)top)} {Measures.Title(measure).ToLowerInvariant()} and over",
            label,
            rows,
            columns,
            unknown
        );

        double Share((int Row, int Column) cell) => Math.Clamp((Shown(cell.Row, cell.Column) ?? 0) / top, 0, 1);

        double? Change(int row, int column) => Measures.Change(cells[row][column], before[row][column], measure);

        double? Shown(int row, int column) =>
            isCompared ? Change(row, column) : Measures.Value(cells[row][column], measure);

        string Words(int row, int column) =>
            isCompared ? Measures.Short(Change(row, column), measure) : Measures.Short(cells[row][column], measure);
    }

    private static string Hover(
        HeatmapRow row,
        string? population,
        HeatmapCell cell,
        HeatmapCell? before,
        HeatmapMeasure measure
    ) =>
        $"<b>{WebUtility.HtmlEncode(row.Group)}</b> · {WebUtility.HtmlEncode(population ?? "all people")}<br>"
        + (
            cell.IsWithheld
                ? $"withheld: fewer than {SmallCells.Least} people, or what would give such a figure away<br>"
                : $"{Number(cell.People)} people of {Number(cell.PopulationSize)}<br>"
                    + $"breadth {Measures.Text(cell, HeatmapMeasure.Breadth)} %<br>"
                    + $"{Number(cell.Pairs)} person-table pairs<br>"
        )
        + $"{Number(row.Tables)} tables"
        + (
            Measures.IsExposure(measure) && !cell.IsWithheld
                ? $"<br>{Measures.Title(measure).ToLowerInvariant()} {Measures.Text(cell, measure)}"
                : ""
        )
        + (
            before is { } then
                ? $"<br>then {Measures.Text(then, measure)}{(then.IsUnknown ? " ?" : "")}, {Measures.ChangeText(Measures.Change(cell, before, measure), measure)}"
                : ""
        )
        + (
            cell.IsUnknown
                ? $"<br><b>unknown</b>: {Number(row.Unclassified)} unclassified tables, readers that hang on a condition{(Measures.IsExposure(measure) ? ", no declared audience or no subjects on file" : "")}"
                : ""
        );

    private static string Shorten(string name) => name.Length <= 36 ? name : name[..35] + "…";

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
