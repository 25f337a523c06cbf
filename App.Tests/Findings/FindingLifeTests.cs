using System.Globalization;
using GovernanceDashboard.Findings;

namespace GovernanceDashboard.Tests.Findings;

/// <summary>Where findings stand, against a slow model that walks snapshots and events one by one. GD_FINDING_LIVES sets how many random histories.</summary>
public sealed class FindingLifeTests
{
    private static readonly DateTimeOffset s_start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly int s_histories = int.TryParse(
        Environment.GetEnvironmentVariable("GD_FINDING_LIVES"),
        NumberStyles.None,
        CultureInfo.InvariantCulture,
        out var many
    )
        ? many
        : 300;

    [Fact]
    public void Every_finding_stands_where_a_walk_through_its_history_says()
    {
        var stood = new HashSet<FindingStatus>();
        for (var seed = 0; seed < s_histories; seed++)
        {
            var random = new RandomLives(seed);
            foreach (var asked in random.Judgements.Select(judgement => judgement.Moment))
            {
                var shuffled = random.Judgements.Where(judgement => judgement.Moment <= asked).ToArray();
                random.Shuffle(shuffled);
                var runs = FindingRuns.Of(shuffled);
                foreach (var finding in RandomLives.Findings)
                {
                    var expected = SlowLife.Of(random, finding, asked);
                    Assert.Equal(expected is not null, runs.TryGetValue(finding.Id, out var run));
                    if (run is null)
                    {
                        continue;
                    }

                    var trail = FindingTrail.Of(random.EventsOf(finding.Id), asked);
                    var waiver = trail.WaiverAt(asked.TakenAt);
                    var life = new SlowLife(
                        trail.StatusOf(run, waiver is not null),
                        run.First,
                        run.From,
                        run.Last,
                        run.Gone,
                        run.Runs,
                        trail.Owner,
                        trail.DueSince(run.From)
                    );
                    Assert.True(expected == life, $"seed {seed}, {asked}, {finding}: {expected} but {life}");
                    stood.Add(life.Status);
                }
            }
        }

        Assert.Equal(Enum.GetValues<FindingStatus>().Length, stood.Count); // none of it was left out
    }

    [Fact]
    public void A_rule_that_did_not_run_resolves_nothing_and_brings_nothing_back()
    {
        var runs = FindingRuns.Of([At(0, ("a", [1]), ("b", [2])), At(1, ("b", [])), At(2, ("a", [1]), ("b", [2]))]);

        Assert.Equal((1, true), (runs[1].Runs, runs[1].IsOpen));
        Assert.Equal((2, true), (runs[2].Runs, runs[2].IsOpen));
    }

    [Fact]
    public void An_older_instant_that_is_judged_later_lies_where_its_instant_is()
    {
        var (first, second, third) = (At(0, ("a", [1])), At(1, ("a", [])), At(2, ("a", [1])));

        var before = FindingRuns.Of([first, third])[1];
        var after = FindingRuns.Of([first, third, second])[1];

        Assert.Equal((1, first.Moment), (before.Runs, before.From));
        Assert.Equal((2, third.Moment), (after.Runs, after.From));
        Assert.Equal(after, FindingRuns.Of([third, second, first])[1]);
    }

    [Fact]
    public void A_waiver_permits_from_its_approval_to_its_end_exclusive()
    {
        var (day, end) = (RandomLives.Moment(1), s_start.AddDays(3));
        var request = RandomLives.Event(1, 7, day, FindingEventKind.WaiverRequest, FindingEvent.Instant(end), null);
        var approval = RandomLives.Event(2, 7, day, FindingEventKind.WaiverApproval, null, 1);

        var trail = FindingTrail.Of([request, approval], RandomLives.Moment(9));

        Assert.Null(FindingTrail.Of([request], RandomLives.Moment(9)).WaiverAt(day.TakenAt));
        Assert.Null(trail.WaiverAt(day.TakenAt.AddMilliseconds(-1)));
        Assert.Equal("W-1", trail.WaiverAt(day.TakenAt)?.Id);
        Assert.Equal("W-1", trail.WaiverAt(end.AddMilliseconds(-1))?.Id);
        Assert.Null(trail.WaiverAt(end));
        Assert.Equal(FindingWaiverState.Expired, Assert.Single(trail.Waivers).StateAt(end));
    }

    private static Judgement At(int day, params (string Rule, ulong[] Found)[] rules) =>
        new(RandomLives.Moment(day), [.. rules.Select(rule => new RuleSightings(rule.Rule, [.. rule.Found]))]);
}
