using System.CommandLine;
using GovernanceDashboard.Estate;

namespace GovernanceDashboard.Cli;

/// <summary><c>patterns</c>: what opens tables, which is what a reviewer decides on; with an id, one pattern's tables.</summary>
internal static class PatternsVerb
{
    private const string Example = "patterns --search everyone";

    public static Command Create(CommandRunner runner)
    {
        var id = new Argument<string>("ID")
        {
            Description = "One pattern: its tables and the people named one by one",
            Arity = ArgumentArity.ZeroOrOne,
            DefaultValueFactory = _ => "",
        };
        var search = new Option<string?>("--search")
        {
            Description = "Only patterns whose openers hold these words",
            HelpName = "TEXT",
        };
        var command = runner.Verb(
            "patterns",
            "What opens tables: groups, roles and Everyone items, with the people named one by one beside",
            new("patterns [ID] [--search TEXT] [--at T] [--snapshot ID] [--json] [--data DIR]", Example),
            async (run, cancellationToken) =>
            {
                var picture = run.Picture;
                if (run.Get(id) is { Length: > 0 } asked)
                {
                    var pattern = await run.AskAsync(
                        questions => questions.PatternAsync(run.User, picture, asked, cancellationToken),
                        cancellationToken
                    );
                    Show(run, pattern);
                }
                else
                {
                    var answer = await run.AskAsync(
                        questions =>
                            questions.PatternsAsync(run.User, picture, run.Get(search), null, cancellationToken),
                        cancellationToken
                    );
                    Show(run, answer);
                }

                return ExitCode.Answered;
            }
        );
        command.Add(id);
        command.Add(search);
        command.Add(runner.Shared.At);
        command.Add(runner.Shared.Snapshot);
        command.Add(runner.Shared.Json);
        return command;
    }

    private static void Show(CommandRun run, PatternsAnswer answer)
    {
        if (run.IsJson)
        {
            run.Json(
                new
                {
                    at = answer.Stamp.At,
                    snapshot = answer.Stamp.Snapshot.ToString(),
                    digest = answer.Stamp.Digest,
                    quality = QualityDocument.Of(answer.Stamp),
                    total = answer.Total,
                    decisions = answer.Decisions,
                    pairs = answer.Pairs,
                    pairsPerDecision = Figures.PercentNumber(answer.Compression),
                    superUsers = answer.SuperUsers,
                    count = answer.Rows.Length,
                    patterns = answer.Rows.Select(Document),
                }
            );
            return;
        }

        run.Text.Line($"Patterns {QuestionText.Of(answer.Stamp)}");
        run.Text.Line(
            $"The estate falls into {Figures.Of(answer.Total, "pattern")}: {Figures.Of(answer.Decisions, "decision")} instead of "
                + $"{Figures.Of(answer.Pairs, "pair")} ({Figures.Percent(answer.Compression)} pairs a decision). "
                + $"{Figures.Of(answer.SuperUsers, "super user account")} read everything and belong to no pattern."
        );
        run.Text.Table(
            [
                "PATTERN",
                "OPENED THROUGH",
                "ZONE",
                TextColumn.Number("TABLES"),
                TextColumn.Number("SENSITIVE"),
                TextColumn.Number("PEOPLE"),
                TextColumn.Number("PAIRS"),
                TextColumn.Number("NAMED"),
                TextColumn.Number("SIGNATURES"),
            ],
            [
                .. answer.Rows.Select(row =>
                    new[]
                    {
                        row.Pattern.Id,
                        string.Join("; ", row.Opened),
                        row.Pattern.SecurityZone ?? "",
                        Figures.Count(row.Tables),
                        Figures.Count(row.SensitiveTables),
                        (row.Pattern.IsConditional ? ">= " : "") + Figures.Count(row.People),
                        Figures.Count(row.Pairs),
                        Figures.Count(row.Residue),
                        Figures.Count(row.Signatures),
                    }
                ),
            ]
        );
    }

    private static void Show(CommandRun run, PatternAnswer answer)
    {
        if (run.IsJson)
        {
            run.Json(
                new
                {
                    at = answer.Stamp.At,
                    snapshot = answer.Stamp.Snapshot.ToString(),
                    digest = answer.Stamp.Digest,
                    quality = QualityDocument.Of(answer.Stamp),
                    pattern = Document(answer.Row),
                    count = answer.Tables.Length,
                    tables = answer.Tables.Select(table => new
                    {
                        name = table.Table.Name.ToString(),
                        label = table.Table.Label?.ToString() ?? TableSearch.Unknown,
                        people = table.Table.People,
                        signature = table.Signature,
                    }),
                    residue = answer.Residue.Select(row => new
                    {
                        name = row.Principal.Principal.Text,
                        kind = row.Principal.Principal.Kind,
                        tables = row.Tables,
                    }),
                }
            );
            return;
        }

        var text = run.Text;
        text.Line($"Pattern {answer.Row.Pattern.Id} {QuestionText.Of(answer.Stamp)}");
        text.Line($"Opened through: {string.Join("; ", answer.Row.Opened)}");
        text.Table(
            ["TABLE", "LABEL", TextColumn.Number("PEOPLE"), "SIGNATURE"],
            [
                .. answer.Tables.Select(table =>
                    new[]
                    {
                        table.Table.Name.ToString(),
                        table.Table.Label?.ToString() ?? TableSearch.Unknown,
                        Figures.Count(table.Table.People),
                        table.Signature[..SignaturesVerb.ShownDigits],
                    }
                ),
            ]
        );
        if (!answer.Residue.IsEmpty)
        {
            text.Line("Named one by one:");
            text.Table(
                ["PRINCIPAL", "KIND", TextColumn.Number("TABLES")],
                [
                    .. answer.Residue.Select(row =>
                        new[]
                        {
                            row.Principal.Principal.Text,
                            row.Principal.Principal.Kind.ToString(),
                            Figures.Count(row.Tables),
                        }
                    ),
                ]
            );
        }
    }

    private static object Document(PatternRow row) =>
        new
        {
            id = row.Pattern.Id,
            opened = row.Opened,
            openers = row.Pattern.Openers.Select(opener => new
            {
                via = opener.Via,
                principal = opener.Principal?.ToString(),
                level = opener.Level,
                conditional = opener.IsConditional,
            }),
            zone = row.Pattern.SecurityZone,
            tables = row.Tables,
            sensitiveTables = row.SensitiveTables,
            people = row.People,
            breadth_pct = Figures.PercentNumber(row.BreadthPercent),
            pairs = row.Pairs,
            residue = row.Residue,
            signatures = row.Signatures,
            conditional = row.Pattern.IsConditional,
        };
}
