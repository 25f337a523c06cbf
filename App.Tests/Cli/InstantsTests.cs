using GovernanceDashboard.Cli;

namespace GovernanceDashboard.Tests.Cli;

public sealed class InstantsTests
{
    [Theory]
    [InlineData("2026-03-01T00:00:00Z", "2026-03-01T00:00:00Z")]
    [InlineData("2026-03-01T00:00Z", "2026-03-01T00:00:00Z")]
    [InlineData("2026-03-01T01:30:00+01:30", "2026-03-01T00:00:00Z")]
    [InlineData("2026-03-01T00:00:00.250Z", "2026-03-01T00:00:00.25Z")]
    public void An_instant_with_a_zone_is_read_and_written_in_utc(string text, string written) =>
        Assert.Equal(written, Instants.Format(Instants.Parse(text, "--at")));

    [Theory]
    [InlineData("2026-03-01")]
    [InlineData("2026-03-01T00:00:00")]
    [InlineData("2026-03-01 00:00:00Z")]
    [InlineData("2026-03-01T00:00:00.1234Z")]
    [InlineData("01/03/2026 00:00:00Z")]
    [InlineData("2026-02-30T00:00:00Z")]
    [InlineData("Z")]
    [InlineData("")]
    public void Whatever_could_mean_two_instants_is_refused_with_an_example(string text)
    {
        var refused = Assert.Throws<UsageException>(() => Instants.Parse(text, "--at"));

        Assert.Equal("--at 2026-03-01T00:00:00Z", refused.Example);
    }
}
