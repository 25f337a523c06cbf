using GovernanceDashboard.Components.Controls;
using GovernanceDashboard.Components.Pages.People;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Tests.Components.Pages.People;

public sealed class PersonViewModelTests(SmallEstate estate) : IClassFixture<SmallEstate>
{
    [Fact]
    public async Task What_a_person_reads_is_listed_and_filtered()
    {
        using var page = await ShownAsync(SmallEstate.Lead);

        Assert.Equal(2, page.Tables.Total);
        page.Show(new ReadableFilter(Label: "unknown"));
        Assert.Equal(1, page.Tables.Total);
        page.Show(new ReadableFilter(Search: "raw", Label: "unknown"));
        Assert.Equal(0, page.Tables.Total);
    }

    [Fact]
    public async Task Nobody_is_the_empty_state()
    {
        using var page = new PersonViewModel(estate.Questions);

        await page.LoadAsync(SmallEstate.Lead, Picture.Newest, "p-ffffffffff");

        Assert.Equal(ViewState.Empty, page.What.State);
    }

    [Fact]
    public async Task A_real_name_is_shown_for_a_reason_and_logged()
    {
        using var page = await ShownAsync(SmallEstate.Lead);
        var before = await estate.Activity.HeadAsync(TestContext.Current.CancellationToken);

        await page.UnmaskAsync("needed for the notification");

        Assert.True(page.IsUnmasked);
        var after = await estate.Activity.HeadAsync(TestContext.Current.CancellationToken);
        Assert.Equal(before.Length + 1, after.Length);
        await page.MaskAsync();
        Assert.False(page.IsUnmasked);
    }

    [Fact]
    public async Task A_short_reason_shows_no_name_and_says_why()
    {
        using var page = await ShownAsync(SmallEstate.Lead);

        await page.UnmaskAsync("because  ");

        Assert.False(page.IsUnmasked);
        Assert.NotNull(page.UnmaskProblem);
    }

    [Fact]
    public async Task A_role_that_may_not_unmask_keeps_the_page_and_sees_the_refusal()
    {
        using var page = await ShownAsync(SmallEstate.Reviewer);

        await page.UnmaskAsync("a reason that is long enough");

        Assert.False(page.IsUnmasked);
        Assert.Equal(ViewState.Ready, page.What.State);
        Assert.NotNull(page.UnmaskProblem);
        Assert.False(PersonViewModel.MayUnmask(SmallEstate.Reviewer));
    }

    private async Task<PersonViewModel> ShownAsync(CurrentUser user)
    {
        var page = new PersonViewModel(estate.Questions);
        await page.LoadAsync(user, Picture.Newest, estate.ReferenceOf("ann"));
        return page;
    }
}
