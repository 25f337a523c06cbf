using System.Globalization;
using GovernanceDashboard.Exposure;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Overview;

/// <summary>The heatmap's figures as a table whose cells are links: the way through it with a keyboard or a screen reader.</summary>
public sealed partial class HeatmapTable : ComponentBase
{
    [Parameter, EditorRequired]
    public required OverviewState State { get; set; }

    /// <summary>The list behind a group and a population.</summary>
    [Parameter, EditorRequired]
    public required Func<string, string?, string> LinkOf { get; set; }

    private RenderFragment Cell(string group, string? population, HeatmapCell cell, HeatmapCell? before) =>
        builder =>
        {
            var measure = State.Address.Measure;
            var change = State.IsCompared
                ? $" ({Measures.ChangeText(Measures.Change(cell, before, measure), measure)})"
                : "";
            var text = Measures.Text(cell, measure) + change + (cell.IsUnknown ? " ?" : "");
            builder.OpenElement(0, "td");
            builder.AddAttribute(1, "class", cell.IsUnknown ? "num unknown" : "num");
            builder.AddAttribute(2, "style", Shade(cell));
            if (State.MayDrill && cell.PopulationSize > 0)
            {
                builder.OpenElement(3, "a");
                builder.AddAttribute(4, "href", LinkOf(group, population));
                builder.AddAttribute(5, "aria-label", $"{group}, {population ?? "all people"}: {text}");
                builder.AddContent(6, text);
                builder.CloseElement();
            }
            else
            {
                builder.AddContent(7, text);
            }

            builder.CloseElement();
        };

    // A faint bar from the left repeats the share; the figure itself says it.
    private static string Shade(HeatmapCell cell) =>
        cell.BreadthPercent is { } breadth
            ? string.Create(CultureInfo.InvariantCulture, $"--share:{breadth:0.#}%")
            : "--share:0%";

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
