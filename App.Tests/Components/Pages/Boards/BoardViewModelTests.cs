using GovernanceDashboard.Components;
using GovernanceDashboard.Components.Controls;
using GovernanceDashboard.Components.Pages.Boards;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Exposure.Metrics;
using GovernanceDashboard.Jobs;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Tests.Components.Pages.Boards;

public sealed class BoardViewModelTests(SmallEstate estate) : IClassFixture<SmallEstate>, IDisposable
{
    private readonly SemaphoreSlim _moved = new(0);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _moved.Dispose();

    [Fact]
    public async Task The_whole_estate_is_asked_about_where_no_scope_is_named()
    {
        using var page = New();

        await LoadAsync(page, new());

        Assert.Equal((ViewState.Ready, "estate"), (page.View, page.Answer!.Scope));
        var standing = page.Answer.Standing;
        Assert.Equal((3, 3, 0), (standing.People, standing.Tables, standing.DeclaredTables));
        // Nobody declared an audience: any reader may be outside of it, and nobody surely is.
        Assert.Equal(new(0, 3), standing.Net.People);
        Assert.Equal(new(0, 4), standing.Net.Pairs);
        Assert.Equal(new(0, 4), standing.Documented.Undeclared);
        Assert.Equal(MeasureRange.Exactly(4), standing.Readers.Pairs);
        Assert.Equal((3, 2), (page.Answer.SensitiveTables, page.Answer.ExposedSensitiveTables));
        Assert.Equal(["Raw", "HR"], page.Groups.OrderDescending(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_first_known_instant_has_no_past()
    {
        using var page = New();

        await LoadAsync(page, new("group:Raw"));
        await EndAsync(page);

        Assert.True(page.HasNoPast);
        Assert.Null(page.History);
    }

    [Fact]
    public async Task A_person_stands_alone_with_the_tables_that_they_read()
    {
        using var page = New();

        await LoadAsync(page, new("principal:" + estate.ReferenceOf("ann")));

        Assert.Equal("principal:" + estate.ReferenceOf("ann"), page.Answer!.Scope);
        Assert.Equal((1, 2), (page.Answer.Standing.People, page.Answer.Standing.Tables));
        Assert.Equal(MeasureRange.Exactly(2), page.Answer.Standing.Readers.Pairs);
    }

    [Theory]
    [InlineData("group:Nothing", "There is no table group 'Nothing'")]
    [InlineData("table:raw.gone", "There is no table:raw.gone")]
    [InlineData("nonsense", "That is no scope")]
    public async Task What_cannot_be_answered_is_said_in_words(string scope, string reason)
    {
        using var page = New();

        await LoadAsync(page, new(scope));

        Assert.Equal(ViewState.Empty, page.View);
        Assert.Contains(reason, page.Message, StringComparison.Ordinal);
        Assert.Null(page.Run.Status);
    }

    [Fact]
    public async Task An_executive_sees_counts_of_groups_and_tables_and_no_person()
    {
        using var page = New();
        CurrentUser boss = new("boss", AppRole.Executive);

        await page.LoadAsync(new("group:Raw"), boss, Picture.Newest, Token);
        Assert.Equal(ViewState.Ready, page.View);
        Assert.Empty(page.Answer!.Departments);
        Assert.Null(page.Run.Status);

        await page.LoadAsync(new("table:raw.keys"), boss, Picture.Newest, Token);
        // As of a group of that one table, and as the metrics say: nobody is named, and a figure of few is only few.
        Assert.Equal(ViewState.Ready, page.View);
        Assert.Empty(page.Answer!.Departments);
        Assert.Empty(page.Answer.Exceptions);
        var people = page.Answer.Standing.Readers.People;
        await page.LoadAsync(new("query:raw.keys"), boss, Picture.Newest, Token);
        Assert.Equal(people, page.Answer!.Standing.Readers.People);
        await page.LoadAsync(new("principal:" + estate.ReferenceOf("ann")), boss, Picture.Newest, Token);
        Assert.Equal((ViewState.Refused, (BoardAnswer?)null), (page.View, page.Answer));
    }

    [Fact]
    public async Task The_export_gives_each_figure_with_its_bounds_and_no_login()
    {
        using var page = New();

        await LoadAsync(page, new("group:Raw"));
        var rows = await page.CsvRowsAsync(Token);

        Assert.Contains(
            rows,
            row => row.Take(6).SequenceEqual(["who has access", "outside the audience", "net", "0", "3", "people"])
        );
        Assert.All(rows, row => Assert.Equal(BoardViewModel.CsvHeader.Count, row.Count));
        Assert.DoesNotContain(rows.SelectMany(row => row), cell => cell!.Contains("ann", StringComparison.Ordinal));
    }

    [Fact]
    public void Addresses_come_back_as_they_went()
    {
        var address = new BoardAddress("group:A & B");

        Assert.Equal(address, Urls.ReadBoard(Urls.Board(new(new(3)), address)));
        Assert.Equal(new(), Urls.ReadBoard(Urls.Board(Picture.Newest)));
    }

    private BoardViewModel New() => new(estate.Questions, estate.Jobs, () => _moved.Release());

    private static async Task LoadAsync(BoardViewModel page, BoardAddress address)
    {
        await page.LoadAsync(address, SmallEstate.Lead, Picture.Newest, Token);
        await page.OfferAsync(SmallEstate.Lead, Picture.Newest, Token);
    }

    private async Task EndAsync(BoardViewModel page)
    {
        while (page.Run.Status is { State: JobState.Running })
        {
            Assert.True(await _moved.WaitAsync(TimeSpan.FromSeconds(60), Token));
        }
    }
}
