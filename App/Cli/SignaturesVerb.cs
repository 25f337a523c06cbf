using System.CommandLine;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;

namespace GovernanceDashboard.Cli;

/// <summary><c>signatures</c>: which tables have the same effective readers.</summary>
internal static class SignaturesVerb
{
    /// <summary>Of a hash in a table for the eye; JSON has all 64.</summary>
    internal const int ShownDigits = 12;

    public static Command Create(CommandRunner runner)
    {
        var of = new Option<string?>("--of") { Description = "Only the signature of this table", HelpName = "TABLE" };
        var command = runner.Verb(
            "signatures",
            "Tables with the same effective readers at the same levels, each set with a hash that stays the same",
            new(
                "signatures [--of TABLE] [--at T] [--snapshot ID] [--json] [--data DIR]",
                "signatures --of sales.orders"
            ),
            async (run, cancellationToken) =>
            {
                var picture = run.Picture;
                TableName? table = null;
                if (run.Get(of) is { } text)
                {
                    table = TableName.TryParse(text, out var name)
                        ? name
                        : throw new UsageException(
                            $"'{text}' is not a table's name.",
                            "database.table",
                            "signatures --of sales.orders"
                        );
                }

                var answer = await run.AskAsync(
                    questions =>
                        questions.SignaturesAsync(run.User, picture, table, 0, int.MaxValue, cancellationToken),
                    cancellationToken
                );
                return run.Show(answer, Document, Print);
            }
        );
        command.Add(of);
        command.Add(runner.Shared.At);
        command.Add(runner.Shared.Snapshot);
        command.Add(runner.Shared.Json);
        return command;
    }

    private static object Document(SignaturesAnswer answer) =>
        new
        {
            at = answer.Stamp.At,
            snapshot = answer.Stamp.Snapshot.ToString(),
            digest = answer.Stamp.Digest,
            accessDigest = answer.AccessDigest,
            quality = QualityDocument.Of(answer.Stamp),
            count = answer.Total,
            signatures = answer.Rows.Select(row => new
            {
                hash = row.Hash,
                zone = row.SecurityZone,
                people = row.People,
                pairs = row.Pairs,
                conditional = row.IsConditional,
                readers = row.Readers.Select(readers => new { level = readers.Level, accounts = readers.Accounts }),
                tables = row.Tables.Select(table => table.Name.ToString()),
            }),
        };

    private static void Print(TextOutput text, SignaturesAnswer answer)
    {
        text.Line($"{Figures.Of(answer.Total, "signature")} {QuestionText.Of(answer.Stamp)}");
        text.Line($"Access digest: {answer.AccessDigest} (equal where everybody reads the same)");
        text.Table(
            [
                "SIGNATURE",
                TextColumn.Number("TABLES"),
                "FIRST TABLE",
                TextColumn.Number("PEOPLE"),
                TextColumn.Number("PAIRS"),
                "ACCOUNTS BY LEVEL",
                "ZONE",
            ],
            [
                .. answer.Rows.Select(row =>
                    new[]
                    {
                        row.Hash[..ShownDigits],
                        Figures.Count(row.Tables.Length),
                        row.Tables[0].Name.ToString(),
                        (row.IsConditional ? ">= " : "") + Figures.Count(row.People),
                        Figures.Count(row.Pairs),
                        QuestionText.List(
                            row.Readers.Where(readers => readers.Accounts > 0)
                                .Select(readers => $"{readers.Level} {Figures.Count(readers.Accounts)}")
                        ),
                        row.SecurityZone ?? "",
                    }
                ),
            ]
        );
    }
}
