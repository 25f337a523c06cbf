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
        };
        var search = new Option<string?>("--search")
        {
            Description = "Only findings that hold these words",
            HelpName = "TEXT",
        };
        var command = runner.Verb(
            "findings",
            "What the rules find wrong, most severe first, with who and what, since when, and how much",
            new(
                "findings [--rule ID] [--severity S] [--search TEXT] [--at T] [--snapshot ID] [--json] [--data DIR]",
                "findings --severity High"
            ),
            async (run, cancellationToken) =>
            {
                var picture = run.Picture;
                var filter = new FindingFilter(run.Get(rule), run.Get(severity), run.Get(search));
                var answer = await run.WorkAsync(
                    "Judging the snapshot",
                    (_, token) => run.Service<FindingQuestions>().FindingsAsync(run.User, picture, filter, token),
                    cancellationToken
                );
                if (run.IsJson)
                {
                    run.Json(Document(answer));
                }
                else
                {
                    Print(run.Text, answer);
                }

                return ExitCode.Answered;
            }
        );
        command.Add(rule);
        command.Add(severity);
        command.Add(search);
        command.Add(runner.Shared.At);
        command.Add(runner.Shared.Snapshot);
        command.Add(runner.Shared.Json);
        return command;
    }

    private static object Document(FindingsAnswer answer) =>
        new
        {
            at = answer.Stamp.At,
            snapshot = answer.Stamp.Snapshot.ToString(),
            digest = answer.Stamp.Digest,
            quality = QualityDocument.Of(answer.Stamp),
            total = answer.Total,
            waived = answer.Waived,
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
            findings = answer.Rows.Select(row => new
            {
                id = row.Id,
                rule = row.Rule.Id,
                severity = row.Severity,
                subjects = row.Subjects.Select(subject => subject.Text),
                from = row.From,
                to = row.To,
                amount = row.Amount,
                unit = row.Rule.Unit,
                statement = row.Statement,
                weight = row.Terms.Weight,
                people = row.Terms.People,
                gapOnly = row.Terms.IsGapOnly,
                waiver = row.Waiver?.Id,
                waivedUntil = row.Waiver?.Until,
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
            }),
        };

    private static void Print(TextOutput text, FindingsAnswer answer)
    {
        text.Line(
            $"{Figures.Count(answer.Rows.Length)} of {Figures.Of(answer.Total, "finding")} ({Figures.Count(answer.Waived)} waived) {QuestionText.Of(answer.Stamp)}"
        );
        text.Table(
            ["SEVERITY", "RULE", "ID", "SINCE", "UNTIL", TextColumn.Number("AMOUNT"), "UNIT", "WAIVED UNTIL", "WHAT"],
            [
                .. answer.Rows.Select(row =>
                    new[]
                    {
                        row.Severity.ToString(),
                        row.Rule.Id,
                        row.Id,
                        row.From is { } from ? Instants.Format(from) : "",
                        row.To is { } to ? Instants.Format(to) : "",
                        Figures.Count(row.Amount),
                        row.Rule.Unit,
                        row.Waiver is { } waiver ? Instants.Format(waiver.Until) : "",
                        row.Statement,
                    }
                ),
            ]
        );
    }
}
