using System.Collections.Immutable;
using Bunit;
using GovernanceDashboard.Components;
using GovernanceDashboard.Components.Pages.Timelines;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Tests.Components.Pages.Timelines;

public sealed class TimelineFigureTests : ComponentTest
{
    private static readonly DateTimeOffset s_from = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Bars_stand_where_their_intervals_are_and_open_ends_reach_the_edge()
    {
        var figure = Figure(Row(3, 10, 20), Row(1, 0, null, isOpenAtStart: true), Row(2, 25, 26, isSure: false));

        Assert.Equal([0, 1.0 / 4, 25.0 / 40], figure.Lanes.Select(lane => lane.Start));
        Assert.Equal([1, 1.0 / 2, 26.0 / 40], figure.Lanes.Select(lane => lane.End));
    }

    [Fact]
    public void Events_are_the_known_ends_with_the_pairs_that_they_moved()
    {
        var figure = Figure(Row(3, 10, 20), Row(4, 10, 30), Row(1, 0, null, isOpenAtStart: true));

        Assert.Equal(
            [(Day(10), true, 7L), (Day(20), false, 3L), (Day(30), false, 4L)],
            figure.Events.Select(one => (one.At, one.IsOpening, one.Pairs))
        );
        Assert.Equal(Day(20), figure.Neighbour(Day(10), isAfter: true));
        Assert.Equal(Day(10), figure.Neighbour(Day(15), isAfter: false));
        Assert.Null(figure.Neighbour(Day(30), isAfter: true));
    }

    [Theory]
    [InlineData(9.99, false)]
    [InlineData(10, true)]
    [InlineData(19.99, true)]
    [InlineData(20, false)]
    public void An_interval_holds_its_beginning_and_not_its_end(double day, bool isHeld) =>
        Assert.Equal(isHeld, TimelineFigure.Holds(Row(1, 10, 20), Day(day)));

    [Fact]
    public void The_slider_says_its_instant_moves_the_scrubber_and_a_possible_bar_is_drawn_as_such()
    {
        var moved = new List<DateTimeOffset>();
        var chart = Render<TimelineChart>(parameters =>
            parameters
                .Add(part => part.Figure, Figure(Row(3, 10, 20), Row(2, 25, 26, isSure: false)))
                .Add(part => part.At, Day(12))
                .Add(part => part.OnScrub, EventCallback.Factory.Create<DateTimeOffset>(this, moved.Add))
        );

        var slider = chart.Find("input[type=range]");
        Assert.Equal("2026-03-13 00:00 UTC", slider.GetAttribute("aria-valuetext"));
        slider.Input(slider.GetAttribute("max"));
        chart.FindAll("button")[^3].Click();

        Assert.Equal(Day(40), moved[0]);
        Assert.Single(chart.FindAll(".timeline-bar.possible"));
        Assert.Single(chart.FindAll(".timeline-bar.sure"));
        Assert.Contains("left:30%", chart.Find(".timeline-cursor i").GetAttribute("style"), StringComparison.Ordinal);
    }

    [Fact]
    public void Addresses_come_back_as_they_went_and_short_forms_are_read()
    {
        var address = new TimelineAddress("table:a.b", "2026-05-01T00:00:00Z");

        Assert.Equal(address, Urls.ReadTimeline(Urls.Timeline(new(new(3)), address)));
        Assert.Equal(new("table:a.b"), Urls.ReadTimeline("/timeline?table=a.b&at=2026-05-01T00:00:00Z"));
        Assert.Equal(new("principal:p-1"), Urls.ReadTimeline("/timeline?person=p-1"));
        Assert.Equal(new(), Urls.ReadTimeline(Urls.Timeline(Picture.Newest)));
    }

    private static DateTimeOffset Day(double day) => s_from.AddDays(day);

    private static TimelineFigure Figure(params ImmutableArray<ExposureRow> rows) =>
        TimelineFigure.Of(s_from, Day(40), rows);

    private static ExposureRow Row(
        int people,
        double from,
        double? to,
        bool isSure = true,
        bool isOpenAtStart = false
    ) =>
        new(
            isSure,
            true,
            people,
            0,
            null,
            [new TableName("a", "b")],
            Day(from),
            to is { } end ? Day(end) : null,
            isOpenAtStart,
            (to ?? 40) - from,
            [],
            []
        );
}
