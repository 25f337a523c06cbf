using System.CommandLine;
using GovernanceDashboard.Estate;

namespace GovernanceDashboard.Cli;

/// <summary><c>lateral</c>: what somebody reads, and what they could come to read without anybody else's doing.</summary>
internal static class LateralVerb
{
    private const string Example = "lateral p-7f3a91";
    private const int Shown = 50;

    public static Command Create(CommandRunner runner)
    {
        var person = new Argument<string>("PERSON")
        {
            Description = "A person or service account, by pseudonym or login",
        };
        var command = runner.Verb(
            "lateral",
            "Tables that somebody does not read and could come to read: delegated admin, grant option, role admin; with hops",
            new("lateral PERSON [--at T] [--snapshot ID] [--json or --csv FILE] [--data DIR]", Example),
            async (run, cancellationToken) =>
            {
                var path = run.CsvFile;
                var (picture, asked) = (run.Picture, run.Get(person));
                var answer = await run.AskAsync(
                    questions => questions.LateralAsync(run.User, picture, asked, cancellationToken),
                    cancellationToken
                );
                return await run.GiveAsync(
                    path,
                    answer,
                    found => new(LateralLines.Header, LateralLines.Rows(found), "path"),
                    Document,
                    Print,
                    cancellationToken
                );
            }
        );
        command.Add(person);
        command.Add(runner.Shared.Csv);
        command.Add(runner.Shared.At);
        command.Add(runner.Shared.Snapshot);
        command.Add(runner.Shared.Json);
        return command;
    }

    private static object Document(LateralAnswer answer) =>
        new
        {
            person = answer.Person.Reference,
            at = answer.Stamp.At,
            snapshot = answer.Stamp.Snapshot.ToString(),
            digest = answer.Stamp.Digest,
            quality = QualityDocument.Of(answer.Stamp),
            direct = answer.Direct,
            count = answer.Rows.Length,
            sensitive = answer.Sensitive,
            notImported = LateralLines.NotImported,
            tables = answer.Rows.Select(row => new
            {
                table = row.Table.ToString(),
                label = row.Label,
                hops = row.Paths[0].Hops,
                paths = row.Paths.Select(path => new
                {
                    way = LateralLines.Word(path.Way),
                    hops = path.Hops,
                    conditional = path.IsConditional,
                    text = path.Text,
                }),
            }),
        };

    private static void Print(TextOutput text, LateralAnswer answer)
    {
        text.Line($"Lateral reach, {QuestionText.Of(answer.Stamp)}");
        text.Line(LateralLines.Sentence(answer));
        if (!answer.Rows.IsEmpty)
        {
            text.Table(
                ["TABLE", "LABEL", TextColumn.Number("HOPS"), TextColumn.Number("WAYS"), "SHORTEST PATH"],
                [
                    .. answer
                        .Rows.Take(Shown)
                        .Select(row =>
                            new[]
                            {
                                row.Table.ToString(),
                                row.Label?.ToString() ?? "Unknown",
                                Figures.Count(row.Paths[0].Hops),
                                Figures.Count(row.Paths.Length),
                                row.Paths[0].Text,
                            }
                        ),
                ]
            );
        }

        if (answer.Rows.Length > Shown)
        {
            text.Line(
                $"{Figures.Count(Shown)} of {Figures.Count(answer.Rows.Length)} tables; --json and --csv give all."
            );
        }

        text.Line("Not imported, and so not among the ways:");
        foreach (var missing in LateralLines.NotImported)
        {
            text.Line($"  {missing}");
        }
    }
}
