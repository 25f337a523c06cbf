using System.CommandLine;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Exposure.Ledger;
using GovernanceDashboard.Exposure.Metrics;

namespace GovernanceDashboard.Cli;

/// <summary><c>exposure</c>: for how long a scope stood open to people whom it is not meant for, and what logs prove.</summary>
internal static class ExposureVerb
{
    private const int Shown = 50;
    private const string Usage =
        "exposure SCOPE [--from T --to T] [--detected T [--contained T]] [--snapshot ID] [--json or --csv FILE] [--data DIR]";

    public static Command Create(CommandRunner runner)
    {
        var scope = ScopeArgument();
        var from = new Option<string?>("--from")
        {
            Description = "First instant (default: since the facts are known)",
            HelpName = "T",
        };
        var to = new Option<string?>("--to")
        {
            Description = "First instant after (default: the snapshot's)",
            HelpName = "T",
        };
        var detected = new Option<string?>("--detected")
        {
            Description = "When the exposure was noticed: gives the time to detect",
            HelpName = "T",
        };
        var contained = new Option<string?>("--contained")
        {
            Description = "When it was ended, for the time to contain (default: the end of the last exposure)",
            HelpName = "T",
        };
        var command = runner.Verb(
            "exposure",
            "Access outside the intended audience over time: intervals, person-table-days, and what logs prove",
            new(Usage, "exposure group:Keystrokes --from 2026-05-01T00:00:00Z"),
            async (run, cancellationToken) =>
            {
                var path = run.CsvFile;
                var (begin, end) = (Instant(from), Instant(to));
                var (noticed, ended) = (Instant(detected), Instant(contained));
                if (noticed is null && ended is not null)
                {
                    throw new UsageException(
                        "--contained needs --detected: the time to contain runs from there.",
                        "both, or --detected alone",
                        "exposure estate --detected 2026-06-20T00:00:00Z --contained 2026-06-21T00:00:00Z"
                    );
                }

                if (ended < noticed)
                {
                    throw new UsageException(
                        "--contained is before --detected.",
                        "an instant at or after the one of --detected",
                        "exposure estate --detected 2026-06-20T00:00:00Z --contained 2026-06-21T00:00:00Z"
                    );
                }

                var (picture, text) = (run.Picture, run.Get(scope));
                var answer = await run.WorkAsync(
                    "Reading the snapshot",
                    (progress, token) =>
                        run.Service<EstateQuestions>()
                            .ExposureAsync(run.User, picture, text, begin, end, progress, token),
                    cancellationToken
                );
                if (noticed < answer.From)
                {
                    throw new UsageException(
                        $"--detected is before {Instants.Format(answer.From)}, where the time asked about begins: what was exposed then is not known.",
                        "an instant in the time asked about, or after it",
                        $"exposure {text} --detected {Instants.Format(answer.To)}"
                    );
                }

                return await run.GiveAsync(
                    path,
                    answer,
                    exposure => new(ExposureLines.Header, ExposureLines.Rows(exposure, exposure.Net), "row"),
                    exposure => Document(exposure, noticed, ended),
                    (output, exposure) =>
                    {
                        Print(output, exposure);
                        PrintResponse(output, exposure, noticed, ended);
                    },
                    cancellationToken
                );

                DateTimeOffset? Instant(Option<string?> option) =>
                    run.Get(option) is { } given ? Instants.Parse(given, option.Name) : null;
            }
        );
        command.Add(scope);
        command.Add(from);
        command.Add(to);
        command.Add(runner.Shared.Csv);
        command.Add(detected);
        command.Add(contained);
        command.Add(runner.Shared.Snapshot);
        command.Add(runner.Shared.Json);
        return command;
    }

    internal static Argument<string> ScopeArgument()
    {
        const string scopes = "estate, table:db.t, db:NAME, group:NAME, principal:PSEUDONYM or query:GLOB";
        var scope = new Argument<string>("SCOPE") { Description = scopes };
        scope.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && ExposureScope.Parse(text) is null)
            {
                result.AddError($"'{text}' is no scope: give {scopes}.");
            }
        });
        return scope;
    }

    private static object Document(ExposureAnswer answer, DateTimeOffset? detected, DateTimeOffset? contained) =>
        new
        {
            scope = answer.Scope,
            from = answer.From,
            to = answer.To,
            snapshot = answer.Stamp.Snapshot.ToString(),
            digest = answer.Stamp.Digest,
            quality = QualityDocument.Of(answer.Stamp),
            tables = answer.Tables,
            coverageNote = answer.CoverageNote,
            gross = ExposureDocument.WithIntervals(answer.Gross, detected, contained),
            net = ExposureDocument.WithIntervals(answer.Net, detected, contained),
        };

    private static void Print(TextOutput text, ExposureAnswer answer)
    {
        text.Line(
            $"Exposure of {answer.Scope} from {Instants.Format(answer.From)} to {Instants.Format(answer.To)} {QuestionText.Of(answer.Stamp)}"
        );
        PrintFigures(text, answer);
        foreach (var (reason, pairs) in answer.Net.Proof.Why.Lines)
        {
            text.Line(
                $"Of {Figures.Count(answer.Net.Proof.People.Unknown)} unknown pairs {Figures.Count(pairs)}: {reason}."
            );
        }

        if (answer.CoverageNote is { } note)
        {
            text.Line(note);
        }

        if (answer.Net.Proof.NoIndication is { } sentence)
        {
            text.Line(sentence);
        }

        if (answer.Net.Proof.HitRateBound is { } bound)
        {
            text.Line(
                $"At most {ExposureDocument.Number(bound)} reads a covered pair-day, with 95 % confidence. {Exposure.Proof.AccessProof.Assumption}"
            );
        }

        text.Line(
            $"Net intervals, most person-table-days first{(answer.Net.Rows.Length > Shown ? $" ({Shown} of {answer.Net.Rows.Length}; --csv and --json give all of these)" : "")}:"
        );
        if (ExposureLines.Unlisted(answer.Net) is { } unlisted)
        {
            text.Line(unlisted);
        }

        text.Table(
            [
                "FROM",
                "TO",
                TextColumn.Number("PEOPLE"),
                TextColumn.Number("SERVICES"),
                TextColumn.Number("TABLES"),
                TextColumn.Number("DAYS"),
                "CERTAIN",
                "OPENED BY",
                "CLOSED BY",
            ],
            [
                .. answer
                    .Net.Rows.Take(Shown)
                    .Select(row =>
                        new[]
                        {
                            Instants.Format(row.From) + (row.IsOpenAtStart ? " or before" : ""),
                            row.To is { } end ? Instants.Format(end) : "open",
                            Figures.Count(row.People),
                            Figures.Count(row.Services),
                            row.Tables.Length == 1 ? row.Tables[0].ToString() : Figures.Count(row.Tables.Length),
                            ExposureDocument.Number(row.Days),
                            ExposureLines.Certainty(row),
                            ExposureLines.Causes(row.Opening),
                            ExposureLines.Causes(row.Closing),
                        }
                    ),
            ]
        );
    }

    /// <summary>The figures over a time, with what logs prove.</summary>
    internal static void PrintFigures(TextOutput text, ExposureAnswer answer)
    {
        text.Table(
            ["FIGURE", TextColumn.Number("GROSS"), TextColumn.Number("NET"), "UNIT"],
            [
                Line("exposed time", book => book.Figures.PersonTableDays, "person-table-days"),
                Line("weighted", book => book.Figures.WeightedDays, "severity points x person-table-days"),
                Line("tables", book => book.Figures.TableDays, "table-days"),
                Line("people", book => book.Figures.PersonDays, "person-days"),
                Line("still open", book => book.Figures.OpenPerDay, "person-table-days a day"),
                Line("longest", book => book.Figures.LongestDays, "days"),
                Line("service accounts", book => book.Services.PersonTableDays, "account-table-days"),
                Line("exposed pairs", book => book.Figures.Pairs, "person-table pairs"),
                Count("accessed", book => book.Proof.People.Accessed),
                Count("proven not accessed", book => book.Proof.People.ProvenNot),
                Count("unknown", book => book.Proof.People.Unknown),
                [
                    "log coverage",
                    Figures.Percent(answer.Gross.Proof.CoveragePercent),
                    Figures.Percent(answer.Net.Proof.CoveragePercent),
                    "% of exposed time",
                ],
            ]
        );

        string[] Line(string name, Func<ExposureBook, MeasureRange> figure, string unit) =>
            [name, ExposureDocument.Range(figure(answer.Gross)), ExposureDocument.Range(figure(answer.Net)), unit];

        string[] Count(string name, Func<ExposureBook, long> figure) =>
            [name, Figures.Count(figure(answer.Gross)), Figures.Count(figure(answer.Net)), "person-table pairs"];
    }

    private static void PrintResponse(
        TextOutput text,
        ExposureAnswer answer,
        DateTimeOffset? detected,
        DateTimeOffset? contained
    )
    {
        if (detected is { } noticed)
        {
            var times = ResponseTimes.Of(answer.Net.Figures, noticed, contained);
            text.Line(
                $"Time to detect {ExposureDocument.Range(times.ToDetect)} days, time to contain {ExposureDocument.Range(times.ToContain)} days (net)."
            );
        }
    }
}
