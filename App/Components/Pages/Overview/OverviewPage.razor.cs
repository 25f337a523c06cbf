using System.Globalization;
using GovernanceDashboard.Components.Controls;
using GovernanceDashboard.Components.Layout;
using GovernanceDashboard.Exposure;
using GovernanceDashboard.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Radzen;

namespace GovernanceDashboard.Components.Pages.Overview;

/// <summary>The first page: how exposed, where, and how sure.</summary>
public sealed partial class OverviewPage : WorkbenchPage
{
    private HeatmapFigure? _figure;
    private PlotlyChart? _chart;

    [Inject]
    private OverviewViewModel ViewModel { get; set; } = null!;

    [Inject]
    private ThemeService Themes { get; set; } = null!;

    [Inject]
    private IJSRuntime JS { get; set; } = null!;

    private OverviewState State => ViewModel.State;

    /// <inheritdoc />
    protected override async Task LoadAsync(string uri, CurrentUser user, CancellationToken cancellationToken)
    {
        Workspace.Title("Overview");
        await ViewModel.LoadAsync(Urls.ReadOverview(uri), user, Picture, cancellationToken);
        Draw();
        StateHasChanged();
        await ViewModel.CountAsync(user, Picture, cancellationToken);
    }

    /// <inheritdoc />
    protected override void OnInitialized() => Themes.ThemeChanged += Redraw;

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        Themes.ThemeChanged -= Redraw;
        base.Dispose(disposing);
    }

    private static string? Current(bool isCurrent) => isCurrent ? "true" : null;

    private void Redraw() =>
        _ = InvokeAsync(() =>
        {
            Draw();
            StateHasChanged();
        });

    private void Draw() =>
        _figure = State.Heatmap is { } heatmap
            ? HeatmapFigure.Of(heatmap, State.Rows, State.Address.Measure, Themes.Theme == Appearance.Dark)
            : null;

    // The instants that people compare with: weeks and months before the one shown.
    private IEnumerable<(string Text, string Meaning)> Earlier =>
        State.Stamp is { } stamp
            ? new[] { (1, "a day"), (7, "a week"), (30, "30 days"), (90, "90 days"), (180, "180 days") }.Select(back =>
                (
                    stamp
                        .At.AddDays(-back.Item1)
                        .UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                    back.Item2 + " earlier"
                )
            )
            : [];

    private void ChooseMeasure(ChangeEventArgs args) =>
        Navigation.NavigateTo(LinkTo(State.Address with { Measure = Enum.Parse<HeatmapMeasure>((string)args.Value!) }));

    private void ChooseCompare(ChangeEventArgs args) =>
        Navigation.NavigateTo(
            LinkTo(
                State.Address with
                {
                    Compare = args.Value is string text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null,
                }
            )
        );

    private Task SavePictureAsync() =>
        _chart is null || State.Stamp is not { } stamp
            ? Task.CompletedTask
            : _chart.DownloadAsync(
                "exposure-heatmap.png",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Measures.Title(State.Address.Measure)} by {State.Attribute}{(State.Before is { } then ? $", change since {then.At.UtcDateTime:yyyy-MM-dd HH:mm} UTC" : "")} · snapshot {stamp.Snapshot} · {stamp.At.UtcDateTime:yyyy-MM-dd HH:mm} UTC · data quality {QualityText.Of(stamp.QualityScore)} of 100 · ? holds what is unknown, never safe"
                ),
                Gone
            );

    private string LinkTo(OverviewAddress address) => Urls.Overview(Picture, address);

    private string LinkOf(string group, string? population) =>
        Urls.Group(Picture, new GroupAddress(group, State.Attribute, population));

    private Task DrillAsync(PlotlyPoint point)
    {
        if (State.MayDrill && _figure?.TargetOf(point.Curve, point.Index) is { } target)
        {
            Navigation.NavigateTo(LinkOf(target.Group, target.Population));
        }

        return Task.CompletedTask;
    }

    private Task<IReadOnlyList<IReadOnlyList<string?>>> CsvRowsAsync(CancellationToken cancellationToken) =>
        Task.FromResult(ViewModel.CsvRows());

    private async Task PrintAsync()
    {
        await using var shell = await JS.InvokeAsync<IJSObjectReference>("import", Gone, "./js/shell.js");
        await shell.InvokeVoidAsync("print", Gone);
    }
}
