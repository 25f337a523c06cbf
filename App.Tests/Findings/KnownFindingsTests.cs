using GovernanceDashboard.Findings;
using GovernanceDashboard.Findings.Rules;

namespace GovernanceDashboard.Tests.Findings;

/// <summary>A finding that is gone is shown as it was last seen.</summary>
public sealed class KnownFindingsTests
{
    private static readonly DateTimeOffset s_seen = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_was_counted_and_measured_is_kept_with_it()
    {
        var row = Row() with
        {
            Figures = [new("tables in use", 3), new("captured rows", 400)],
            Statistic = new("reads an hour", 40, "robust z", 7.5, 6, 30, s_seen.AddDays(-30), s_seen),
        };

        var back = KnownFindings.Row(KnownFindings.Record(row, s_seen))!;

        Assert.Equal(row.Figures.AsEnumerable(), back.Figures);
        Assert.Equal(row.Statistic, back.Statistic);
    }

    [Fact]
    public void One_that_an_older_version_kept_has_none()
    {
        var record = KnownFindings.Record(Row(), s_seen);
        Assert.Null(record.Numbers);

        var back = KnownFindings.Row(record)!;
        Assert.Empty(back.Figures);
        Assert.Null(back.Statistic);
    }

    private static FindingRow Row() =>
        new(
            "00000000000000ab",
            FindingRules.All[0].Info,
            FindingSeverity.High,
            [new("group:Keys")],
            s_seen,
            null,
            5,
            "Something is wrong.",
            new(4, 5),
            Waiver: null
        );
}
