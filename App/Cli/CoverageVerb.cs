using System.CommandLine;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Exposure.Proof;
using GovernanceDashboard.Findings;

namespace GovernanceDashboard.Cli;

/// <summary><c>coverage</c>: how much of the use of tables was logged, by channel and day.</summary>
internal static class CoverageVerb
{
    private const string Example = "coverage group:Keystrokes --from 2026-05-01T00:00:00Z";
    private const int Shown = 50;

    public static Command Create(CommandRunner runner)
    {
        var scope = ExposureVerb.ScopeArgument();
        scope.Arity = ArgumentArity.ZeroOrOne;
        var from = Text("--from", "T", "First instant (default: since the facts are known)");
        var to = Text("--to", "T", "First instant after (default: the picture's)");
        var days = new Option<bool>("--days")
        {
            Description = "With --csv: one line for each row of the matrix and day",
        };
        var unlogged = new Option<bool>("--unlogged")
        {
            Description =
                "The sensitive tables whose use is not logged in full now, with their finding, in place of the matrix",
        };
        var command = runner.Verb(
            "coverage",
            "Log coverage by channel and day: full, partial, none or unknown; and sensitive tables that are not logged",
            new(
                "coverage [SCOPE] [--from T --to T] [--unlogged] [--at T] [--snapshot ID] [--json or --csv FILE [--days]] [--data DIR]",
                Example
            ),
            async (run, cancellationToken) =>
            {
                var path = run.CsvFile;
                if (run.Get(days) && (path is null || run.Get(unlogged)))
                {
                    throw new UsageException(
                        "--days goes with --csv, and not with --unlogged.",
                        "--csv FILE --days",
                        "coverage --csv coverage.csv --days"
                    );
                }

                var (picture, asked) = (run.Picture, run.Find(scope) ?? "estate");
                var (begin, end) = (Instant(from), Instant(to));
                var answer = await run.WorkAsync(
                    "Reading the snapshot",
                    (_, token) =>
                        run.Service<RecordQuestions>().CoverageAsync(run.User, picture, asked, begin, end, token),
                    cancellationToken
                );
                return await run.GiveAsync(
                    path,
                    answer,
                    found =>
                        run.Get(unlogged) ? new(CoverageLines.UnloggedHeader, CoverageLines.Unlogged(found), "table")
                        : run.Get(days) ? new(CoverageLines.DayHeader, CoverageLines.Days(found), "line")
                        : new(CoverageLines.Header, CoverageLines.Rows(found), "line"),
                    Document,
                    run.Get(unlogged) ? PrintUnlogged : Print,
                    cancellationToken
                );

                DateTimeOffset? Instant(Option<string?> option) =>
                    run.Get(option) is { } given ? Instants.Parse(given, option.Name) : null;
            }
        );
        command.Add(scope);
        command.Add(from);
        command.Add(to);
        command.Add(unlogged);
        command.Add(runner.Shared.Csv);
        command.Add(days);
        command.Add(runner.Shared.At);
        command.Add(runner.Shared.Snapshot);
        command.Add(runner.Shared.Json);
        return command;
    }

    private static Option<string?> Text(string name, string help, string description) =>
        new(name) { Description = description, HelpName = help };

    private static object Document(CoverageAnswer answer) =>
        new
        {
            scope = answer.Scope,
            from = answer.From,
            to = answer.To,
            at = answer.Stamp.At,
            snapshot = answer.Stamp.Snapshot.ToString(),
            digest = answer.Stamp.Digest,
            quality = QualityDocument.Of(answer.Stamp),
            asked = answer.Tables,
            notes = answer.Notes,
            channels = answer.Totals.Select(total => new
            {
                channel = CoverageLines.Word(total.Channel),
                tables = total.Tables,
                tableDays = total.TableDays,
                full = total.Full,
                partial = total.Partial,
                none = total.None,
                unknown = total.Unknown,
                derived = total.Derived,
                fullPercent = Figures.PercentNumber(total.FullPercent),
            }),
            count = answer.Rows.Length,
            rows = answer.Rows.Select(row => new
            {
                scope = row.Scope,
                channel = CoverageLines.Word(row.Channel),
                tables = row.Tables.Select(table => table.ToString()),
                sensitive = row.Sensitive,
                days = new
                {
                    full = row.Of(LoggedState.Full),
                    partial = row.Of(LoggedState.Partial),
                    none = row.Of(LoggedState.None),
                    unknown = row.Of(LoggedState.Unknown),
                    derived = row.Derived,
                },
                stretches = row.Stretches.Select(stretch => new
                {
                    from = stretch.From,
                    to = stretch.To,
                    state = CoverageLines.Word(stretch.State),
                    derived = stretch.IsDerived,
                    reasons = stretch.Reasons,
                }),
            }),
            unlogged = answer.Unlogged.Select(row => new
            {
                table = row.Table.ToString(),
                label = row.Label,
                daysNotFull = row.NotFull,
                why = row.Why,
                finding = row.Finding,
            }),
        };

    private static void Heading(TextOutput text, CoverageAnswer answer)
    {
        text.Line($"Log coverage, {QuestionText.Of(answer.Stamp)}");
        text.Line(CoverageLines.Sentence(answer));
        foreach (var note in answer.Notes)
        {
            text.Line(note);
        }
    }

    private static void Print(TextOutput text, CoverageAnswer answer)
    {
        Heading(text, answer);
        text.Table(
            [
                "CHANNEL",
                TextColumn.Number("TABLES"),
                TextColumn.Number("FULL %"),
                TextColumn.Number("TABLE-DAYS"),
                TextColumn.Number("PARTIAL"),
                TextColumn.Number("NONE"),
                TextColumn.Number("UNKNOWN"),
                TextColumn.Number("DERIVED"),
            ],
            [
                .. answer.Totals.Select(total =>
                    new[]
                    {
                        CoverageLines.Word(total.Channel),
                        Figures.Count(total.Tables),
                        Figures.Percent(total.FullPercent),
                        Figures.Count(total.TableDays),
                        Figures.Count(total.Partial),
                        Figures.Count(total.None),
                        Figures.Count(total.Unknown),
                        Figures.Count(total.Derived),
                    }
                ),
            ]
        );
        text.Line();
        text.Table(
            [
                "WHERE",
                "CHANNEL",
                TextColumn.Number("TABLES"),
                TextColumn.Number("SENSITIVE"),
                TextColumn.Number("FULL"),
                TextColumn.Number("PARTIAL"),
                TextColumn.Number("NONE"),
                TextColumn.Number("UNKNOWN"),
                "WHY",
            ],
            [
                .. answer
                    .Rows.Take(Shown)
                    .Select(row =>
                        new[]
                        {
                            row.Scope,
                            CoverageLines.Word(row.Channel),
                            Figures.Count(row.Tables.Length),
                            Figures.Count(row.Sensitive),
                            Figures.Count(row.Of(LoggedState.Full)),
                            Figures.Count(row.Of(LoggedState.Partial)),
                            Figures.Count(row.Of(LoggedState.None)),
                            Figures.Count(row.Of(LoggedState.Unknown)),
                            string.Join("; ", row.Reasons),
                        }
                    ),
            ]
        );
        Rest(text, answer.Rows.Length, "rows");
    }

    private static void PrintUnlogged(TextOutput text, CoverageAnswer answer)
    {
        Heading(text, answer);
        text.Table(
            ["TABLE", "LABEL", TextColumn.Number("DAYS NOT FULL"), "FINDING", "WHY"],
            [
                .. answer
                    .Unlogged.Take(Shown)
                    .Select(row =>
                        new[]
                        {
                            row.Table.ToString(),
                            row.Label?.ToString() ?? "Unknown",
                            Figures.Count(row.NotFull),
                            row.Finding,
                            row.Why,
                        }
                    ),
            ]
        );
        Rest(text, answer.Unlogged.Length, "tables");
    }

    private static void Rest(TextOutput text, int all, string what)
    {
        if (all > Shown)
        {
            text.Line($"{Figures.Count(Shown)} of {Figures.Count(all)} {what}; --json and --csv give all.");
        }
    }
}
