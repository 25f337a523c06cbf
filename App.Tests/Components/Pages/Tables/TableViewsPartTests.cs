using Bunit;
using Bunit.TestDoubles;
using GovernanceDashboard.Access;
using GovernanceDashboard.Cli;
using GovernanceDashboard.Components.Controls;
using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Components.Pages.People;
using GovernanceDashboard.Components.Pages.Tables;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Tests.Cli;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using TestContext = Xunit.TestContext;

namespace GovernanceDashboard.Tests.Components.Pages.Tables;

/// <summary>What views let through, as the pages of a table, a view and a person show it.</summary>
public sealed class TableViewsPartTests(ViewEstate estate) : ComponentTest, IClassFixture<ViewEstate>
{
    private static readonly TableName s_orders = new("sales", "orders");

    private readonly EstateQuestions _questions = VerbServices
        .Over(estate.Data, new ConfigurationBuilder().Build())
        .GetRequiredService<EstateQuestions>();

    [Fact]
    public async Task A_table_lists_the_views_over_it_and_who_reads_only_them()
    {
        var part = await ShownAsync(s_orders);

        Assert.Contains("2 views show it: 1 person", part.Find("[role=status]").TextContent, StringComparison.Ordinal);
        Assert.Equal(
            ["open.top|Through open.totals|2|1|0", "open.totals|Directly|3|1|1"],
            part.FindAll(".plain-table tbody tr").Select(Cells)
        );
        Assert.Contains("may show it (1)", part.Find("summary").TextContent, StringComparison.Ordinal);
        var reader = Assert.Single(
            Assert.Single(part.FindComponents<Stub<ViewReadersGrid>>()).Instance.Parameters.Get(grid => grid.Readers)
        );
        Assert.Equal(await ReferenceAsync("bob"), reader.Principal.Reference);
    }

    [Fact]
    public void How_much_a_view_shows_is_not_guessed()
    {
        var chip = Render<LevelChip>(parameters =>
            parameters.Add(it => it.Level, AccessLevel.None).Add(it => it.IsKnown, false)
        );

        Assert.Equal("Unknown", chip.Find(".chip").TextContent);
    }

    [Fact]
    public async Task A_view_says_what_it_shows_and_who_cannot_read_that()
    {
        var part = await ShownAsync(new("open", "top"));

        Assert.Contains(
            "No view is known to show it.",
            part.Find("[role=status]").TextContent,
            StringComparison.Ordinal
        );
        Assert.Equal(
            ["open.totals|Unknown|Directly|0|0", "sales.orders|Unknown|Through a view below|1|0"],
            part.FindAll(".plain-table tbody tr").Select(Cells)
        );
    }

    [Fact]
    public async Task A_view_that_was_not_understood_is_said_so()
    {
        var part = await ShownAsync(new("open", "odd"));

        Assert.Contains(
            part.FindAll(".notice"),
            notice => notice.TextContent == "Its text was not understood: what it reads is not known."
        );
    }

    [Fact]
    public async Task An_explanation_shows_the_way_through_the_view()
    {
        using var page = new TableViewModel(_questions);
        await page.LoadAsync(SmallEstate.Lead, Picture.Newest, new(s_orders, Person: await ReferenceAsync("bob")));

        var panel = Render<ExplanationPanel>(parameters => parameters.Add(it => it.Answer, page.Why.Answer!));

        var views = panel.Find("section[aria-label=Views]");
        Assert.Contains("without SELECT on sales.orders itself", views.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, views.QuerySelectorAll("li").Length);
        Assert.Contains(
            "view open.top -> view open.totals -> sales.orders",
            views.TextContent,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_person_lists_what_only_views_show_and_never_as_unmasked()
    {
        using var page = new PersonViewModel(_questions);
        await page.LoadAsync(SmallEstate.Lead, Picture.Newest, await ReferenceAsync("bob"));

        page.Show(page.Filter with { OnlyChannel = AccessChannels.View });
        var row = Assert.Single((await page.Tables.FetchAsync(0, 9, TestContext.Current.CancellationToken)).Rows);
        Assert.Equal((s_orders, false), (row.Table.Name, row.IsLevelKnown));
        Assert.Contains("Unknown", Assert.Single(await page.CsvRowsAsync(TestContext.Current.CancellationToken)));

        page.Show(page.Filter with { Flag = ReadingFlag.Unmasked });
        Assert.Equal(0, page.Tables.Total);
    }

    private async Task<string> ReferenceAsync(string login) =>
        (
            await _questions.WhatAsync(
                SmallEstate.Lead,
                Picture.Newest,
                login,
                null,
                TestContext.Current.CancellationToken
            )
        )
            .Principal
            .Principal
            .Reference;

    private async Task<IRenderedComponent<TableViewsPart>> ShownAsync(TableName table)
    {
        using var page = new TableViewModel(_questions);
        await page.LoadAsync(SmallEstate.Lead, Picture.Newest, new(table, "views"));
        // The grid draws rows only where a browser measures them.
        ComponentFactories.AddStub<ViewReadersGrid>();
        return Render<TableViewsPart>(parameters => parameters.Add(it => it.Answer, page.Views.Answer!));
    }

    private static string Cells(AngleSharp.Dom.IElement row) =>
        string.Join(
            '|',
            row.QuerySelectorAll("td")
                .Select(cell =>
                    string.Join(' ', cell.TextContent.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries))
                )
        );
}
