using GovernanceDashboard.Estate;

namespace GovernanceDashboard.Tests.Estate;

/// <summary>Steps of a waterfall in words.</summary>
public sealed class TrendLinesTests
{
    [Theory]
    [InlineData(4, 4, "+4")]
    [InlineData(557.25, -204, "low +557.25, high -204")]
    public void Bounds_that_moved_apart_are_told_apart(double low, double high, string text) =>
        Assert.Equal(text, TrendLines.Change(new(low, high)));
}
