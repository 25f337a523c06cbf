using System.Collections.Immutable;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure.Proof;

namespace GovernanceDashboard.Tests.Exposure;

/// <summary>Log coverage by channel and day, from 1 to 11 May.</summary>
public sealed class CoverageMatrixTests
{
    private static readonly TableName s_keys = new("raw", "keys");
    private static readonly TableName s_other = new("raw", "other");

    [Fact]
    public void A_gap_that_anybody_declares_counts_and_a_day_that_differs_within_is_partial()
    {
        var lines = Of(
            [
                Held("db:raw", CoverageState.Full, 1),
                Held("query:raw.*", CoverageState.Partial, 3.25, 3.5, "numbers are missing"),
                Held("table:raw.keys", CoverageState.None, 5, 7, "switched off"),
                Held("principal:ann", CoverageState.None, 1),
            ],
            []
        );

        var keys = Assert.Single(lines, line => line.Tables is [0] && line.Channel == AccessChannel.Hive);
        Assert.Equal("FFpF--FFFF", Strip(keys));
        Assert.Equal(
            [("Full", ""), ("Partial", "numbers are missing"), ("Full", ""), ("None", "switched off"), ("Full", "")],
            keys.Stretches.Select(stretch => (stretch.State.ToString(), string.Join(' ', stretch.Reasons)))
        );
        Assert.Equal(TimeSpan.FromHours(18), CoverageMatrix.Days(keys.Stretches)[2].Full);
        Assert.Equal("FFpFFFFFFF", Strip(Assert.Single(lines, line => line.Tables is [1])));
        Assert.Equal("??????????", Strip(Assert.Single(lines, line => line.Channel == AccessChannel.Files)));
    }

    [Fact]
    public void What_is_derived_is_marked_and_bounds_that_are_not_exact_make_the_gap_as_long_as_it_may_be()
    {
        var derived = Held("db:raw", CoverageState.Full, 2, 6);
        var late = new HeldFact<LogCoverage>(
            new("db:raw", AccessChannel.Hive, CoverageState.None, null),
            Day(9),
            Day(8),
            null,
            null
        );

        var line = Assert.Single(Of([late], [derived]), one => one.Channel == AccessChannel.Hive);
        Assert.Equal("?DDDD??---", Strip(line));
        Assert.Equal([0, 1], line.Tables);

        // Somebody who says so stands before what the numbers show.
        Assert.Equal(
            "FFFFFFF---",
            Strip(
                Assert.Single(
                    Of([late, Held("db:raw", CoverageState.Full, 1)], [derived]),
                    one => one.Channel == AccessChannel.Hive
                )
            )
        );
    }

    [Fact]
    public void Days_are_cut_to_the_time_that_is_asked_about()
    {
        var lines = CoverageMatrix.Of(
            [Held("db:raw", CoverageState.Full, 1.5)],
            [],
            [(s_keys, [])],
            (_, channel) => channel == AccessChannel.Hive,
            (Day(1.5), Day(2.25)),
            TestContext.Current.CancellationToken
        );

        var days = CoverageMatrix.Days(Assert.Single(lines).Stretches);
        Assert.Equal([(Day(1), 12.0), (Day(2), 6.0)], days.Select(day => (day.Day, day.Full.TotalHours)));
        Assert.All(days, day => Assert.Equal(LoggedState.Full, day.State));
    }

    private static ImmutableArray<CoverageLine> Of(
        ImmutableArray<HeldFact<LogCoverage>> declared,
        ImmutableArray<HeldFact<LogCoverage>> derived
    ) =>
        CoverageMatrix.Of(
            declared,
            derived,
            [(s_keys, []), (s_other, [])],
            (_, channel) => channel is AccessChannel.Hive or AccessChannel.Files,
            (Day(1), Day(11)),
            TestContext.Current.CancellationToken
        );

    private static string Strip(CoverageLine line) =>
        string.Concat(
            CoverageMatrix
                .Days(line.Stretches)
                .Select(day =>
                    day.State switch
                    {
                        LoggedState.Full => day.IsDerived ? 'D' : 'F',
                        LoggedState.Partial => 'p',
                        LoggedState.None => '-',
                        LoggedState.Unknown => '?',
                    }
                )
        );

    private static HeldFact<LogCoverage> Held(
        string scope,
        CoverageState state,
        double from,
        double? to = null,
        string? reason = null
    ) =>
        new(
            new(scope, AccessChannel.Hive, state, reason),
            Day(from),
            Day(from),
            to is { } end ? Day(end) : null,
            to is { } until ? Day(until) : null
        );

    private static DateTimeOffset Day(double day) =>
        new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero).AddDays(day - 1);
}
