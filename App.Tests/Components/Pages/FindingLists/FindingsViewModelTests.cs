using GovernanceDashboard.Cli;
using GovernanceDashboard.Components;
using GovernanceDashboard.Components.Controls;
using GovernanceDashboard.Components.Pages.FindingLists;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Findings;
using GovernanceDashboard.Security;
using GovernanceDashboard.Tests.Cli;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceDashboard.Tests.Components.Pages.FindingLists;

public sealed class FindingsViewModelTests(TinyEstate estate) : IClassFixture<TinyEstate>
{
    private readonly IServiceProvider _services = VerbServices.Over(estate.Data, new ConfigurationBuilder().Build());

    private FindingsViewModel Page() =>
        new(Get<FindingQuestions>(), Get<FindingTriage>(), Get<FindingWaivers>(), Get<SavedViews>());

    [Fact]
    public async Task Filters_stand_in_the_address_and_the_totals_stay()
    {
        using var page = Page();
        await page.LoadAsync(SmallEstate.Lead, Picture.Newest, new());
        var all = page.Answer!.Rows.Length;

        await page.LoadAsync(
            SmallEstate.Lead,
            Picture.Newest,
            Urls.ReadFindings(Urls.Findings(Picture.Newest, new("unlogged-sensitive", "low", "telemetry")))
        );

        Assert.True(page.IsFiltered);
        var row = Assert.Single(page.Answer!.Rows);
        Assert.Equal("unlogged-sensitive", row.Rule.Id);
        Assert.Equal(all, page.Answer.Total);
        var line = Assert.Single(await page.CsvRowsAsync(TestContext.Current.CancellationToken));
        Assert.Equal(FindingsViewModel.CsvHeader.Count, line.Count);
    }

    [Fact]
    public async Task Filters_that_nothing_fits_leave_an_empty_state_that_says_so()
    {
        using var page = Page();
        await page.LoadAsync(SmallEstate.Lead, Picture.Newest, new(Search: "there-is-no-such-word"));

        Assert.Equal((ViewState.Empty, "No finding fits these filters."), (page.Rows.State, page.Rows.Message));
    }

    [Fact]
    public async Task What_is_chosen_is_taken_up_shown_and_taken_back()
    {
        using var page = Page();
        await page.LoadAsync(SmallEstate.Reviewer, Picture.Newest, new());
        var total = page.Answer!.Total;
        page.ChooseAll();
        page.Choose(page.Answer.Rows[0]);
        Assert.Equal((total - 1, false), (page.Chosen.Count, page.AreAllChosen));

        page.Form!.Status = "in-progress";
        await page.DoneAsync((await page.Form.ApplyAsync(page.Chosen, Token))!);

        Assert.Equal(total - 1, page.Answer.Statuses[FindingStatus.InProgress]);
        Assert.Equal(total - 1, page.Chosen.Count); // still chosen: something else may be left to do
        await page.DoneAsync((await page.Form.UndoAsync(page.Undoable!.Value, Token))!);
        Assert.Equal(0, page.Answer.Statuses[FindingStatus.InProgress]);
        Assert.Null(page.Undoable);
    }

    [Fact]
    public async Task The_finding_in_the_address_is_shown_with_its_history_and_a_problem_stays_on_the_form()
    {
        using var page = Page();
        await page.LoadAsync(SmallEstate.Reviewer, Picture.Newest, new());
        var id = page.Answer!.Rows[0].Id;
        await page.LoadAsync(
            SmallEstate.Reviewer,
            Picture.Newest,
            Urls.ReadFindings(Urls.Findings(Picture.Newest, new(Finding: id)))
        );

        Assert.Equal(id, page.Selected?.Id);
        Assert.Contains("first found", page.History!.Lines[^1].What, StringComparison.Ordinal);
        (page.Form!.Owner, page.Form.Note) = ("no-such-person", "hm");
        Assert.Null(await page.Form.ApplyAsync([id], Token));
        Assert.Contains("knows nobody", page.Form.Problem, StringComparison.Ordinal);
        Assert.Equal("hm", page.Form.Note);
    }

    [Fact]
    public async Task A_view_keeps_filters_by_name_and_who_only_reads_chooses_nothing()
    {
        using var page = Page();
        await page.LoadAsync(
            SmallEstate.Reviewer,
            Picture.Newest,
            new("unlogged-sensitive", Owner: "nobody", Finding: "x")
        );
        await page.SaveViewAsync("my queue");

        var view = Assert.Single(page.Views);
        Assert.Equal(("my queue", page.Query), (view.Name, view.Query));
        Assert.Equal(new("unlogged-sensitive", Owner: "nobody"), Urls.ReadFindings("/findings?" + view.Query));
        await page.RemoveViewAsync("my queue");
        Assert.Empty(page.Views);

        using var readers = Page();
        await readers.LoadAsync(new("aud", AppRole.Auditor), Picture.Newest, new());
        Assert.False(readers.MayChoose);
        Assert.True(page.MayChoose);
        await page.LoadAsync(SmallEstate.Reviewer, Picture.Newest, new(Status: "resolved"));
        Assert.Equal((false, ViewState.Empty), (page.MayChoose, page.Rows.State));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();
}
