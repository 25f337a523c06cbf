using System.Collections.Immutable;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Findings.Rules;
using static GovernanceDashboard.Tests.Findings.Rules.ReadEstate;

namespace GovernanceDashboard.Tests.Findings.Rules;

public sealed class AbnormalReadsTests
{
    private static readonly IFindingRule[] s_all =
    [
        new AbnormalBurst(),
        new AbnormalFirstTouch(),
        new AbnormalOffHours(),
        new AbnormalPeerOutlier(),
    ];

    [Fact]
    public void Ordinary_reads_are_nothing()
    {
        Assert.All(s_all, rule => Assert.Empty(new ReadEstate().Run(rule)));
        Assert.Empty(new ReadEstate { Reads = [] }.Run(new DormantAccess()));
    }

    [Fact]
    public void A_burst_is_found_with_its_first_and_last_read_and_its_statistic()
    {
        var reads = Enumerable.Range(0, 50).Select(i => Read("r3", 7, Day(101).AddSeconds(20 * i), 4));

        var found = Assert.Single(new ReadEstate().Also(reads).Run(new AbnormalBurst()));

        Assert.Equal("login:r3 group:Keys 05-13T17:00..05-13T17:16 200", Line(found));
        // ln 200 = 5.298; the others' runs are single reads, so median 0 and the least MAD, ln 2: 0.6745 x 5.298 / 0.693.
        Assert.Equal(5.16, found.Statistic!.Score, 2);
        Assert.Equal((200, 3.5, 315), (found.Statistic.Value, found.Statistic.Threshold, found.Statistic.N));
        Assert.Equal((Day(11, 0), Day(101, 0)), (found.Statistic.From, found.Statistic.To));
        Assert.Equal(FindingSeverity.Medium, found.Severity);
    }

    [Theory]
    [InlineData(20, false)] // below the limit
    [InlineData(200, true)] // daily counts have no runs
    public void Fewer_reads_or_daily_counts_are_no_burst(int count, bool isDaily) =>
        Assert.Empty(new ReadEstate().Also(Read("r3", 7, Day(101), count, !isDaily)).Run(new AbnormalBurst()));

    [Fact]
    public void Who_always_reads_in_bursts_or_does_so_when_logs_have_just_begun_is_left_alone()
    {
        var always = new ReadEstate().Also(
            Enumerable.Range(0, 60).Select(day => Read("r3", 7, Day(2 * day), 200)).Where(read => read.First > Day(40))
        );
        var first = Assert.Single(always.Run(new AbnormalBurst()), finding => finding.From < Day(43));

        // Twenty days of single reads were the habit before; once bursts are half of what the person does, they are it.
        Assert.Equal(Day(42), first.From);
        Assert.DoesNotContain(always.Run(new AbnormalBurst()), finding => finding.From > Day(90));
        Assert.Empty(new ReadEstate().Also(Read("r3", 7, Day(20), 200)).Run(new AbnormalBurst()));
    }

    [Fact]
    public void Many_tables_on_days_close_to_each_other_are_one_outlier()
    {
        var reads =
            from day in new[] { 100, 101, 104 }
            from table in Enumerable.Range(0, 18)
            select Read("r2", table, Day(day, 20).AddMinutes(9 * table));

        var found = Assert.Single(new ReadEstate().Also(reads).Run(new AbnormalPeerOutlier()));

        // On even days the person's two ordinary reads count too.
        Assert.Equal("login:r2 group:Keys 05-12T17:00..05-16T22:33 58", Line(found));
        Assert.Equal((18, 10.79), (found.Statistic!.Value, Math.Round(found.Statistic.Score, 2)));
    }

    [Fact]
    public void Daily_counts_tell_an_outlier_too_and_a_person_who_always_reads_much_is_none()
    {
        var day = Enumerable.Range(0, 18).Select(table => Read("r2", table, Day(101, 3), 2, isExact: false));
        var always =
            from number in Enumerable.Range(0, 60)
            from table in Enumerable.Range(0, 18)
            select Read("r2", table, Day(2 * number));

        Assert.Single(new ReadEstate().Also(day).Run(new AbnormalPeerOutlier()));
        Assert.Empty(new ReadEstate().Without("r2").Also(always).Run(new AbnormalPeerOutlier()));
    }

    [Theory]
    [InlineData("US-CA", 8.5, true)] // half past one in the morning
    [InlineData("US-CA", 3.5, false)] // half past eight in the evening
    [InlineData("EMEA-London", 8.5, false)] // half past nine in the morning
    [InlineData("EMEA-London", 1.5, true)]
    [InlineData("APAC-Bengaluru", 8.5, false)] // two in the afternoon
    [InlineData("Asia/Tokyo", 8.5, false)]
    [InlineData(null, 8.5, true)] // no zone: far from the usual hours, 17 UTC
    [InlineData("Atlantis", 14.5, false)] // no zone: close to them
    public void Night_is_night_where_the_reader_is(string? region, double hour, bool isFound)
    {
        var estate = new ReadEstate { Regions = ImmutableDictionary<string, string?>.Empty.Add("r4", region) };

        var found = estate
            .Also(Read("r4", 5, Day(101, hour)), Read("r4", 5, Day(101, hour).AddMinutes(6)))
            .Run(new AbnormalOffHours());

        Assert.Equal(isFound ? 1 : 0, found.Count(one => one.From == Day(101, hour)));
        if (isFound)
        {
            Assert.Equal((2, 0, 45), (found[^1].Amount, found[^1].Statistic!.Score, found[^1].Statistic!.N));
        }
    }

    [Fact]
    public void Who_works_at_night_or_has_no_habit_yet_reads_at_no_unusual_hour()
    {
        var nights = Enumerable.Range(0, 60).Select(day => Read("r4", 5, Day(2 * day, 9)));
        var few = Enumerable.Range(50, 5).Select(day => Read("r4", 5, Day(2 * day)));

        Assert.Empty(new ReadEstate().Without("r4").Also(nights).Run(new AbnormalOffHours()));
        Assert.Empty(
            new ReadEstate().Without("r4").Also(few).Also(Read("r4", 5, Day(111, 9))).Run(new AbnormalOffHours())
        );
        Assert.Empty(new ReadEstate().Also(Read("r4", 5, Day(101, 9), 3, isExact: false)).Run(new AbnormalOffHours()));
    }

    [Fact]
    public void The_first_read_of_a_group_stands_out_where_nobody_else_begins()
    {
        var estate = new ReadEstate().Without("r8").Also(Read("r8", 3, Day(100), 2), Read("r8", 3, Day(110)));

        var found = Assert.Single(estate.Run(new AbnormalFirstTouch()));

        Assert.Equal("login:r8 group:Keys 05-12T17:00..05-12T17:00 2", Line(found));
        Assert.Equal((0, 0.05, 100), (found.Statistic!.Score, found.Statistic.Threshold, found.Statistic.Value));
    }

    [Fact]
    public void A_newcomer_one_of_many_who_begin_and_one_whose_past_was_not_logged_do_not_stand_out()
    {
        var late = new ReadEstate().Without("r8").Also(Read("r8", 3, Day(100)));
        var membership = new Membership(PrincipalId.Login("r8"), PrincipalId.Group("ops"));
        var others = Enumerable.Range(4, 4).Aggregate(late, (all, number) => all.Without($"r{number}"));

        Assert.Empty(
            (
                late with
                {
                    Memberships =
                    [
                        .. late.Memberships.Where(held => held.Value != membership),
                        Since(membership, Day(80)),
                    ],
                }
            ).Run(new AbnormalFirstTouch())
        );
        Assert.Empty(
            (
                late with
                {
                    Coverages =
                    [
                        .. late.Coverages,
                        Since(
                            new LogCoverage("query:raw", AccessChannel.Hive, CoverageState.Partial, null),
                            Day(20),
                            Day(95)
                        ),
                    ],
                }
            ).Run(new AbnormalFirstTouch())
        );
        // Four begin within two weeks: the next one is one of many.
        Assert.DoesNotContain(
            others
                .Also(Enumerable.Range(4, 4).Select(number => Read($"r{number}", 3, Day(70 + (4 * number)))))
                .Run(new AbnormalFirstTouch()),
            finding => finding.Subjects[0] == "login:r8"
        );
    }
}
