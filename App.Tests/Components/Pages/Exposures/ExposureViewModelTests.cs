using GovernanceDashboard.Components;
using GovernanceDashboard.Components.Pages.Exposures;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Exposure.Metrics;
using GovernanceDashboard.Jobs;

namespace GovernanceDashboard.Tests.Components.Pages.Exposures;

public sealed class ExposureViewModelTests(SmallEstate estate) : IClassFixture<SmallEstate>, IDisposable
{
    private readonly SemaphoreSlim _moved = new(0);

    public void Dispose() => _moved.Dispose();

    [Fact]
    public async Task Nothing_is_asked_before_a_scope_is_named()
    {
        using var page = New();

        await LoadAsync(page, new());

        Assert.Null(page.Run.Status);
        Assert.Null(page.Answer);
    }

    [Theory]
    [InlineData("group:Nothing", null, "There is no table group 'Nothing'")]
    [InlineData("nonsense", null, "That is no scope")]
    [InlineData("estate", "yesterday", "From is no instant")]
    public async Task What_cannot_be_answered_is_refused_in_words(string scope, string? from, string reason)
    {
        using var page = New();

        await LoadAsync(page, new(scope, from));

        Assert.Null(page.Answer);
        Assert.Contains(reason, page.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_figure_is_a_point_or_a_range_or_does_not_apply()
    {
        Assert.Equal("–", ExposureViewModel.Range(null));
        Assert.Equal("1,234.5", ExposureViewModel.Range(MeasureRange.Exactly(1234.5)));
        Assert.Equal("0 to 2", ExposureViewModel.Range(new(0, 2)));
    }

    [Fact]
    public void Addresses_come_back_as_they_went()
    {
        var address = new ExposureAddress("group:A & B", "2026-03-01T00:00:00Z", null, IsGross: true);

        Assert.Equal(address, Urls.ReadExposure(Urls.Exposure(new(new(3)), address)));
        Assert.Equal(new(), Urls.ReadExposure(Urls.Exposure(Picture.Newest)));
    }

    private ExposureViewModel New() => new(estate.Questions, estate.Jobs, () => _moved.Release());

    private async Task LoadAsync(ExposureViewModel page, ExposureAddress address)
    {
        page.Load(SmallEstate.Lead, Picture.Newest, address);
        while (page.Run.Status is { State: JobState.Running })
        {
            Assert.True(await _moved.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));
        }
    }
}
