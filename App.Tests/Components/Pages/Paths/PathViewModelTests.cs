using GovernanceDashboard.Cli;
using GovernanceDashboard.Components;
using GovernanceDashboard.Components.Controls;
using GovernanceDashboard.Components.Pages.Paths;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Tests.Cli;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceDashboard.Tests.Components.Pages.Paths;

/// <summary>Who can read an address, as its page asks it.</summary>
public sealed class PathViewModelTests(ViewEstate estate) : IClassFixture<ViewEstate>
{
    private readonly EstateQuestions _questions = VerbServices
        .Over(estate.Data, new ConfigurationBuilder().Build())
        .GetRequiredService<EstateQuestions>();

    [Fact]
    public async Task A_link_opens_the_answer()
    {
        using var page = new PathViewModel(_questions);
        var link = Urls.Path(Picture.Newest, "s3a://lake/raw?x=1&y");

        Assert.Equal("s3a://lake/raw?x=1&y", Urls.ReadPath(link));
        await page.LoadAsync(SmallEstate.Lead, Picture.Newest, "s3a://lake/raw");

        Assert.Equal(2, page.Path.Answer!.PolicyPeople);
        Assert.Equal(2, page.Rows.Total);
        var rows = await page.CsvRowsAsync(TestContext.Current.CancellationToken);
        Assert.All(rows, row => Assert.Equal(PathViewModel.CsvHeader.Count, row.Count));
        Assert.DoesNotContain(rows, row => row[0] is "bob" or "hal");
    }

    [Fact]
    public async Task Nothing_is_asked_before_an_address_is_typed()
    {
        using var page = new PathViewModel(_questions);

        await page.LoadAsync(SmallEstate.Lead, Picture.Newest, null);

        Assert.Equal(ViewState.Loading, page.Path.State);
        Assert.False(page.Path.IsAsking);
    }
}
