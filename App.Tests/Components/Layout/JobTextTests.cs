using GovernanceDashboard.Components.Layout;

namespace GovernanceDashboard.Tests.Components.Layout;

public sealed class JobTextTests
{
    [Theory]
    [InlineData(12_345_678L, 40_000_000L, true, "Reading a 12.3 of 40.0 MB")]
    [InlineData(12_345L, 40_000L, false, "Reading a 12,345 of 40,000")]
    [InlineData(12L, null, false, "Reading a 12")]
    [InlineData(0L, null, false, "Reading a")]
    public void Progress_names_its_unit_where_it_is_bytes(long done, long? total, bool isBytes, string expected) =>
        Assert.Equal(expected, JobText.Of(new("Reading a", done, total, isBytes)));
}
