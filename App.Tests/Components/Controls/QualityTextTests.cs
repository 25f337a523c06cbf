using GovernanceDashboard.Components.Controls;

namespace GovernanceDashboard.Tests.Components.Controls;

public sealed class QualityTextTests
{
    [Theory]
    [InlineData(100, "100")]
    [InlineData(99.998, "99.9")]
    [InlineData(97.43, "97.4")]
    [InlineData(0, "0")]
    public void Only_what_is_complete_reads_a_hundred(double score, string expected) =>
        Assert.Equal(expected, QualityText.Of(score));
}
