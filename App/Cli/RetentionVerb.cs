using System.CommandLine;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Findings;

namespace GovernanceDashboard.Cli;

/// <summary><c>retention</c>: which tables hold data past their deadline, which soon will, and which have none.</summary>
internal static class RetentionVerb
{
    private const string Example = "retention group:Keystrokes --state overdue";
    private const int Shown = 50;

    private static readonly string s_states = string.Join(
        ", ",
        Enum.GetValues<RetentionState>().Select(RetentionLines.Word)
    );

    public static Command Create(CommandRunner runner)
    {
        var scope = ExposureVerb.ScopeArgument();
        scope.Arity = ArgumentArity.ZeroOrOne;
        var state = new Option<string?>("--state")
        {
            Description = $"Only tables that stand like that: {s_states}",
            HelpName = "STATE",
        };
        var command = runner.Verb(
            "retention",
            "Tables past their retention deadline with days, people and rows; those due in 30, 60 and 90 days; those without a rule",
            new(
                "retention [SCOPE] [--state STATE] [--at T] [--snapshot ID] [--json or --csv FILE] [--data DIR]",
                Example
            ),
            async (run, cancellationToken) =>
            {
                var path = run.CsvFile;
                var word = run.Get(state);
                var only = RetentionLines.Read(word);
                if (word is not null && only is null)
                {
                    throw new UsageException($"No table can stand like '{word}'.", s_states, Example);
                }

                var (picture, asked) = (run.Picture, run.Find(scope) ?? "estate");
                var answer = await run.WorkAsync(
                    "Reading the snapshot",
                    (_, token) => run.Service<RecordQuestions>().RetentionAsync(run.User, picture, asked, token),
                    cancellationToken
                );
                return await run.GiveAsync(
                    path,
                    answer,
                    whole => new(RetentionLines.Header, RetentionLines.Rows(whole.Only(only)), "table"),
                    whole => Document(whole, whole.Only(only)),
                    (text, whole) => Print(text, whole, whole.Only(only)),
                    cancellationToken
                );
            }
        );
        command.Add(scope);
        command.Add(state);
        command.Add(runner.Shared.Csv);
        command.Add(runner.Shared.At);
        command.Add(runner.Shared.Snapshot);
        command.Add(runner.Shared.Json);
        return command;
    }

    private static object Document(RetentionAnswer whole, RetentionAnswer listed) =>
        new
        {
            scope = whole.Scope,
            at = whole.Stamp.At,
            snapshot = whole.Stamp.Snapshot.ToString(),
            digest = whole.Stamp.Digest,
            quality = QualityDocument.Of(whole.Stamp),
            tablesByState = Enum.GetValues<RetentionState>().ToDictionary(RetentionLines.Word, whole.Of),
            subjectsOverdue = whole.LateSubjects,
            count = listed.Rows.Length,
            tables = listed.Rows.Select(row => new
            {
                table = row.Table.ToString(),
                label = row.Label,
                state = RetentionLines.Word(row.State),
                deadline = row.Deadline,
                daysOverdue = row.State == RetentionState.Overdue ? row.Days : null,
                daysLeft = row.State == RetentionState.Overdue ? null : row.Days,
                rule = row.RuleScope,
                ruleDays = row.RuleDays,
                legalGround = row.LegalGround,
                oldest = row.Oldest,
                rows = row.Rows,
                subjects = row.Subjects,
                subjectsOverdue = row.Late,
                rowsOverdue = row.LateRows,
                findingRule = row.FindingRule,
                finding = row.Finding,
            }),
        };

    private static void Print(TextOutput text, RetentionAnswer whole, RetentionAnswer listed)
    {
        text.Line($"Retention, {QuestionText.Of(whole.Stamp)}");
        text.Line(RetentionLines.Sentence(whole));
        text.Table(
            [
                "TABLE",
                "LABEL",
                "STATE",
                TextColumn.Number("WHEN"),
                "DEADLINE",
                TextColumn.Number("PEOPLE LATE"),
                TextColumn.Number("ROWS LATE"),
                TextColumn.Number("ROWS"),
                "RULE",
                "FINDING",
            ],
            [
                .. listed
                    .Rows.Take(Shown)
                    .Select(row =>
                        new[]
                        {
                            row.Table.ToString(),
                            row.Label?.ToString() ?? "Unknown",
                            RetentionLines.Word(row.State),
                            RetentionLines.When(row),
                            row.Deadline is { } deadline ? CoverageLines.Day(deadline) : "–",
                            RetentionLines.Range(row.Late),
                            RetentionLines.Range(row.LateRows),
                            row.Rows is { } rows ? Figures.Count(rows) : "–",
                            row.RuleDays is { } days ? $"{Figures.Of(days, "day")}, {row.RuleScope}" : "none",
                            row.Finding ?? "",
                        }
                    ),
            ]
        );
        if (listed.Rows.Length > Shown)
        {
            text.Line(
                $"{Figures.Count(Shown)} of {Figures.Count(listed.Rows.Length)} tables; --json and --csv give all."
            );
        }
    }
}
