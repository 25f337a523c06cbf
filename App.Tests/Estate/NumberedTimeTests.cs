using System.Collections.Immutable;
using GovernanceDashboard.Data.Audit;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Tests.Exposure;

namespace GovernanceDashboard.Tests.Estate;

public sealed class NumberedTimeTests
{
    [Fact]
    public void A_writer_that_numbers_on_from_its_first_event_covers_the_time_to_its_last_across_files() =>
        Assert.Equal(["03..09"], Whole(Stream("a", 0, 9, 3, 5), Stream("a", 10, 19, 6, 9)));

    [Theory]
    [InlineData(12, "03..05 08..09")] // numbers 10 and 11 lie in no file
    [InlineData(9, "03..05 08..09")] // number 9 twice: which of the two is right is not known
    public void Between_two_files_with_numbers_missing_or_twice_nothing_is_derived(int second, string expected) =>
        Assert.Equal(expected.Split(' '), Whole(Stream("a", 0, 9, 3, 5), Stream("a", second, 29, 8, 9)));

    [Fact]
    public void A_broken_stream_and_one_of_another_service_cover_nothing()
    {
        Assert.Empty(Whole(Stream("a", 0, 9, 3, 5) with { IsWhole = false }));
        Assert.Empty(Whole(Stream("nn", 0, 9, 3, 5) with { IsHive = false }));
    }

    [Fact]
    public void A_writer_whose_beginning_is_missing_casts_doubt_on_all_time_before_its_first_event() =>
        Assert.Equal(["04..06"], Whole(Stream("a", 0, 9, 1, 8), Stream("b", 500, 600, 4, 6)));

    [Fact]
    public void After_a_writers_last_event_only_the_next_process_on_its_server_makes_sure_that_it_had_ended()
    {
        var other = Stream("b", 0, 99, 1, 20);
        var first = Stream("a1", 0, 9, 2, 5) with { Host = "h" };
        var restarted = Stream("a2", 0, 9, 7, 18) with { Host = "h" };

        Assert.Equal(["01..05"], Whole(other, first));
        Assert.Equal(["01..05", "07..18"], Whole(other, first, restarted));
        Assert.Equal(["01..05"], Whole(other, first, restarted with { Host = null }));
        Assert.Equal(["02..05", "07..18"], Whole(other, first with { FirstNumber = 5 }, restarted));
    }

    [Fact]
    public void It_is_derived_for_logged_databases_of_which_nobody_declares_anything()
    {
        Assert.Equal(["db:hr 03..09"], Derived(History()));
        Assert.Equal(["db:hr 03..09"], Derived(History(Declared("db:web"), Declared("table:web.hits"))));
        Assert.Empty(Derived(History(Declared("db:HR"))));
        Assert.Empty(Derived(History(Declared("table:hr.leave"))));
        Assert.Empty(Derived(History(Declared("group:anything"))));
        Assert.Equal(["db:hr 03..09"], Derived(History(Declared("query:*", AccessChannel.Changes))));
    }

    [Fact]
    public void It_is_not_derived_where_reads_may_be_left_out_or_another_decides()
    {
        var history = History();
        var service = history.Services[0];

        Assert.Empty(
            Derived(history with { Services = [service with { Value = service.Value with { LogsEveryRead = null } }] })
        );
        Assert.Empty(
            Derived(
                history with
                {
                    Services = [service with { Value = service.Value with { Authorizer = Authorizer.Legacy } }],
                }
            )
        );
        Assert.Equal(
            ["db:hr 06..09"],
            Derived(history with { Services = [service with { From = At(6), FromNotBefore = At(4) }] })
        );
    }

    private static string[] Derived(EstateHistory history) =>
        [
            .. NumberedTime
                .Of(
                    history.Services,
                    history.LogCoverages,
                    new([], [new("hr", new(2026, 5, 4))], [Stream("a", 0, 9, 3, 9)])
                )
                .Select(held => $"{held.Value.Scope} {held.From.Day:00}..{held.To!.Value.Day:00}"),
        ];

    private static EstateHistory History(params ImmutableArray<HeldFact<LogCoverage>> declared) =>
        GoldenHistory.Create() with
        {
            LogCoverages = declared,
            Services = [new(new AccessService("h", [], [], []) { LogsEveryRead = true }, At(1), At(1), null, null)],
        };

    private static HeldFact<LogCoverage> Declared(string scope, AccessChannel channel = AccessChannel.Hive) =>
        new(new(scope, channel, CoverageState.Full, null), At(1), At(1), null, null);

    private static string[] Whole(params AuditStream[] streams) =>
        [.. NumberedTime.Whole(streams).Stretches.Select(stretch => $"{stretch.From.Day:00}..{stretch.To.Day:00}")];

    private static AuditStream Stream(string writer, long first, long last, int from, int to) =>
        new(writer, first, last, true, At(from), At(to)) { IsHive = true };

    private static DateTimeOffset At(int day) => new(2026, 5, day, 0, 0, 0, TimeSpan.Zero);
}
