using GovernanceDashboard.Domain;
using GovernanceDashboard.Findings.Rules;
using static GovernanceDashboard.Tests.Findings.Rules.ReadEstate;
using Facts = GovernanceDashboard.Tests.Scenarios.Facts;

namespace GovernanceDashboard.Tests.Findings.Rules;

/// <summary>Fields that a flow captures and nobody reads. The estate is judged at noon of 1 June: 90 days earlier is noon of 3 March.</summary>
public sealed class MinimisationCandidateTests
{
    [Fact]
    public void A_field_that_nobody_read_for_90_days_in_tables_that_are_read()
    {
        var found = Assert.Single(Captured().Run(new MinimisationCandidate()));

        Assert.Equal("flow:F field:idle 02-11T17:00.. 2", Line(found));
        Assert.Equal(
            [("tables in use", 1L), ("captured rows", 70L), ("people captured", 2L)],
            found.Figures.Select(figure => (figure.Name, figure.Value))
        );
        Assert.Equal(
            (FindingSeverity.Medium, "R-29"),
            (found.Severity, new MinimisationCandidate().Info.Requirements[0])
        );
    }

    [Theory]
    [InlineData("typed,idle", AuditChannel.Hive)] // somebody read it
    [InlineData("", AuditChannel.Hive)] // which columns nobody says
    [InlineData("typed", AuditChannel.Files)] // a file holds them all
    public void A_field_that_may_have_been_read_is_none(string columns, AuditChannel channel)
    {
        var estate = Captured();

        Assert.Empty(
            (estate with { Columns = estate.Columns.Add(new(Facts.Name("raw.t1"), columns, channel, Day(100))) }).Run(
                new MinimisationCandidate()
            )
        );
    }

    [Fact]
    public void Tables_that_nobody_reads_or_that_are_not_logged_in_full_say_nothing()
    {
        var estate = Captured();

        Assert.Empty((estate with { Columns = [] }).Run(new MinimisationCandidate()));
        Assert.Empty(
            (
                estate with
                {
                    Coverages = estate.Coverages.RemoveAll(one => one.Value.Channel == AccessChannel.Files),
                }
            ).Run(new MinimisationCandidate())
        );
        Assert.Empty((estate with { Captures = [] }).Run(new MinimisationCandidate()));
    }

    [Fact]
    public void Where_the_logs_end_early_nothing_is_said() =>
        Assert.Empty((Captured() with { Reads = [.. Ordinary("r1", 0, 100)] }).Run(new MinimisationCandidate()));

    // t0 is read, column by column; t1 is filled and not read.
    private static ReadEstate Captured() =>
        new()
        {
            Captures =
            [
                Since(new CapturedRows("F", Facts.Name("raw.t0"), "r1", 40)),
                Since(new CapturedRows("F", Facts.Name("raw.t1"), "r2", 30)),
            ],
            Columns =
            [
                new(Facts.Name("raw.t0"), "typed", AuditChannel.Hive, Day(118)),
                new(Facts.Name("raw.t0"), "typed,idle", AuditChannel.Hive, Day(10)),
            ],
        };
}
