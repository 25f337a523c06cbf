using GovernanceDashboard.Components;
using GovernanceDashboard.Components.Controls;
using GovernanceDashboard.Components.Pages.Patterns;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Tests.Components.Pages.Patterns;

public sealed class PatternsViewModelTests(SmallEstate estate) : IClassFixture<SmallEstate>, IDisposable
{
    private readonly PatternsViewModel _patterns = new(estate.Questions);

    public void Dispose() => _patterns.Dispose();

    [Fact]
    public async Task The_estate_falls_into_what_opens_it()
    {
        await LoadAsync(new());

        Assert.Equal(ViewState.Ready, _patterns.Patterns.State);
        Assert.Equal(["Everyone", "group hr", "nobody"], _patterns.Answer!.Rows.Select(row => row.Opened[0]));
        Assert.Equal([1, 1, 1], _patterns.Answer.Rows.Select(row => row.Tables));
        var lines = await _patterns.CsvRowsAsync(TestContext.Current.CancellationToken);
        Assert.Equal(3, lines.Count);
        Assert.All(lines, line => Assert.Equal(PatternsViewModel.PatternsHeader.Count, line.Count));
    }

    [Fact]
    public async Task A_search_or_a_table_leaves_its_patterns()
    {
        await LoadAsync(new("everyone"));
        Assert.Equal("raw.keys", Name(Assert.Single(_patterns.Answer!.Rows)));

        await LoadAsync(new(Table: SmallEstate.Pay));
        Assert.Equal("group hr", Assert.Single(_patterns.Answer!.Rows).Opened[0]);

        await LoadAsync(new("no such group"));
        Assert.Equal(ViewState.Empty, _patterns.Patterns.State);

        string Name(PatternRow row) => row.Tables == 1 && row.Pattern.Tables[0].Value is var table ? NameOf(table) : "";
        string NameOf(int table) => new[] { "hr.old", "hr.pay", "raw.keys" }[table];
    }

    [Fact]
    public async Task Signatures_are_listed_table_by_table_in_the_export()
    {
        await LoadAsync(new(ShowsSignatures: true));

        Assert.Equal(3, _patterns.Signatures.Answer!.Total);
        var lines = await _patterns.CsvRowsAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["hr.old", "hr.pay", "raw.keys"], lines.Select(line => line[1]).Order(StringComparer.Ordinal));
        Assert.All(lines, line => Assert.Equal(PatternsViewModel.SignaturesHeader.Count, line.Count));
        Assert.All(lines, line => Assert.Matches("^[0-9a-f]{64}$", line[0]));
    }

    [Fact]
    public async Task Who_may_not_see_access_is_refused()
    {
        await _patterns.LoadAsync(new("boss", AppRole.Executive), Picture.Newest, new());

        Assert.Equal(ViewState.Refused, _patterns.Patterns.State);
    }

    private Task LoadAsync(PatternsAddress address) =>
        _patterns.LoadAsync(SmallEstate.Reviewer, Picture.Newest, address);
}
