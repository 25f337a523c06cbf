using System.CommandLine;
using System.Globalization;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Exposure.Metrics;

namespace GovernanceDashboard.Cli;

/// <summary><c>exposure</c>: for how long a scope stood open to people whom it is not meant for, and what logs prove.</summary>
internal static class ExposureVerb
{
    private const int Shown = 50;
    private const string Usage = "exposure SCOPE [--from T --to T] [--snapshot ID] [--json or --csv FILE] [--data DIR]";

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
        var csv = new Option<string?>("--csv")
        {
            Description = "Write the net intervals to a CSV file, safe to open in a spreadsheet",
            HelpName = "FILE",
        };
        var command = runner.Verb(
            "exposure",
            "Access outside the intended audience over time: intervals, person-table-days, and what logs prove",
            new(Usage, "exposure group:Keystrokes --from 2026-05-01T00:00:00Z"),
            async (run, cancellationToken) =>
            {
                var file = run.Get(csv);
                if (file is not null && run.IsJson)
                {
                    throw new UsageException(
                        "--json and --csv cannot go together.",
                        "one of the two",
                        "exposure estate --csv exposure.csv"
                    );
                }

                var path = file is null ? null : run.NewFile(file, "exposure estate --csv exposure.csv");
                var (begin, end) = (Instant(from), Instant(to));
                var (picture, text) = (run.Picture, run.Get(scope));
                var answer = await run.WorkAsync(
                    "Reading the snapshot",
                    (progress, token) =>
                        run.Service<EstateQuestions>()
                            .ExposureAsync(run.User, picture, text, begin, end, progress, token),
                    cancellationToken
                );
                if (path is not null)
                {
                    await using var writer = new StreamWriter(path);
                    await CsvOutput.WriteAsync(writer, Rows(answer), cancellationToken);
                    run.Say($"Wrote {Figures.Of(answer.Net.Rows.Length, "row")} to {path}.");
                }
                else if (run.IsJson)
                {
                    run.Json(Document(answer));
                }
                else
                {
                    Print(run.Text, answer);
                }

                return ExitCode.Answered;

                DateTimeOffset? Instant(Option<string?> option) =>
                    run.Get(option) is { } given ? Instants.Parse(given, option.Name) : null;
            }
        );
        command.Add(scope);
        command.Add(from);
        command.Add(to);
        command.Add(csv);
        command.Add(runner.Shared.Snapshot);
        command.Add(runner.Shared.Json);
        return command;
    }

    internal static Argument<string> ScopeArgument() =>
        new("SCOPE") { Description = "estate, table:db.t, db:NAME, group:NAME, principal:PSEUDONYM or query:GLOB" };

    private static object Document(ExposureAnswer answer) =>
        new
        {
            scope = answer.Scope,
            from = answer.From,
            to = answer.To,
            snapshot = answer.Stamp.Snapshot.ToString(),
            digest = answer.Stamp.Digest,
            quality = QualityDocument.Of(answer.Stamp),
            tables = answer.Tables,
            gross = Document(answer.Gross),
            net = Document(answer.Net),
        };

    private static object Document(ExposureBook book) =>
        new
        {
            personTableDays = Bounds(book.Figures.PersonTableDays),
            weightedDays = Bounds(book.Figures.WeightedDays),
            tableDays = Bounds(book.Figures.TableDays),
            personDays = Bounds(book.Figures.PersonDays),
            openPerDay = Bounds(book.Figures.OpenPerDay),
            pairs = Bounds(book.Figures.Pairs),
            people = Bounds(book.Figures.People),
            exposedTables = Bounds(book.Figures.Tables),
            first = book.Figures.First,
            firstSure = book.Figures.FirstSure,
            last = book.Figures.Last,
            lastSure = book.Figures.LastSure,
            longestDays = Bounds(book.Figures.LongestDays),
            serviceAccountTableDays = Bounds(book.Services.PersonTableDays),
            proof = new
            {
                exposed = book.Proof.People.Exposed,
                accessed = book.Proof.People.Accessed,
                provenNot = book.Proof.People.ProvenNot,
                unknown = book.Proof.People.Unknown,
                undetermined = book.Proof.People.Undetermined,
                logCoveragePercent = book.Proof.CoveragePercent,
                coveredPairDays = book.Proof.CoveredDays,
                hitDays = book.Proof.HitDays,
                hitRateBound = book.Proof.HitRateBound,
                assumption = book.Proof.HitRateBound is null ? null : Exposure.Proof.AccessProof.Assumption,
                noIndication = book.Proof.NoIndication,
            },
            count = book.Rows.Length,
            intervals = book.Rows.Select(row => new
            {
                sure = row.IsSure,
                people = row.People,
                services = row.Services,
                person = row.Person?.Reference,
                tables = row.Tables.Select(table => table.ToString()),
                from = row.From,
                openAtStart = row.IsOpenAtStart,
                to = row.To,
                open = row.To is null,
                days = row.Days,
                opening = row.Opening,
                closing = row.Closing,
            }),
        };

    private static IEnumerable<IReadOnlyList<string>> Rows(ExposureAnswer answer) =>
        answer
            .Net.Rows.Select(row =>
                (string[])
                    [
                        row.IsSure ? "sure" : "possible",
                        row.Person?.Reference ?? "",
                        Figures.Count(row.People),
                        Figures.Count(row.Services),
                        Figures.Count(row.Tables.Length),
                        string.Join(' ', row.Tables),
                        Instants.Format(row.From),
                        row.To is { } end ? Instants.Format(end) : "",
                        Number(row.Days),
                        Text(row.Opening),
                        Text(row.Closing),
                    ]
            )
            .Prepend([
                "certainty",
                "person",
                "people",
                "services",
                "tables",
                "names",
                "from",
                "to",
                "days",
                "opened_by",
                "closed_by",
            ]);

    private static void Print(TextOutput text, ExposureAnswer answer)
    {
        text.Line(
            $"Exposure of {answer.Scope} from {Instants.Format(answer.From)} to {Instants.Format(answer.To)} {QuestionText.Of(answer.Stamp)}"
        );
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
        if (answer.Net.Proof.NoIndication is { } sentence)
        {
            text.Line(sentence);
        }

        if (answer.Net.Proof.HitRateBound is { } bound)
        {
            text.Line(
                $"At most {Number(bound)} reads a covered pair-day, with 95 % confidence. {Exposure.Proof.AccessProof.Assumption}"
            );
        }

        text.Line(
            $"Net intervals, longest exposure first{(answer.Net.Rows.Length > Shown ? $" ({Shown} of {answer.Net.Rows.Length}; --csv and --json give all)" : "")}:"
        );
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
                            Number(row.Days),
                            row.IsSure ? "sure" : "possible",
                            Text(row.Opening),
                            Text(row.Closing),
                        }
                    ),
            ]
        );

        string[] Line(string name, Func<ExposureBook, MeasureRange> figure, string unit) =>
            [name, Range(figure(answer.Gross)), Range(figure(answer.Net)), unit];

        string[] Count(string name, Func<ExposureBook, long> figure) =>
            [name, Figures.Count(figure(answer.Gross)), Figures.Count(figure(answer.Net)), "person-table pairs"];
    }

    /// <summary>A figure as a document gives it; null where it does not apply.</summary>
    internal static object? Bounds(MeasureRange? range) =>
        range is { } known ? new { low = known.Low, high = known.High } : null;

    internal static string Range(MeasureRange? range) =>
        range is not { } known ? "-"
        : known.IsExact ? Number(known.Low)
        : $"{Number(known.Low)} to {Number(known.High)}";

    private static string Number(double number) => number.ToString("0.####", CultureInfo.InvariantCulture);

    private static string Text(IEnumerable<ExposureCause> causes) =>
        string.Join(
            "; ",
            causes.Select(cause =>
                cause.Change
                + (cause.Actor is { } actor ? $" by {actor}" : "")
                + (cause.Ticket is { } ticket ? $" ({ticket})" : "")
            )
        );
}
