using System.Globalization;
using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Tests.Access.Ranger;

/// <summary>When validity schedules hold, to the second, and when they begin and end (semantics, section 13).</summary>
public sealed class ValidityTests
{
    private static readonly DateTimeOffset s_noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("", "", "", "Yes")]
    [InlineData("2026/06/01 12:00:00", "", "", "Yes")]
    [InlineData("2026/06/01 12:00:01", "", "", "No")]
    [InlineData("", "2026/06/01 12:00:00", "", "Yes")]
    [InlineData("", "2026/06/01 11:59:59", "", "No")]
    [InlineData(" 2026/06/01 12:00:00 ", " 2026/06/01 12:00:00 ", " ", "Yes")]
    [InlineData("2026/06/01 14:00:00", "", "Europe/Vienna", "Yes")]
    [InlineData("2026/06/01 14:00:01", "", " Europe/Vienna ", "No")]
    [InlineData("", "2026/06/01 13:59:59", "Europe/Vienna", "No")]
    [InlineData("2026-06-01 12:00:00", "", "", "Unknown")]
    [InlineData("", "tomorrow", "", "Unknown")]
    [InlineData("", "", "Nowhere/None", "Unknown")]
    public void A_schedule_holds_from_its_start_to_its_end(string from, string to, string zone, string expected)
    {
        var schedule = new ValiditySchedule(from, to, zone, []);

        Assert.Equal(expected, Validity.At([schedule], s_noon).ToString());
        Assert.Equal(
            expected == "No" ? "No" : "Yes",
            Validity
                .At(
                    [
                        schedule with
                        {
                            StartTime = "2027/01/01 00:00:00",
                        },
                        expected == "No" ? schedule : new(null, null, null, []),
                    ],
                    s_noon
                )
                .ToString()
        );
    }

    [Fact]
    public void Without_a_schedule_a_policy_always_holds_and_of_several_one_is_enough()
    {
        ValiditySchedule over = new(null, "2025/01/01 00:00:00", null, []);
        ValiditySchedule unknown = new(null, null, "Nowhere/None", []);
        ValiditySchedule now = new(null, null, null, []);

        Assert.Equal(Certainty.Yes, Validity.At([], s_noon));
        Assert.Equal(Certainty.Yes, Validity.At(default, s_noon));
        Assert.Equal(Certainty.No, Validity.At([over, over], s_noon));
        Assert.Equal(Certainty.Unknown, Validity.At([over, unknown], s_noon));
        Assert.Equal(Certainty.Yes, Validity.At([over, unknown, now], s_noon));
    }

    [Fact]
    public void A_recurrence_holds_within_the_bounds_only_and_in_the_zone_of_whoever_decides()
    {
        var nine = new Recurrence("0", "12", "*", null, "*", "*", 0, 1, 0);
        ValiditySchedule daily = new("2026/01/01 00:00:00", "2026/12/31 00:00:00", "Europe/Vienna", [nine]);

        Assert.Equal(Certainty.Yes, Validity.At([daily], s_noon));
        Assert.Equal(Certainty.No, Validity.At([daily], s_noon.AddHours(-1)));
        Assert.Equal(Certainty.No, Validity.At([daily], s_noon.AddYears(1)));
        var vienna = TimeZoneInfo.FindSystemTimeZoneById("Europe/Vienna");
        Assert.Equal(Certainty.No, Validity.At([daily], s_noon, vienna));
        Assert.Equal(Certainty.Yes, Validity.At([daily], s_noon.AddHours(-2), vienna));
        Assert.Equal(
            Certainty.Unknown,
            Validity.At([daily with { Recurrences = [nine with { Hour = "noon" }] }], s_noon)
        );
        Assert.Equal(
            Certainty.Yes,
            Validity.At([daily with { Recurrences = [nine with { Hour = "3" }, nine] }], s_noon)
        );
    }

    [Theory]
    [InlineData("2026/06/01 00:00:00", "2026/06/02 00:00:00", null, "06-01 00:00:00.000, 06-02 00:00:00.001")]
    [InlineData("2026/06/01 00:00:00", null, "Europe/Vienna", "05-31 22:00:00.000")]
    [InlineData(null, "2026/06/02 00:00:00", null, "06-02 00:00:00.001")]
    [InlineData(null, null, null, "")]
    [InlineData("soon", "2026/06/02 00:00:00", null, "06-02 00:00:00.001")]
    [InlineData("2026/06/01 00:00:00", "late", null, "06-01 00:00:00.000")]
    [InlineData("2026/06/01 00:00:00", "2026/06/02 00:00:00", "Nowhere/None", "")]
    public void Ends_are_the_start_and_the_first_instant_after_the_end(
        string? from,
        string? to,
        string? zone,
        string expected
    ) =>
        Assert.Equal(
            expected,
            string.Join(
                ", ",
                Validity
                    .Ends(new(from, to, zone, []))
                    .Select(end => end.UtcDateTime.ToString("MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture))
            )
        );
}
