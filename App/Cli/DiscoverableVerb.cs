using System.CommandLine;
using System.Globalization;
using GovernanceDashboard.Estate;

namespace GovernanceDashboard.Cli;

/// <summary><c>discoverable</c>: tables that people can see and not query.</summary>
internal static class DiscoverableVerb
{
    private const string Example = "discoverable db:sales --at 2026-06-15T00:00:00Z";
    private const int Shown = 50;

    public static Command Create(CommandRunner runner)
    {
        var scope = ExposureVerb.ScopeArgument();
        scope.Arity = ArgumentArity.ZeroOrOne;
        var people = new Option<bool>("--people") { Description = "One line a person, in place of one a table" };
        var command = runner.Verb(
            "discoverable",
            "Tables whose existence and columns people can see without being able to query them, and these people",
            new(
                "discoverable [SCOPE] [--people] [--at T] [--snapshot ID] [--json or --csv FILE] [--data DIR]",
                Example
            ),
            async (run, cancellationToken) =>
            {
                var path = run.CsvFile;
                var (picture, asked) = (run.Picture, run.Find(scope) ?? "estate");
                var answer = await run.AskAsync(
                    questions => questions.DiscoverableAsync(run.User, picture, asked, cancellationToken),
                    cancellationToken
                );
                var byPerson = run.Get(people);
                return await run.GiveAsync(
                    path,
                    answer,
                    found =>
                        byPerson
                            ? new(DiscoverableLines.PeopleHeader, DiscoverableLines.People(found), "line")
                            : new(DiscoverableLines.TableHeader, DiscoverableLines.Tables(found), "table"),
                    Document,
                    byPerson ? PrintPeople : PrintTables,
                    cancellationToken
                );
            }
        );
        command.Add(scope);
        command.Add(people);
        command.Add(runner.Shared.Csv);
        command.Add(runner.Shared.At);
        command.Add(runner.Shared.Snapshot);
        command.Add(runner.Shared.Json);
        return command;
    }

    private static object Document(DiscoverableAnswer answer) =>
        new
        {
            scope = answer.Scope,
            at = answer.Stamp.At,
            snapshot = answer.Stamp.Snapshot.ToString(),
            digest = answer.Stamp.Digest,
            quality = QualityDocument.Of(answer.Stamp),
            asked = answer.Asked,
            count = answer.Tables.Length,
            sensitive = answer.Sensitive,
            distinctPeople = answer.Distinct,
            pairs = answer.Pairs,
            tables = answer.Tables.Select(row => new
            {
                table = row.Table.ToString(),
                label = row.Label,
                classes = row.Classes,
                groups = row.Groups,
                people = row.People,
                readers = row.Readers,
            }),
            people = answer.People.Select(row => new
            {
                name = row.Person.Reference,
                department = row.Department,
                tables = row.Tables,
            }),
        };

    private static void PrintTables(TextOutput text, DiscoverableAnswer answer)
    {
        text.Line($"Discoverable and not queryable, {QuestionText.Of(answer.Stamp)}");
        text.Line(DiscoverableLines.Sentence(answer));
        text.Table(
            ["TABLE", "LABEL", TextColumn.Number("DISCOVER ONLY"), TextColumn.Number("READ"), "TABLE GROUPS"],
            [
                .. answer
                    .Tables.Take(Shown)
                    .Select(row =>
                        new[]
                        {
                            row.Table.ToString(),
                            row.Label?.ToString() ?? "Unknown",
                            DiscoverableLines.Range(row.People),
                            Figures.Count(row.Readers),
                            string.Join(", ", row.Groups),
                        }
                    ),
            ]
        );
        Rest(text, answer.Tables.Length, "tables");
    }

    private static void PrintPeople(TextOutput text, DiscoverableAnswer answer)
    {
        text.Line($"Discoverable and not queryable, {QuestionText.Of(answer.Stamp)}");
        text.Line(DiscoverableLines.Sentence(answer));
        text.Table(
            ["PERSON", "DEPARTMENT", TextColumn.Number("TABLES")],
            [
                .. answer
                    .People.Take(Shown)
                    .Select(row =>
                        new[] { row.Person.Reference, row.Department ?? "", DiscoverableLines.Range(row.Tables) }
                    ),
            ]
        );
        Rest(text, answer.People.Length, "people");
    }

    private static void Rest(TextOutput text, int all, string what)
    {
        if (all > Shown)
        {
            text.Line(
                string.Create(CultureInfo.InvariantCulture, $"{Shown} of {all} {what}; --json and --csv give all.")
            );
        }
    }
}
