using GovernanceDashboard.Components.Controls;

namespace GovernanceDashboard.Tests.Components.Controls;

public sealed class QualityTextTests
{
    [Theory]
    [InlineData(100, "100")]
    [InlineData(99.998, "99.99")]
    [InlineData(97.43, "97.43")]
    [InlineData(98.39, "98.39")]
    [InlineData(99.3, "99.3")]
    [InlineData(0, "0")]
    public void Only_what_is_complete_reads_a_hundred(double score, string expected) =>
        Assert.Equal(expected, QualityText.Of(score));
}
