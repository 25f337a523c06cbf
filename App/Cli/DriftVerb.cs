using System.CommandLine;
using GovernanceDashboard.Access;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Exposure;

namespace GovernanceDashboard.Cli;

/// <summary><c>drift --from T --to T</c>: facts that changed, and pairs gained and lost.</summary>
internal static class DriftVerb
{
    private const string Example = "drift --from 2026-03-01T00:00:00Z --to 2026-04-01T00:00:00Z";

    public static Command Create(CommandRunner runner)
    {
        var from = new Option<string?>("--from")
        {
            Description = "The earlier instant (default: the first that the snapshot can answer for)",
            HelpName = "T",
        };
        var to = new Option<string?>("--to")
        {
            Description = "The later instant (default: the one that the snapshot describes)",
            HelpName = "T",
        };
        var command = runner.Verb(
            "drift",
            "What changed between two instants: facts, and effective pairs gained and lost",
            new(
                "drift [--from T] [--to T] [--by ATTRIBUTE] [--snapshot ID] [--json or --csv FILE] [--data DIR]",
                Example
            ),
            async (run, cancellationToken) =>
            {
                var path = run.CsvFile;
                var (snapshot, attribute) = (run.Picture.Snapshot, run.Attribute);
                var (start, end) = (Instant(run, from), Instant(run, to));
                var answer = await run.WorkAsync(
                    "Comparing two instants",
                    (progress, token) =>
                        run.Service<EstateQuestions>()
                            .DriftAsync(run.User, snapshot, start, end, attribute, progress, token),
                    cancellationToken
                );
                return await run.GiveAsync(
                    path,
                    answer,
                    drift => new(DriftLines.FactsHeader, DriftLines.Facts(drift), "fact"),
                    Document,
                    Print,
                    cancellationToken
                );
            }
        );
        command.Add(from);
        command.Add(to);
        command.Add(runner.Shared.Csv);
        command.Add(runner.Shared.By);
        command.Add(runner.Shared.Snapshot);
        command.Add(runner.Shared.Json);
        return command;
    }

    private static DateTimeOffset? Instant(CommandRun run, Option<string?> option) =>
        run.Get(option) is { } text ? Instants.Parse(text, option.Name) : null;

    private static object Document(DriftAnswer answer) =>
        new
        {
            from = answer.From,
            to = answer.To,
            snapshot = answer.Stamp.Snapshot.ToString(),
            digest = answer.Stamp.Digest,
            quality = QualityDocument.Of(answer.Stamp),
            by = answer.Pairs.Attribute,
            pairsGained = answer.Pairs.PairsGained,
            pairsLost = answer.Pairs.PairsLost,
            gained = Document(answer.Pairs.Gained),
            lost = Document(answer.Pairs.Lost),
            peopleGained = answer.Pairs.PeopleGained,
            peopleLost = answer.Pairs.PeopleLost,
            tablesGained = answer.Pairs.TablesGained,
            tablesLost = answer.Pairs.TablesLost,
            facts = answer.Facts.Select(fact => new
            {
                drift = fact.Drift.ToString(),
                kind = fact.Kind,
                subject = fact.Subject,
                before = fact.Before,
                after = fact.After,
                began = Document(fact.Began),
                ended = Document(fact.Ended),
                actor = fact.Actor,
                ticket = fact.Ticket,
            }),
            cells = answer.Pairs.Cells.Select(cell => new
            {
                group = cell.Group,
                population = cell.Population,
                level = cell.Level.ToString(),
                pairsGained = cell.PairsGained,
                pairsLost = cell.PairsLost,
                weightGained = Document(cell.WeightGained),
                weightLost = Document(cell.WeightLost),
            }),
        };

    private static object? Document(DriftInstant? instant) =>
        instant is null
            ? null
            : new
            {
                notBefore = instant.NotBefore,
                at = instant.At,
                exact = instant.IsExact,
            };

    private static object Document(PairRange pairs) => new { low = pairs.Low, high = pairs.High };

    private static object Document(SeverityWeight weight) => new { low = weight.Low, high = weight.High };

    private static void Print(TextOutput text, DriftAnswer answer)
    {
        text.Line(
            $"Drift from {Instants.Format(answer.From)} to {Instants.Format(answer.To)}, snapshot {answer.Stamp.Snapshot}, data quality {answer.Stamp.QualityScore:0.##} of 100"
        );
        if (answer.IsEmpty)
        {
            text.Line("Nothing changed.");
            return;
        }

        text.Line(
            $"Gained: {Figures.Of(answer.Pairs.PairsGained, "pair")}, {Figures.Count(answer.Pairs.PeopleGained)} people, {Figures.Of(answer.Pairs.TablesGained, "table")}. "
                + $"Lost: {Figures.Of(answer.Pairs.PairsLost, "pair")}, {Figures.Count(answer.Pairs.PeopleLost)} people, {Figures.Of(answer.Pairs.TablesLost, "table")}."
        );
        if (answer.Pairs.Gained.Low != answer.Pairs.Gained.High)
        {
            text.Line(
                $"Gained, depending on conditions that cannot be known: {Figures.Count(answer.Pairs.Gained.Low)} to {Figures.Count(answer.Pairs.Gained.High)} pairs."
            );
        }

        text.Table(
            [
                "GROUP",
                "POPULATION",
                "LEVEL",
                TextColumn.Number("PAIRS +"),
                TextColumn.Number("PAIRS -"),
                TextColumn.Number("SEVERITY +"),
                TextColumn.Number("SEVERITY -"),
            ],
            [
                .. answer.Pairs.Cells.Select(cell =>
                    new[]
                    {
                        cell.Group ?? "(no group)",
                        cell.Population,
                        cell.Level.ToString(),
                        Figures.Count(cell.PairsGained),
                        Figures.Count(cell.PairsLost),
                        DriftLines.Weight(cell.WeightGained),
                        DriftLines.Weight(cell.WeightLost),
                    }
                ),
            ]
        );
        text.Table(
            ["DRIFT", "KIND", "WHAT", "WHEN", "BY", "TICKET", "BEFORE", "AFTER"],
            [
                .. answer.Facts.Select(fact =>
                    new[]
                    {
                        DriftLines.Word(fact.Drift),
                        fact.Kind,
                        fact.Subject,
                        DriftLines.When(fact),
                        fact.Actor ?? "",
                        fact.Ticket ?? "",
                        fact.Before ?? "",
                        fact.After ?? "",
                    }
                ),
            ]
        );
    }
}
