using System.CommandLine;
using GovernanceDashboard.Findings;
using GovernanceDashboard.Findings.Rules;

namespace GovernanceDashboard.Cli;

/// <summary><c>findings</c>: what the rules find wrong.</summary>
internal static class FindingsVerb
{
    public static Command Create(CommandRunner runner)
    {
        var rule = new Option<string?>("--rule") { Description = "Only what this rule found", HelpName = "ID" };
        var severity = new Option<FindingSeverity>("--severity")
        {
            Description = "Only findings this severe or more: Informational, Low, Medium, High, Critical",
            HelpName = "S",
            CustomParser = OptionWords.Name<FindingSeverity>,
        };
        var search = new Option<string?>("--search")
        {
            Description = "Only findings that hold these words",
            HelpName = "TEXT",
        };
        var state = new Option<string?>("--state")
        {
            Description = $"Only findings that stand there: {string.Join(", ", FindingStatusWords.All)}",
            HelpName = "STATE",
        };
        var owner = new Option<string?>("--owner")
        {
            Description = "Only findings of this pseudonym, login or team, or of nobody",
            HelpName = "WHO",
        };
        var overdue = new Option<bool>("--overdue") { Description = "Only findings whose due date has come" };
        var command = runner.Verb(
            "findings",
            "What the rules find wrong, most severe first, with who and what, since when, and how much; subcommands triage it",
            new(
                "findings [--rule ID] [--severity S] [--state STATE] [--owner WHO] [--overdue] [--search TEXT] [--at T] [--snapshot ID] [--json] [--data DIR], or findings triage, undo, waive, approve, end-waiver, waivers, history",
                "findings --severity High"
            ),
            async (run, cancellationToken) =>
            {
                var picture = run.Picture;
                var filter = new FindingFilter(
                    run.Get(rule),
                    run.Get(severity),
                    run.Get(search),
                    State(run.Get(state)),
                    run.Get(owner),
                    run.Get(overdue)
                );
                var answer = await run.WorkAsync(
                    "Judging the snapshot",
                    (progress, token) =>
                        run.Service<FindingQuestions>().FindingsAsync(run.User, picture, filter, progress, token),
                    cancellationToken
                );
                return run.Show(answer, Document, Print);
            }
        );
        command.Add(rule);
        command.Add(severity);
        command.Add(state);
        command.Add(owner);
        command.Add(overdue);
        command.Add(search);
        command.Add(runner.Shared.At);
        command.Add(runner.Shared.Snapshot);
        command.Add(runner.Shared.Json);
        TriageVerbs.AddTo(command, runner);
        WaiverVerbs.AddTo(command, runner);
        return command;
    }

    /// <exception cref="UsageException">The word names no state.</exception>
    internal static FindingStatus? State(string? word) =>
        word is null
            ? null
            : FindingStatusWords.Parse(word)
                ?? throw new UsageException(
                    $"There is no state '{word}'.",
                    string.Join(", ", FindingStatusWords.All),
                    "findings --state in-progress"
                );

    private static object Document(FindingsAnswer answer) =>
        new
        {
            at = answer.Stamp.At,
            snapshot = answer.Stamp.Snapshot.ToString(),
            digest = answer.Stamp.Digest,
            quality = QualityDocument.Of(answer.Stamp),
            total = answer.Total,
            waived = answer.Waived,
            states = answer.Statuses.ToDictionary(status => status.Key.Word(), status => status.Value),
            count = answer.Rows.Length,
            rules = answer.Rules.Select(one => new
            {
                id = one.Rule.Id,
                title = one.Rule.Title,
                meaning = one.Rule.Meaning,
                requirements = one.Rule.Requirements,
                controls = one.Rule.Controls,
                findings = one.Findings,
                waived = one.Waived,
            }),
            findings = answer.Rows.Select(Document),
        };

    internal static object Document(FindingRow row) =>
        new
        {
            id = row.Id,
            rule = row.Rule.Id,
            severity = row.Severity,
            state = row.Life?.Status.Word(),
            subjects = row.Subjects.Select(subject => subject.Text),
            from = row.From,
            to = row.To,
            amount = row.Amount,
            unit = row.Rule.Unit,
            statement = row.Statement,
            figures = row.Figures.Select(figure => new { name = figure.Name, value = figure.Value }),
            statistic = row.Statistic is not { } statistic
                ? null
                : new
                {
                    measure = statistic.Measure,
                    value = statistic.Value,
                    test = statistic.Test,
                    score = statistic.Score,
                    threshold = statistic.Threshold,
                    n = statistic.N,
                    from = statistic.From,
                    to = statistic.To,
                },
            weight = row.Terms.Weight,
            people = row.Terms.People,
            gapOnly = row.Terms.IsGapOnly,
            waiver = row.Waiver?.Id,
            waivedUntil = row.Waiver?.Until,
            waiverRequested = row.Life?.Requested?.Id,
            owner = row.Owner?.Reference,
            team = row.Owner?.Team,
            ownerAssigned = row.Owner?.IsAssigned,
            due = row.Life?.Due,
            overdue = row.Life?.IsOverdue,
            note = row.Life?.Note,
            firstSeen = Document(row.Life?.Run.First),
            appeared = Document(row.Life?.Run.From),
            lastSeen = Document(row.Life?.Run.Last),
            resolved = Document(row.Life?.Run.Gone),
            times = row.Life?.Run.Runs,
        };

    // The statement, and what else was counted.
    private static string What(FindingRow row) =>
        row.Figures.IsEmpty
            ? row.Statement
            : $"{row.Statement} [{string.Join(", ", row.Figures.Select(figure => $"{figure.Name} {Figures.Count(figure.Value)}"))}]";

    private static object? Document(SnapshotMoment? moment) =>
        moment is { } known ? new { snapshot = known.Snapshot.ToString(), at = known.TakenAt } : null;

    private static void Print(TextOutput text, FindingsAnswer answer)
    {
        var stand = answer.Statuses.Where(status => status.Value > 0);
        text.Line(
            $"{Figures.Count(answer.Rows.Length)} of {Figures.Of(answer.Total, "finding")} ({Figures.Count(answer.Waived)} waived) {QuestionText.Of(answer.Stamp)}"
        );
        text.Line(
            $"They stand: {string.Join(", ", stand.Select(status => $"{Figures.Count(status.Value)} {status.Key.Title()}"))}."
        );
        text.Table(
            [
                "SEVERITY",
                "STATE",
                "RULE",
                "ID",
                "SINCE",
                "UNTIL",
                TextColumn.Number("AMOUNT"),
                "UNIT",
                "OWNER",
                "DUE",
                "FIRST SEEN",
                "LAST SEEN",
                "WAIVED UNTIL",
                "WHAT",
            ],
            [
                .. answer.Rows.Select(row =>
                    new[]
                    {
                        row.Severity.ToString(),
                        row.Life?.Status.Word() ?? "",
                        row.Rule.Id,
                        row.Id,
                        row.From is { } from ? Instants.Format(from) : "",
                        row.To is { } to ? Instants.Format(to) : "",
                        Figures.Count(row.Amount),
                        row.Rule.UnitOf(row.Amount),
                        row.Owner?.Reference ?? FindingFilter.Nobody,
                        row.Life?.Due is { } due ? Instants.Format(due) : "",
                        row.Life is { } first ? Instants.Format(first.Run.First.TakenAt) : "",
                        row.Life is { } last ? Instants.Format(last.Run.Last.TakenAt) : "",
                        row.Waiver is { } waiver ? Instants.Format(waiver.Until) : "",
                        What(row),
                    }
                ),
            ]
        );
    }
}
