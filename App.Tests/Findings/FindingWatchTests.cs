using System.Text.Json.Nodes;
using GovernanceDashboard.Findings;
using GovernanceDashboard.Jobs;
using GovernanceDashboard.Security;
using GovernanceDashboard.Tests.Import;

namespace GovernanceDashboard.Tests.Findings;

/// <summary>Findings over several imports: where they stand, who is notified, and that nothing is judged or told twice.</summary>
public sealed class FindingWatchTests
{
    private static readonly CurrentUser s_admin = new("root", AppRole.Admin);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_finding_is_new_in_progress_resolved_and_back_again_and_an_old_snapshot_answers_as_it_did()
    {
        await using var estate = new FindingEstate();
        await estate.DayAsync(0, null);
        var first = await estate.UnownedAsync();
        await estate
            .Get<FindingTriage>()
            .TriageAsync(FindingEstate.Ada, [first!.Id], new(FindingStatus.InProgress), Token);
        var taken = await estate.UnownedAsync();
        await estate.DayAsync(1, null);
        var still = await estate.UnownedAsync();
        await estate.DayAsync(2, "bob");
        var gone = await estate.UnownedAsync();
        await estate.DayAsync(3, null);
        var back = await estate.UnownedAsync();

        Assert.Equal(
            [
                FindingStatus.New,
                FindingStatus.InProgress,
                FindingStatus.InProgress,
                FindingStatus.Resolved,
                FindingStatus.BackAgain,
            ],
            new[] { first, taken, still, gone, back }.Select(row => row!.Life!.Status)
        );
        Assert.Equal(
            (1, 3, 2),
            (
                gone!.Life!.Run.First.Snapshot.Value,
                gone.Life.Run.Gone?.Snapshot.Value,
                gone.Life.Run.Last.Snapshot.Value
            )
        );
        Assert.Equal((4, 2), (back!.Life!.Run.From.Snapshot.Value, back.Life.Run.Runs));
        Assert.Equal(FindingStatus.InProgress, (await estate.UnownedAsync(2))!.Life!.Status);
        Assert.Equal(first.Statement, gone.Statement);
        Assert.Equal(1, (await estate.AskAsync(snapshot: 3)).Statuses[FindingStatus.Resolved]);
        Assert.DoesNotContain((await estate.AskAsync(snapshot: 3)).Rows, row => row.Id == first.Id);
    }

    [Fact]
    public async Task Nothing_is_judged_or_told_twice_and_what_was_missed_is_judged_in_the_order_of_instants()
    {
        await using var estate = new FindingEstate(("Findings:NotifyFrom", "Informational"));
        await estate.ImportAsync(0, null);
        await estate.ImportAsync(1, "bob");
        var report = await estate.JudgeAsync();
        var again = await estate.JudgeAsync();

        Assert.Null(again);
        Assert.Equal(2, report!.Snapshot.Value);
        Assert.Equal((1, 0), (report.Gone, report.BackAgain));
        Assert.Equal(0, report.Fresh); // what the first snapshot had is not new in the second
        Assert.Empty(await estate.Get<Notifier>().ListAsync(s_admin, Token));
    }

    [Fact]
    public async Task Each_owner_gets_one_notification_of_what_appeared_and_it_names_nobody()
    {
        await using var estate = new FindingEstate(("Findings:NotifyFrom", "Informational"));
        var report = await estate.DayAsync(0, "zoe");
        var told = await estate.Get<Notifier>().ListAsync(s_admin, Token);

        var zoe = estate.Get<PrincipalLabels>().MaskedLogin("zoe", Domain.PrincipalKind.User).Reference;
        var answer = await estate.AskAsync(new(Owner: "zoe"));
        Assert.All(answer.Rows, row => Assert.Equal((zoe, "Team zoe"), (row.Owner?.Reference, row.Owner?.Team)));
        Assert.Equal(report!.Notified, told.Length);
        Assert.Equal(2, told.Length); // hers, and what nobody owns
        var file = Assert.Single(told, one => one.Title.Contains(zoe, StringComparison.Ordinal)).File;
        var body = await File.ReadAllTextAsync(Path.Combine(estate.Data, "outbox", file), Token);
        var details = JsonNode.Parse(body)!["details"]!;
        Assert.Equal((zoe, answer.Rows.Length), ((string?)details["owner"], (int?)details["count"]));
        Assert.DoesNotContain("login:", body, StringComparison.Ordinal);
        Assert.DoesNotContain("\"zoe", body, StringComparison.Ordinal);
        Assert.All(told, one => Assert.Equal("new findings", one.Kind));
    }

    [Fact]
    public async Task Only_findings_from_the_chosen_severity_on_notify_and_off_is_off()
    {
        await using var critical = new FindingEstate(("Findings:NotifyFrom", "critical"));
        await using var off = new FindingEstate(("Findings:NotifyFrom", "Off"));

        var report = await critical.DayAsync(0, null);
        Assert.Equal(0, report!.Notified);
        Assert.True(report.Fresh > 0);
        Assert.Equal(0, (await off.DayAsync(0, null))!.Notified);
    }

    [Fact]
    public async Task A_finding_is_due_by_the_term_of_its_severity_after_it_appeared()
    {
        await using var estate = new FindingEstate(
            ("Findings:DueDays:Medium", "3"),
            ("Findings:DueDays:Low", "3"),
            ("Findings:DueDays:High", "3")
        );
        await estate.DayAsync(0, null);
        var fresh = await estate.UnownedAsync();
        await estate.DayAsync(3, null);
        var later = await estate.UnownedAsync();

        Assert.Equal(ImportFixture.TakenAt.AddDays(3), fresh!.Life!.Due);
        Assert.Equal((false, true), (fresh.Life.IsOverdue, later!.Life!.IsOverdue));
        Assert.Contains((await estate.AskAsync(new(IsOverdue: true))).Rows, row => row.Id == fresh.Id);
    }
}
