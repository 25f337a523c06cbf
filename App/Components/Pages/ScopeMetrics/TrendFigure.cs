using System.Globalization;
using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Exposure.Ledger;
using GovernanceDashboard.Exposure.Metrics;

namespace GovernanceDashboard.Components.Pages.ScopeMetrics;

/// <summary>A trend as plotly draws it: the mass over time, and what moved it.</summary>
/// <param name="Label">What the chart says, in words.</param>
public sealed record TrendFigure(object Traces, object Layout, string Label)
{
    private const string Ink = "#4f7fd9";
    private const string Up = "#d9622b";
    private const string Down = "#3d9970";
    private const string Muted = "#8a8f98";

    private static readonly object s_margin = new
    {
        t = 12,
        r = 16,
        b = 40,
        l = 64,
    };

    /// <summary>The mass at each instant, between its bounds; the other basis as a thin line.</summary>
    public static TrendFigure Line(TrendAnswer answer, ExposureBasis basis)
    {
        var points = answer.Trend.Points;
        string[] at =
        [
            .. points.Select(point =>
                point.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)
            ),
        ];
        var other = basis == ExposureBasis.Net ? ExposureBasis.Gross : ExposureBasis.Net;
        var (first, last) = (points[0].Of(basis).Mass, points[^1].Of(basis).Mass);
        return new(
            new object[]
            {
                Trace("lower bound", point => point.Of(basis).Mass.Low, new { width = 0, shape = "hv" }, null),
                Trace(
                    $"{Word(basis)}, upper bound",
                    point => point.Of(basis).Mass.High,
                    new
                    {
                        width = 2,
                        color = Ink,
                        shape = "hv",
                    },
                    "tonexty"
                ),
                Trace(
                    Word(other),
                    point => point.Of(other).Mass.High,
                    new
                    {
                        width = 1,
                        color = Muted,
                        dash = "dot",
                        shape = "hv",
                    },
                    null
                ),
            },
            new
            {
                margin = s_margin,
                showlegend = false,
                hovermode = "x unified",
                xaxis = new { type = "date" },
                yaxis = new { title = new { text = "weighted person-tables" }, rangemode = "tozero" },
            },
            $"Mass of {answer.Scope} from {Figures.Instant(answer.From)} to {Figures.Instant(answer.To)}: {MetricsViewModel.Range(first)} at first, {MetricsViewModel.Range(last)} at last, at most {points.Max(point => point.Of(basis).Mass.High).ToString("#,0.##", CultureInfo.InvariantCulture)}."
        );

        object Trace(string name, Func<TrendPoint, double> value, object line, string? fill) =>
            new
            {
                type = "scatter",
                mode = "lines",
                name,
                x = at,
                y = points.Select(value).ToArray(),
                line,
                fill = fill ?? "none",
                fillcolor = Ink + "40",
            };
    }

    /// <summary>The upper bound of the mass at first, each step, and at last.</summary>
    public static TrendFigure Waterfall(TrendAnswer answer, ExposureBasis basis)
    {
        var steps = answer.Trend.Of(basis);
        var height = answer.Trend.Points[0].Of(basis).Mass.High;
        List<(string Name, double Base, double Size, string Colour, string Text)> bars =
        [
            ("at first", 0, height, Muted, Number(height)),
        ];
        foreach (var step in steps)
        {
            var to = height + step.Mass.High;
            bars.Add(
                (
                    TrendLines.Word(step.Cause),
                    Math.Min(height, to),
                    Math.Abs(step.Mass.High),
                    to >= height ? Up : Down,
                    TrendLines.Change(step.Mass)
                )
            );
            height = to;
        }

        bars.Add(("at last", 0, height, Muted, MetricsViewModel.Range(answer.Trend.Points[^1].Of(basis).Mass)));
        return new(
            new object[]
            {
                new
                {
                    type = "bar",
                    x = bars.Select(bar => bar.Name).ToArray(),
                    y = bars.Select(bar => bar.Size).ToArray(),
                    @base = bars.Select(bar => bar.Base).ToArray(),
                    text = bars.Select(bar => bar.Text).ToArray(),
                    textposition = "outside",
                    cliponaxis = false,
                    hovertemplate = "%{x}: %{text}<extra></extra>",
                    marker = new { color = bars.Select(bar => bar.Colour).ToArray() },
                },
            },
            new
            {
                margin = new
                {
                    t = 28,
                    r = 16,
                    b = 40,
                    l = 64,
                },
                showlegend = false,
                bargap = 0.35,
                yaxis = new { title = new { text = "weighted person-tables" }, rangemode = "tozero" },
            },
            "What changed: " + string.Join(", ", bars.Select(bar => $"{bar.Name} {bar.Text}")) + "."
        );
    }

    /// <summary>Upper bounds of tables, sensitive ones and broad ones over the time.</summary>
    public static TrendFigure Growth(TrendAnswer answer)
    {
        var points = answer.Growth.Points;
        string[] at =
        [
            .. points.Select(point =>
                point.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)
            ),
        ];
        return new(
            new object[]
            {
                Trace("tables", Muted, point => point.Tables),
                Trace("sensitive tables", Ink, point => point.Sensitive),
                Trace("broad sensitive tables", Up, point => point.Broad),
            },
            new
            {
                margin = s_margin,
                legend = new { orientation = "h", y = 1.15 },
                hovermode = "x unified",
                xaxis = new { type = "date" },
                yaxis = new { title = new { text = "tables" }, rangemode = "tozero" },
            },
            $"Tables of {answer.Scope}: "
                + string.Join(
                    "; ",
                    TrendLines
                        .Growth(answer)
                        .Select(line =>
                            $"{line.Title} {MetricsViewModel.Range(line.First)} at first, {MetricsViewModel.Range(line.Last)} at last"
                        )
                )
                + "."
        );

        object Trace(string name, string colour, Func<GrowthPoint, MeasureRange> figure) =>
            new
            {
                type = "scatter",
                mode = "lines",
                name,
                x = at,
                y = points.Select(point => figure(point).High).ToArray(),
                line = new
                {
                    width = 2,
                    color = colour,
                    shape = "hv",
                },
            };
    }

    private static string Word(ExposureBasis basis) => basis == ExposureBasis.Net ? "net" : "gross";

    private static string Number(double value) => value.ToString("#,0.##", CultureInfo.InvariantCulture);
}
