using GovernanceDashboard.Cli;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Evidence.Sheets;
using GovernanceDashboard.Jobs;
using GovernanceDashboard.Tests.Cli;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceDashboard.Tests.Jobs;

/// <summary>Who gets at a table's data without SELECT on it stands in the pack, with the channel and the way, and in no total of readers.</summary>
public sealed class EvidenceRowsTests(DashboardEstate estate) : IClassFixture<DashboardEstate>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Readers_past_select_are_rows_with_their_channel()
    {
        var view = await ViewAsync();
        var rows = Rows(view);

        Assert.Equal(
            ["ann hive Partial True", "bob view dashboard None False", "cy dashboard None False", "hal hive Full True"],
            rows.Who()
                .Select(row => $"{Login(view, row.Principal)} {row.Channel} {row.AccessLevel} {row.HasSelect}")
                .Order(StringComparer.Ordinal)
        );
        Assert.All(rows.Who().Where(row => !row.HasSelect), row => Assert.Equal("perhaps", row.MaskedOnly));
    }

    [Fact]
    public async Task Their_ways_are_paths()
    {
        var view = await ViewAsync();
        var (ann, bob, cy) = (Label(view, "ann"), Label(view, "bob"), Label(view, "cy"));
        var paths = Rows(view).Paths().Where(path => path.Principal == bob || path.Principal == cy).ToArray();

        Assert.Equal(
            [
                $"1 View 2: {bob} > group public > view open.totals > table sales.orders",
                $"1 Dashboard : {cy} > dashboard Pulse of {ann} > view open.totals > table sales.orders",
                $"2 View 3: {bob} > group eng > view open.top > view open.totals > table sales.orders",
                $"3 Dashboard : {bob} > dashboard Pulse of {ann} > view open.totals > table sales.orders",
            ],
            paths
                .OrderBy(path => path.PathNumber)
                .ThenByDescending(path => path.ArisesAt)
                .Select(path => $"{path.PathNumber} {path.ArisesAt} {path.PolicyId}: {string.Join(" > ", path.Hops)}")
        );
    }

    [Fact]
    public async Task They_count_in_no_total_of_readers()
    {
        var counted = WhoHadAccessSheet.Counted(Rows(await ViewAsync()).Who()).ToArray();
        Assert.Equal((2, 2), (counted.Sum(row => row.UsersAtLeast), counted.Sum(row => row.PairsAtMost)));
        Assert.Equal(2, counted.Sum(row => row.PairsPastSelect));
    }

    private static EvidenceRows Rows(EstateView view) =>
        new(view, EvidenceScope.Resolve(view, "table:sales.orders", Token), null, Token);

    private static string Label(EstateView view, string login) =>
        view.LabelOf(view.Facts.Principals.Single(principal => principal.Id.Name == login), null).Text;

    private static string Login(EstateView view, string label) =>
        view.Facts.Principals.Single(principal => view.LabelOf(principal, null).Text == label).Id.Name;

    private Task<EstateView> ViewAsync() =>
        VerbServices
            .Over(estate.Data, new ConfigurationBuilder().Build())
            .GetRequiredService<ActiveSnapshot>()
            .ViewAsync(Picture.Newest, Token);
}
