using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Findings;
using GovernanceDashboard.Security;
using GovernanceDashboard.Tests.Cli;
using Microsoft.Data.Sqlite;

namespace GovernanceDashboard.Tests.Findings;

/// <summary>What may be done about findings, by whom, and what stays of it.</summary>
public sealed class FindingTriageTests
{
    private const string Reason = "ownership is being settled by zoe, case 17";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Owner_date_and_note_hold_can_be_taken_back_and_are_kept_without_names()
    {
        await using var estate = new FindingEstate();
        await estate.DayAsync(0, null);
        var (triage, id) = (estate.Get<FindingTriage>(), (await estate.UnownedAsync())!.Id);
        var zoe = estate.Get<PrincipalLabels>().MaskedLogin("zoe", PrincipalKind.User).Reference;

        var done = await triage.TriageAsync(
            FindingEstate.Ada,
            [id],
            new(FindingStatus.InProgress, "zoe", "2026-04-01", "asked zoe about it"),
            Token
        );
        var row = (await estate.UnownedAsync())!;
        Assert.Equal((null, 1), (done.Problem, done.Findings));
        Assert.Equal(new FindingOwner(zoe, null, IsAssigned: true), row.Owner);
        Assert.Equal(new DateTimeOffset(2026, 4, 1, 0, 0, 0, TimeSpan.Zero), row.Life!.Due);
        Assert.Equal($"asked {zoe} about it", row.Life.Note);
        var history = await estate.Get<FindingQuestions>().HistoryAsync(FindingEstate.Ada, Picture.Newest, id, Token);
        Assert.Equal(5, history.Lines.Length);
        Assert.StartsWith("Snapshot 1: first found", history.Lines[^1].What, StringComparison.Ordinal);

        var taken = await triage.UndoAsync(FindingEstate.Dora, done.Batch!.Value, Token);
        row = (await estate.UnownedAsync())!;
        Assert.Equal((null, 1), (taken.Problem, taken.Findings));
        Assert.Equal((FindingStatus.New, null, null), (row.Life!.Status, row.Owner, row.Life.Note));
        Assert.NotNull((await triage.UndoAsync(FindingEstate.Dora, done.Batch.Value, Token)).Problem);
        history = await estate.Get<FindingQuestions>().HistoryAsync(FindingEstate.Ada, Picture.Newest, id, Token);
        Assert.Equal(9, history.Lines.Length);
        Assert.Equal("Taken back: Note: asked " + zoe + " about it", history.Lines[0].What);
        Assert.Contains(
            history.Lines,
            line => line is { What: "Taken up: in progress (taken back since)", Actor: "ada", Batch: null }
        );

        var log = await estate.Get<ActivityLog>().ReadAsync(FindingEstate.Dora, 0, 10, Token);
        Assert.Equal(2, log.Count(entry => entry.Action == "triage"));
        Assert.DoesNotContain(log, entry => (entry.What + entry.Reason).Contains("zoe", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("resolved", null, null, null, "what the next import shows")]
    [InlineData("suppressed", null, null, null, "waiver")]
    [InlineData(null, "nobody-here", null, null, "knows nobody")]
    [InlineData(null, null, "soon", null, "no day")]
    [InlineData(null, null, "2026-02-01", null, "not after the newest snapshot")]
    [InlineData(null, null, null, "two\nlines", "one line")]
    [InlineData(null, null, null, null, "Say what to do")]
    public async Task What_does_not_fit_is_refused_with_a_sentence(
        string? status,
        string? owner,
        string? due,
        string? note,
        string why
    )
    {
        await using var estate = new FindingEstate();
        await estate.DayAsync(0, null);
        var id = (await estate.UnownedAsync())!.Id;

        var outcome = await estate
            .Get<FindingTriage>()
            .TriageAsync(FindingEstate.Ada, [id], new(FindingStatusWords.Parse(status), owner, due, note), Token);

        Assert.Contains(why, outcome.Problem, StringComparison.Ordinal);
        Assert.Equal(FindingStatus.New, (await estate.UnownedAsync())!.Life!.Status);
    }

    [Fact]
    public async Task Who_only_reads_changes_nothing_and_an_unknown_finding_is_not_found()
    {
        await using var estate = new FindingEstate();
        await estate.DayAsync(0, null);
        var (triage, id) = (estate.Get<FindingTriage>(), (await estate.UnownedAsync())!.Id);
        CurrentUser auditor = new("aud", AppRole.Auditor);

        await Assert.ThrowsAsync<AccessRefusedException>(() =>
            triage.TriageAsync(auditor, [id], new(FindingStatus.InProgress), Token)
        );
        await Assert.ThrowsAsync<AccessRefusedException>(() => triage.UndoAsync(auditor, Guid.NewGuid(), Token));
        await Assert.ThrowsAsync<AccessRefusedException>(() =>
            estate.Get<FindingWaivers>().RequestAsync(auditor, [id], "2026-04-01", Reason, Token)
        );
        await Assert.ThrowsAsync<AccessRefusedException>(() =>
            estate.Get<FindingWaivers>().ApproveAsync(FindingEstate.Ada, ["W-1"], Token)
        );
        await Assert.ThrowsAsync<AccessRefusedException>(() =>
            estate.Get<SavedViews>().SaveAsync(auditor, "x", "", Token)
        );
        await Assert.ThrowsAsync<NoAnswerException>(() =>
            triage.TriageAsync(FindingEstate.Ada, ["0000000000000000"], new(FindingStatus.InProgress), Token)
        );
    }

    [Fact]
    public async Task A_waiver_needs_an_end_a_reason_and_another_person_and_then_suppresses_until_it_expires()
    {
        await using var estate = new FindingEstate();
        await estate.DayAsync(0, null);
        var (waivers, id) = (estate.Get<FindingWaivers>(), (await estate.UnownedAsync())!.Id);
        var total = (await estate.AskAsync()).Total;

        Assert.Contains(
            "has an end",
            (await waivers.RequestAsync(FindingEstate.Dora, [id], "", Reason, Token)).Problem!,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "in the future",
            (await waivers.RequestAsync(FindingEstate.Dora, [id], "2026-01-01", Reason, Token)).Problem!,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "366 days",
            (await waivers.RequestAsync(FindingEstate.Dora, [id], "2036-01-01", Reason, Token)).Problem!,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "reason",
            (await waivers.RequestAsync(FindingEstate.Dora, [id], "2026-03-05", "short", Token)).Problem!,
            StringComparison.Ordinal
        );
        var asked = await waivers.RequestAsync(FindingEstate.Dora, [id], "2026-03-05", Reason, Token);
        var waiver = Assert.Single(asked.Waivers).Id;
        Assert.Equal(FindingStatus.New, (await estate.UnownedAsync())!.Life!.Status);

        var own = await waivers.ApproveAsync(FindingEstate.Dora with { Name = "DORA" }, [waiver], Token);
        Assert.Contains("somebody else", own.Problem, StringComparison.Ordinal);
        Assert.Null((await waivers.ApproveAsync(new("leo", AppRole.IncidentLead), [waiver], Token)).Problem);

        var waived = (await estate.UnownedAsync())!;
        var answer = await estate.AskAsync();
        Assert.Equal((FindingStatus.Suppressed, waiver), (waived.Life!.Status, waived.Waiver?.Id));
        Assert.Equal((total, 1), (answer.Total, answer.Waived)); // it still counts
        await estate.DayAsync(5, null);
        Assert.Equal(FindingStatus.New, (await estate.UnownedAsync())!.Life!.Status);
        Assert.Equal(FindingStatus.Suppressed, (await estate.UnownedAsync(1))!.Life!.Status);
    }

    [Fact]
    public async Task Approved_waivers_written_as_csv_permit_the_same_where_they_are_imported()
    {
        await using var estate = new FindingEstate();
        await estate.DayAsync(0, null);
        var (waivers, id) = (estate.Get<FindingWaivers>(), (await estate.UnownedAsync())!.Id);
        await waivers.RequestAsync(FindingEstate.Ada, [id], "2026-06-01", Reason, Token);
        await waivers.ApproveAsync(FindingEstate.Dora, ["W-1"], Token);

        var line = Assert.Single(await waivers.CsvAsync(FindingEstate.Ada, Picture.Newest, Token));
        Assert.Equal(FindingWaivers.CsvHeader.Length, line.Count);
        Assert.Equal(("W-1", "table-without-owner", "ada", "dora"), (line[0], line[1], line[4], line[5]));
        // From the approval, an hour after the instant of the facts; not from the facts.
        Assert.Equal(("2026-03-01T01:00:00.000Z", "2026-06-01T00:00:00.000Z"), (line[6], line[7]));
        await using var other = new FindingEstate();
        await other.DayAsync(1, null, string.Join(',', line.Select(cell => $"\"{cell}\"")) + "\n");

        Assert.Equal(
            (await estate.AskAsync()).Rows.Where(row => row.Waiver is not null).Select(row => row.Id),
            (await other.AskAsync()).Rows.Where(row => row.Waiver is not null).Select(row => row.Id)
        );
        Assert.Equal("W-1", (await other.UnownedAsync())!.Waiver?.Id);

        Assert.Null((await waivers.EndAsync(FindingEstate.Dora, ["W-1"], "it has an owner now", Token)).Problem);
        Assert.Equal(FindingStatus.New, (await estate.UnownedAsync())!.Life!.Status);
        Assert.Empty(await waivers.CsvAsync(FindingEstate.Ada, Picture.Newest, Token));
    }

    [Fact]
    public async Task What_was_done_cannot_be_rewritten_in_the_database()
    {
        await using var estate = new FindingEstate();
        await estate.DayAsync(0, null);
        var id = (await estate.UnownedAsync())!.Id;
        await estate.Get<FindingTriage>().TriageAsync(FindingEstate.Ada, [id], new(FindingStatus.InProgress), Token);

        await using var connection = new SqliteConnection(
            $"Data Source={Path.Combine(estate.Data, "governance.db")};Pooling=False"
        );
        await connection.OpenAsync(Token);
        foreach (
            var sql in new[]
            {
                "UPDATE finding_events SET Actor = 'x'",
                "DELETE FROM finding_events",
                "DELETE FROM judged_rules",
            }
        )
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            var refused = await Assert.ThrowsAsync<SqliteException>(() => command.ExecuteNonQueryAsync(Token));
            Assert.Contains("append-only", refused.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_verbs_do_the_same_and_refuse_with_the_documented_exit_codes()
    {
        await using var estate = new FindingEstate();
        await estate.DayAsync(0, null);
        var id = (await estate.UnownedAsync())!.Id;
        var until = TimeProvider
            .System.GetUtcNow()
            .AddDays(9)
            .ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        Terminal ann = new(estate.Data, [("Cli:Operator", "ann-op")]),
            ben = new(estate.Data, [("Cli:Operator", "ben-op")]);

        Assert.Equal(0, await CodeAsync(ann, "triage", id, "--state", "in-progress", "--note", "seen"));
        Assert.Equal(64, await CodeAsync(ann, "triage", id, "--state", "resolved"));
        Assert.Equal(64, await CodeAsync(ann, "triage", id));
        Assert.Equal(4, await CodeAsync(ann, "triage", "0123456789abcdef", "--state", "new"));
        Assert.Equal(64, await CodeAsync(ann, "--state", "open"));
        Assert.Equal(64, await CodeAsync(ann, "waive", id, "--reason", Reason));
        Assert.Equal(0, await CodeAsync(ann, "waive", id, "--until", until, "--reason", Reason));
        Assert.Equal(64, await CodeAsync(ann, "approve", "W-3"));
        Assert.Equal(4, await CodeAsync(ben, "approve", "W-99"));
        Assert.Equal(0, await CodeAsync(ben, "approve", "W-3"));
        var listed = await ann.RunAsync("findings", "--state", "suppressed", "--json");
        Assert.Contains(id, listed.Output, StringComparison.Ordinal);
        Assert.Contains("\"suppressed\": 1", listed.Output, StringComparison.Ordinal);
        var history = await ann.RunAsync("findings", "history", id);
        Assert.Contains("Waiver W-3 approved", history.Output, StringComparison.Ordinal);
    }

    private static async Task<int> CodeAsync(Terminal terminal, params string[] args) =>
        (await terminal.RunAsync(["findings", .. args])).ExitCode;
}
