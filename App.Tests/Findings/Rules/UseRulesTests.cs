using GovernanceDashboard.Domain;
using GovernanceDashboard.Findings.Rules;
using static GovernanceDashboard.Tests.Findings.Rules.ReadEstate;

namespace GovernanceDashboard.Tests.Findings.Rules;

public sealed class UseRulesTests
{
    private static Membership OfR8 { get; } = new(PrincipalId.Login("r8"), PrincipalId.Group("ops"));

    [Fact]
    public void A_read_by_somebody_who_was_not_meant_to_at_that_instant_is_misuse()
    {
        var estate = new ReadEstate();
        var left = estate.Without("r8").Also(Read("r8", 1, Day(89)), Read("r8", 1, Day(90), 2), Read("r8", 2, Day(95)));
        left = left with
        {
            Memberships = [.. left.Memberships.Where(held => held.Value != OfR8), Since(OfR8, LogsFrom, Day(90, 0))],
        };

        Assert.Empty(estate.Run(new Misuse()));
        Assert.Equal(
            ["login:r8 table:raw.t1 05-02T17:00.. 2", "login:r8 table:raw.t2 05-07T17:00.. 1"],
            left.Run(new Misuse()).Select(Line)
        );
    }

    [Fact]
    public void An_exception_in_force_an_undeclared_audience_and_a_bound_accuse_nobody()
    {
        var out8 = new ReadEstate().Without("r8").Also(Read("r8", 1, Day(90)));
        out8 = out8 with { Memberships = [.. out8.Memberships.Where(held => held.Value != OfR8)] };
        var exception = new AccessException("EXC-1", "table:raw.t1", "login:r8", null, "r8", "r1", null);

        Assert.Single(out8.Run(new Misuse()));
        Assert.Empty((out8 with { Exceptions = [Since(exception)] }).Run(new Misuse()));
        Assert.Single((out8 with { Exceptions = [Since(exception, LogsFrom, Day(90))] }).Run(new Misuse()));
        Assert.Empty((out8 with { Intended = [] }).Run(new Misuse()));
        // Known to have ended between two imports only: the read may have been before.
        Assert.Empty(
            (out8 with { Memberships = [.. out8.Memberships, new(OfR8, LogsFrom, LogsFrom, Day(95), Day(85))] }).Run(
                new Misuse()
            )
        );
        Assert.Empty(out8.Without("r8").Also(Read("svc", 1, Day(90))).Run(new Misuse()));
    }

    [Fact]
    public void Access_that_was_used_and_is_no_longer_is_dormant()
    {
        var stopped = new ReadEstate().Without("r8").Also(Ordinary("r8", 0, 21));

        var found = Assert.Single(stopped.Run(new DormantAccess()));

        Assert.Equal("login:r8 group:Keys 02-21T17:03.. 99", Line(found));
        Assert.Empty(new ReadEstate().Run(new DormantAccess()));
    }

    [Fact]
    public void Nobody_is_dormant_where_logs_have_gaps_or_end_early()
    {
        var stopped = new ReadEstate().Without("r8").Also(Ordinary("r8", 0, 21));
        var gap = new LogCoverage("db:raw", AccessChannel.Hive, CoverageState.Partial, "lost");

        Assert.Empty(
            (stopped with { Coverages = [.. stopped.Coverages, Since(gap, Day(60), Day(61))] }).Run(new DormantAccess())
        );
        Assert.Empty(
            (
                stopped with
                {
                    Coverages = [.. stopped.Coverages.Where(held => held.Value.Channel == AccessChannel.Hive)],
                }
            ).Run(new DormantAccess())
        );
        Assert.Empty(
            (stopped with { Reads = [.. stopped.Reads.Where(read => read.First < Day(110))] }).Run(new DormantAccess())
        );
        // One table of many: the others still tell.
        var some = stopped with
        {
            Coverages = [.. stopped.Coverages, Since(gap with { Scope = "table:raw.t5" }, Day(60), Day(61))],
        };
        Assert.Contains(
            "of 1 other table without",
            Assert.Single(some.Run(new DormantAccess())).Statement,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_gap_in_the_numbers_of_a_log_is_as_long_as_declared_else_as_its_events_allow()
    {
        var gap = new NumberGap("hs2-02", 137, Day(50, 1), Day(50, 9));
        var estate = new ReadEstate { Gaps = [gap] };
        var declared = new LogCoverage("db:raw", AccessChannel.Hive, CoverageState.Partial, "lost");

        Assert.Empty(new ReadEstate().Run(new LogGap()));
        Assert.Equal(["writer:hs2-02 03-23T01:00..03-23T09:00 137"], estate.Run(new LogGap()).Select(Line));
        Assert.Equal(
            ["writer:hs2-02 03-23T02:00..03-23T05:30 137"],
            (estate with { Coverages = [.. estate.Coverages, Since(declared, Day(50, 2), Day(50, 5.5))] })
                .Run(new LogGap())
                .Select(Line)
        );
    }
}
