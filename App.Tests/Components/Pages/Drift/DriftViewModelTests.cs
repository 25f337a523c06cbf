using GovernanceDashboard.Components;
using GovernanceDashboard.Components.Pages.Drift;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Jobs;

namespace GovernanceDashboard.Tests.Components.Pages.Drift;

public sealed class DriftViewModelTests(SmallEstate estate) : IClassFixture<SmallEstate>, IDisposable
{
    private readonly SemaphoreSlim _moved = new(0);

    public void Dispose() => _moved.Dispose();

    [Fact]
    public async Task An_address_is_compared_at_once_and_nothing_changed_is_an_answer()
    {
        using var page = New();

        await LoadAsync(page, new());

        Assert.True(page.Answer!.IsEmpty);
        Assert.Null(page.Refusal);
        Assert.Equal(0, page.Facts.Total);
        Assert.Empty(await page.CsvRowsAsync(TestContext.Current.CancellationToken));
        Assert.Same(page.Pairs, page.Pairs);
    }

    [Theory]
    [InlineData("yesterday", "From is no instant")]
    [InlineData("2020-01-01T00:00:00Z", "is outside")]
    public async Task An_instant_that_nothing_is_known_of_is_refused_in_words(string from, string reason)
    {
        using var page = New();

        await LoadAsync(page, new(from));

        Assert.Null(page.Answer);
        Assert.Contains(reason, page.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Addresses_come_back_as_they_went()
    {
        var address = new DriftAddress("2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z", "level", ShowsFacts: true);

        Assert.Equal(address, Urls.ReadDrift(Urls.Drift(new(new(3)), address)));
        Assert.Equal(new(), Urls.ReadDrift(Urls.Drift(Picture.Newest)));
    }

    private DriftViewModel New() => new(estate.Questions, estate.Jobs, () => _moved.Release());

    private async Task LoadAsync(DriftViewModel page, DriftAddress address)
    {
        await page.LoadAsync(SmallEstate.Lead, Picture.Newest, address);
        while (page.Run.Status is { State: JobState.Running })
        {
            Assert.True(await _moved.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));
        }
    }
}
