using Bunit;
using GovernanceDashboard.Access;
using GovernanceDashboard.Components;
using GovernanceDashboard.Components.Pages.Tables;
using GovernanceDashboard.Components.Pages.WhatIfs;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using TestContext = Xunit.TestContext;

namespace GovernanceDashboard.Tests.Components.Pages.Tables;

/// <summary>The explanation as a page shows it: paths, cuts that can be tried, and what comes nearest.</summary>
public sealed class ExplanationPanelTests(SmallEstate estate) : ComponentTest, IClassFixture<SmallEstate>
{
    [Fact]
    public async Task A_reader_sees_the_paths_and_what_would_end_the_access()
    {
        var panel = await ShownAsync("ann", SmallEstate.Pay);

        Assert.Equal("Every path (1)", panel.Find("#paths-title").TextContent);
        Assert.Contains(
            $"{estate.ReferenceOf("ann")} → hr",
            panel.Find(".paths tbody").TextContent,
            StringComparison.Ordinal
        );
        Assert.Equal(3, panel.FindAll(".cuts li").Count);
        Assert.Empty(panel.FindAll(".nearest"));
    }

    [Fact]
    public async Task A_cut_leads_to_what_if_with_its_change_and_no_login()
    {
        var panel = await ShownAsync("ann", SmallEstate.Pay);

        var link = panel.Find(".cuts li a").GetAttribute("href")!;
        var change = Assert.Single(ChangeSpelling.Read(Urls.ReadWhatIf(link).Changes));
        Assert.Equal(
            new MembershipChange(
                ChangeOperation.Remove,
                new(PrincipalId.Login(estate.ReferenceOf("ann")), PrincipalId.Group("hr"))
            ),
            change
        );
        Assert.Equal(SmallEstate.Pay.ToString(), Urls.ReadWhatIf(link).Reaching);
    }

    [Fact]
    public async Task Who_cannot_read_sees_what_is_missing()
    {
        var panel = await ShownAsync("ben", SmallEstate.Pay);

        Assert.Contains(
            $"{estate.ReferenceOf("ben")} is not in the group hr.",
            panel.Find(".nearest li").TextContent,
            StringComparison.Ordinal
        );
        var link = panel.Find(".nearest a").GetAttribute("href")!;
        Assert.IsType<MembershipChange>(Assert.Single(ChangeSpelling.Read(Urls.ReadWhatIf(link).Changes)));
        Assert.Empty(panel.FindAll(".cuts"));
    }

    [Fact]
    public async Task The_paths_can_be_exported()
    {
        using var page = new TableViewModel(estate.Questions);
        await page.LoadAsync(SmallEstate.Lead, Picture.Newest, new(SmallEstate.Pay, Person: estate.ReferenceOf("ann")));

        var row = Assert.Single(await page.PathRowsAsync(TestContext.Current.CancellationToken));
        Assert.Equal(["1", "1", "no", $"{estate.ReferenceOf("ann")} > hr", "Group", "7"], row.Take(6));
    }

    private async Task<IRenderedComponent<ExplanationPanel>> ShownAsync(string login, TableName table)
    {
        var answer = await estate.Questions.ExplainAsync(
            SmallEstate.Lead,
            Picture.Newest,
            login,
            table,
            null,
            null,
            TestContext.Current.CancellationToken
        );
        return Render<ExplanationPanel>(parameters => parameters.Add(panel => panel.Answer, answer));
    }
}
