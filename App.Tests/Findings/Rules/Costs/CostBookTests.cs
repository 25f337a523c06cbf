using System.Collections.Immutable;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Findings.Rules;
using GovernanceDashboard.Findings.Rules.Costs;
using static GovernanceDashboard.Tests.Findings.Rules.RuleEstate;

namespace GovernanceDashboard.Tests.Findings.Rules.Costs;

/// <summary>R-14, by hand: amounts are currency units a month.</summary>
public sealed class CostBookTests
{
    private static readonly TableName s_keys = new("raw", "keys");

    [Fact]
    public void Without_a_cost_record_every_cost_is_unknown_and_not_0()
    {
        var costs = Of(Sized(30, 10));

        var total = Assert.Single(costs.Totals);
        Assert.Null(total.Figures);
        Assert.Equal((2, 0, 40L), (total.Counts.Tables, total.Counts.Priced, total.Bytes));
        Assert.All(costs.Tables, table => Assert.Null(table.Figures));
    }

    [Fact]
    public void A_records_bytes_are_shared_by_the_catalogues_sizes_and_the_narrowest_scope_wins()
    {
        // 40 GB at 0.5 are 20: three quarters of them raw.keys'.
        var costs = Of(Sized(30, 10), new StorageCost("query:*", 40_000_000_000, 0.5m, "EUR"));
        Assert.Equal(new(20, 20), Assert.Single(costs.Totals).Figures?.Whole);
        Assert.Equal(("EUR", new MoneyRange(15, 15)), (costs.Totals[0].Currency, Table(costs, s_keys).Whole));

        // The database's record is narrower than the search, and alone it is the whole, whatever the catalogue counts.
        costs = Of(
            Sized(30, 10),
            new StorageCost("query:*", 40_000_000_000, 0.5m, "EUR"),
            new StorageCost("db:raw", 2_000_000_000, 0.5m, "EUR")
        );
        Assert.Equal(new(1, 1), Table(costs, s_keys).Whole);
        Assert.Equal(new(6, 6), Assert.Single(costs.Totals).Figures?.Whole);
    }

    [Fact]
    public void Where_the_catalogue_lacks_a_size_the_parts_are_ranges_and_the_whole_is_not()
    {
        var costs = Of(Sized(30, null), new StorageCost("query:*", 40_000_000_000, 0.5m));

        Assert.Equal(new(20, 20), Assert.Single(costs.Totals).Figures?.Whole);
        Assert.Null(costs.Totals[0].Currency);
        Assert.Equal(new(0, 20), Table(costs, s_keys).Whole);
        Assert.Equal(1, costs.Totals[0].Unsized);
    }

    [Fact]
    public void Currencies_are_never_added_up_and_a_record_of_no_table_is_named()
    {
        var costs = Of(
            Sized(30, 10),
            new StorageCost("db:raw", 1_000_000_000, 1, "EUR"),
            new StorageCost("db:stats", 1_000_000_000, 2, "USD"),
            new StorageCost("db:gone", 1, 1, "USD")
        );

        Assert.Equal(
            [("EUR", new MoneyRange(1, 1)), ("USD", new MoneyRange(2, 2))],
            costs.Totals.Select(row => (row.Currency, row.Figures!.Whole))
        );
        Assert.Equal(["db:gone"], costs.Idle);
        // stats.daily is in no table group.
        Assert.Equal([null, "Keys"], costs.Groups.Select(row => row.Group));
    }

    [Fact]
    public void A_shadow_copy_and_data_kept_too_long_are_avoidable_once()
    {
        var estate = Sized(30, 10) with
        {
            Records = Plain.Records with
            {
                RetentionRules = [Held(new RetentionRule("db:raw", 10, null, null))],
                Subjects =
                [
                    Held(new SubjectPresence(s_keys, "ann", null, May(1), May(2), 25)),
                    Held(new SubjectPresence(s_keys, "bob", null, May(1), May(31), 75)),
                ],
            },
        };
        estate = estate with
        {
            Facts = estate.Facts with { Tables = [.. estate.Facts.Tables.Select(table => table with { Rows = 100 })] },
        };

        // All of ann's rows are past 10 days, a quarter of the table; bob's began before, and end after.
        var overdue = Table(Of(estate, new StorageCost("query:*", 40_000_000_000, 0.5m)), s_keys);
        Assert.Equal(new(3.75m, 15), overdue.Overdue);
        Assert.Equal((3.75m, MoneyRange.Zero), (overdue.Avoidable.Low, overdue.Copies));

        var context = estate.Context();
        var copy = new Finding("shadow-copy", ["table:raw.keys"], null, null, 6, "", new(4, 1));
        var both = CostBook.Of(
            With(context, new StorageCost("query:*", 40_000_000_000, 0.5m)),
            [copy, .. new RetentionOverdue().Run(context, TestContext.Current.CancellationToken)],
            null
        );
        Assert.Equal(new(15, 15), Table(both, s_keys).Avoidable);
    }

    [Fact]
    public void A_table_is_unused_where_logs_prove_it_and_perhaps_where_they_do_not()
    {
        var estate = new ReadEstate
        {
            Bytes = 10,
            Costs = [ReadEstate.Since(new StorageCost("db:raw", 20_000_000_000, 0.5m, "USD"))],
        };

        // Four of twenty tables were read in the last 90 days, each costs 0.50.
        var total = Assert.Single(CostBook.Of(estate.Context(), [], null).Totals);
        Assert.Equal((new MoneyRange(10, 10), new MoneyRange(8, 8)), (total.Figures!.Whole, total.Figures.Unused));
        Assert.Equal((16, 0), (total.Counts.ProvenUnused, total.Counts.PerhapsUnused));

        var unlogged = estate with
        {
            Coverages = estate.Coverages.RemoveAll(one => one.Value.Channel == AccessChannel.Files),
        };
        total = Assert.Single(CostBook.Of(unlogged.Context(), [], null).Totals);
        Assert.Equal((new MoneyRange(0, 8), new MoneyRange(0, 8)), (total.Figures!.Unused, total.Figures.Avoidable));

        // A service's read is a use too.
        var served = estate.Also(ReadEstate.Read("svc", 19, ReadEstate.Day(110)));
        total = Assert.Single(CostBook.Of(served.Context(), [], null).Totals);
        Assert.Equal(new(7.5m, 7.5m), total.Figures!.Unused);

        var silent = estate with { Reads = [] };
        total = Assert.Single(CostBook.Of(silent.Context(), [], null).Totals);
        Assert.Equal(new(0, 10), total.Figures!.Unused);
    }

    [Fact]
    public void Growth_is_told_from_an_earlier_import_alone()
    {
        var estate = Sized(30, 10);
        var small = estate.Facts.Tables.Single(table => table.Name == s_keys) with { Bytes = 12 };
        estate = estate with
        {
            Changes = SinceMay with { Tables = [Held(small, 1, 20), Held(small with { Bytes = 30 }, 20)] },
        };

        Assert.Null(Of(estate).Totals[0].Growth);
        Assert.Equal(new ByteGrowth(18, May(10)), CostBook.Of(estate.Context(), [], May(10)).Totals[0].Growth);
    }

    private static RuleEstate Sized(long? keys, long? stats) =>
        Plain with
        {
            Facts = Plain.Facts with
            {
                Tables =
                [
                    .. Plain.Facts.Tables.Select(table => table with { Bytes = table.Name == s_keys ? keys : stats }),
                ],
            },
        };

    private static CostStanding Of(RuleEstate estate, params ImmutableArray<StorageCost> costs)
    {
        var context = (
            estate with
            {
                Records = estate.Records with { StorageCosts = [.. costs.Select(cost => Held(cost))] },
            }
        ).Context();
        return CostBook.Of(context, new RetentionOverdue().Run(context, TestContext.Current.CancellationToken), null);
    }

    private static RuleContext With(RuleContext context, StorageCost cost) =>
        new(context.Index, context.Groups, context.Records with { StorageCosts = [Held(cost)] }, []);

    private static CostFigures Table(CostStanding costs, TableName table) =>
        costs.Tables.Single(row => row.Name == table).Figures!;
}
