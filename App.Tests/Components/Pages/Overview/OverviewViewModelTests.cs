using GovernanceDashboard.Access;
using GovernanceDashboard.Components;
using GovernanceDashboard.Components.Controls;
using GovernanceDashboard.Components.Pages.Overview;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Exposure;
using GovernanceDashboard.Exposure.Metrics;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Tests.Components.Pages.Overview;

public sealed class OverviewViewModelTests(SmallEstate estate) : IClassFixture<SmallEstate>
{
    private readonly OverviewViewModel _overview = new(estate.Questions, estate.Jobs);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Groups_stand_widest_first_with_their_cells()
    {
        await LoadAsync(new());

        Assert.Equal(ViewState.Ready, _overview.State.View);
        Assert.Equal(["Raw", "HR"], _overview.State.Rows.Select(row => row.Group));
        var (raw, hr) = (_overview.State.Rows[0].Total, _overview.State.Rows[1].Total);
        Assert.Equal((3, 3, 3L, false), (raw.People, raw.PopulationSize, raw.Pairs, raw.IsUnknown));
        Assert.Equal((1, 3, 1L, true), (hr.People, hr.PopulationSize, hr.Pairs, hr.IsUnknown));
        Assert.Equal("33.33", Measures.Text(hr, HeatmapMeasure.Breadth));
    }

    [Fact]
    public async Task The_three_figures_count_the_unclassified_as_sensitive()
    {
        await LoadAsync(new());
        Assert.Null(_overview.State.Headlines);
        await _overview.CountAsync(SmallEstate.Lead, Picture.Newest, Token);

        var headlines = _overview.State.Headlines!;
        Assert.Equal(new CountBounds(2, 2, 3), headlines.WideTables);
        Assert.Equal(new CountBounds(3, 3, 3), headlines.RestrictedReaders);
        Assert.Equal(new CountBounds(2, 2, 3), headlines.Unclassified);
    }

    [Fact]
    public async Task An_executive_sees_the_heatmap_but_not_who_is_behind_it()
    {
        await _overview.LoadAsync(new(), new("boss", AppRole.Executive), Picture.Newest, Token);
        Assert.Equal((ViewState.Ready, false), (_overview.State.View, _overview.State.MayDrill));
        // The estate has three people: every figure of theirs is too small to be shown.
        var cells = _overview.State.Rows.SelectMany(row => row.Cells.Append(row.Total)).ToArray();
        Assert.All(cells, cell => Assert.True(cell.IsWithheld || cell.People == 0));
        Assert.Contains(cells, cell => cell.IsWithheld);
        Assert.Contains(SmallCells.Word, _overview.CsvRows().SelectMany(line => line));
        await _overview.CountAsync(new("boss", AppRole.Executive), Picture.Newest, Token);
        Assert.Equal(new CountBounds(1, 4, 3), _overview.State.Headlines!.RestrictedReaders);
    }

    [Fact]
    public async Task A_reporter_is_refused_and_sees_no_figure()
    {
        await _overview.LoadAsync(new(), new("rep", AppRole.Reporter), Picture.Newest, Token);
        Assert.Equal(ViewState.Refused, _overview.State.View);
        Assert.Empty(_overview.State.Rows);
        Assert.Null(_overview.State.Headlines);
    }

    [Fact]
    public async Task An_attribute_that_does_not_exist_falls_back_to_the_first()
    {
        await LoadAsync(new("shoe-size"));
        Assert.Equal("department", _overview.State.Attribute);
        Assert.Equal(ViewState.Ready, _overview.State.View);
    }

    [Fact]
    public async Task The_export_has_every_cell_and_the_sum_over_all_people()
    {
        await LoadAsync(new());
        var rows = _overview.CsvRows();

        Assert.Equal(4, rows.Count);
        Assert.All(rows, row => Assert.Equal(OverviewViewModel.CsvHeader.Count, row.Count));
        Assert.Equal(["HR", "department", "(all people)", "3", "1", "33.33", "1", "true", "2", "2"], rows[3].Take(10));
    }

    [Theory]
    [InlineData(HeatmapMeasure.Excess, 0, 100, true)]
    [InlineData(HeatmapMeasure.Mass, 0, 12, true)]
    [InlineData(HeatmapMeasure.Subjects, 0, 0, true)]
    public async Task A_measure_of_exposure_without_an_audience_is_a_range_and_unknown(
        HeatmapMeasure measure,
        double low,
        double high,
        bool isUnknown
    )
    {
        await LoadAsync(new(Measure: measure));

        var raw = _overview.State.Rows.Single(row => row.Group == "Raw");
        Assert.Equal((new MeasureRange(low, high), isUnknown), (raw.Total.Of(measure)!.Value, raw.Total.IsUnknown));
        var csv = _overview.CsvRows().Single(row => row[0] == "Raw" && row[2] == "(all people)");
        Assert.Equal([measure.ToString().ToLowerInvariant(), $"{low}", $"{high}"], csv.Skip(10).Take(3));
    }

    [Theory]
    [InlineData("yesterday", "is no instant")]
    [InlineData("2099-01-01T00:00:00Z", "has to lie before")]
    [InlineData("1999-01-01T00:00:00Z", "knows the time from")]
    public async Task What_cannot_be_compared_with_is_said_beside_the_heatmap(string compare, string reason)
    {
        await LoadAsync(new(Compare: compare));

        Assert.Equal((ViewState.Ready, false), (_overview.State.View, _overview.State.IsCompared));
        Assert.Contains(reason, _overview.State.Notice, StringComparison.Ordinal);
    }

    [Fact]
    public void A_comparison_meets_groups_and_populations_by_name_and_shows_the_change()
    {
        var now = Map("g", [("eng", new(5, 10, 9, false)), ("new", new(1, 4, 1, false))], new(6, 14, 10, false));
        var then = Map("g", [("eng", new(7, 10, 12, false))], new(7, 12, 12, true));

        var row = Assert.Single(OverviewViewModel.RowsOf(now, HeatmapMeasure.People, then));

        Assert.Equal(-2, Measures.Change(row.Cells[0], row.Before[0], HeatmapMeasure.People));
        Assert.Equal(-20, Measures.Change(row.Cells[0], row.Before[0], HeatmapMeasure.Breadth));
        Assert.Null(row.Before[1]);
        Assert.Equal(7, row.TotalBefore!.Value.People);
        Assert.Equal("−2", Measures.ChangeText(-2, HeatmapMeasure.People));
        Assert.Equal("+1.2k", Measures.Short(+1200.0, HeatmapMeasure.Pairs));
    }

    private static Heatmap Map(string group, (string Name, HeatmapCell Cell)[] cells, HeatmapCell total) =>
        new(
            "department",
            [new(new(group, [], []), [], 0)],
            [.. cells.Select(one => new ResolvedPopulation(one.Name, "department", PrincipalSet.Empty(0), false))],
            [.. cells.Select(one => one.Cell)],
            [total]
        );

    [Fact]
    public async Task A_click_on_the_figure_leads_to_its_cell_known_or_unknown()
    {
        await LoadAsync(new());
        var figure = HeatmapFigure.Of(
            _overview.State.Heatmap!,
            _overview.State.Rows,
            HeatmapMeasure.Breadth,
            isDark: false
        );

        Assert.Equal([(1, 0), (1, 1)], figure.Unknown);
        Assert.Equal(new FigureTarget("Raw", null), figure.TargetOf(0, [0, 0]));
        Assert.Equal(new FigureTarget("Raw", "unknown"), figure.TargetOf(0, [0, 1]));
        Assert.Equal(new FigureTarget("HR", "unknown"), figure.TargetOf(1, [1]));
        Assert.Null(figure.TargetOf(1, [7]));
        Assert.Null(figure.TargetOf(2, [0]));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public void Every_colour_scale_starts_at_zero_and_changes_lightness_steadily(int appearance, int end)
    {
        var stops = (appearance == 0 ? FigureColours.Light : FigureColours.Dark).Stops;
        Assert.Equal(end, stops[end == 0 ? 0 : stops.Length - 1].Share);

        double[] light = [.. stops.Select(stop => Lightness(stop.Colour))];
        var steps = light.Zip(light.Skip(1), (one, next) => appearance == 0 ? one - next : next - one);
        Assert.All(steps, step => Assert.True(step > 0, string.Join(" ", light)));
    }

    private static double Lightness(string colour)
    {
        var rgb = Convert.ToInt32(colour[1..], 16);
        return (0.2126 * (rgb >> 16)) + (0.7152 * ((rgb >> 8) & 255)) + (0.0722 * (rgb & 255));
    }

    private Task LoadAsync(OverviewAddress address) =>
        _overview.LoadAsync(address, SmallEstate.Lead, Picture.Newest, Token);
}
