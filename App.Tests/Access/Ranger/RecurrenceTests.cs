using System.Globalization;
using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Tests.Access.Ranger;

/// <summary>Schedules that begin again (semantics, section 13).</summary>
public sealed class RecurrenceTests
{
    private static readonly Recurrence s_lunch = new("30", "12", "*", "2-6", "*", "*", 0, 1, 0);

    [Theory]
    [InlineData("2026-06-01T12:29", Certainty.No)]
    [InlineData("2026-06-01T12:30", Certainty.Yes)]
    [InlineData("2026-06-01T13:30", Certainty.Yes)]
    [InlineData("2026-06-01T13:31", Certainty.No)]
    public void From_each_start_for_the_interval_both_ends_included(string at, Certainty expected) =>
        Assert.Equal(expected, At(s_lunch, at));

    [Fact]
    public void An_interval_may_cross_midnight_and_the_turn_of_the_month()
    {
        var night = new Recurrence("0", "23", "31", null, "*", "*", 0, 3, 0);

        Assert.Equal(Certainty.Yes, At(night, "2026-06-01T01:59"));
        Assert.Equal(Certainty.No, At(night, "2026-06-01T02:01"));
        Assert.Equal(Certainty.No, At(night, "2026-07-01T01:00")); // June has no 31st
    }

    [Fact]
    public void The_zone_of_whoever_decides_counts()
    {
        var schedule = new ValiditySchedule(null, null, null, [s_lunch]);
        var at = new DateTimeOffset(2026, 6, 1, 19, 45, 0, TimeSpan.Zero); // 12:45 in Los Angeles

        Assert.Equal(Certainty.No, Validity.At([schedule], at));
        Assert.Equal(
            Certainty.Yes,
            Validity.At([schedule], at, TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles"))
        );
    }

    [Fact]
    public void Bounds_hold_as_well_and_what_cannot_be_read_is_unknown()
    {
        Assert.Equal(Certainty.No, At(s_lunch, "2026-06-01T12:45", from: "2026/06/02 00:00:00"));
        Assert.Equal(Certainty.Unknown, At(s_lunch with { Hour = "noon" }, "2026-06-01T12:45"));
        Assert.Equal(Certainty.Yes, At(s_lunch with { Hours = 0 }, "2026-06-01T09:00")); // no interval, no recurrence
    }

    private static Certainty At(Recurrence recurrence, string at, string? from = null) =>
        Validity.At(
            [new(from, null, null, [recurrence])],
            DateTimeOffset.Parse(at + "Z", CultureInfo.InvariantCulture)
        );
}
