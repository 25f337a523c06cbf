using System.CommandLine;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;

namespace GovernanceDashboard.Cli;

/// <summary><c>classify TABLE[.COLUMN]</c>: what a table is classified as and by whom; sets a class by hand, or takes it back.</summary>
internal static class ClassifyVerb
{
    private const string Example = "classify hr.people.notes --class HR --reason \"case 17: read by the DPO\"";

    public static Command Create(CommandRunner runner)
    {
        var resource = new Argument<string>("TABLE[.COLUMN]") { Description = "db.table or db.table.column" };
        var name = new Option<string?>("--class") { Description = "The class to set, such as PII", HelpName = "CLASS" };
        var reason = new Option<string?>("--reason")
        {
            Description = "Why; kept with the class and in the activity log",
            HelpName = "REASON",
        };
        var remove = new Option<bool>("--remove")
        {
            Description = "Take back what was set by hand (one class with --class, else all)",
        };
        var command = runner.Verb(
            "classify",
            "What a table's classes rest on; with --class, set one by hand over rules and lineage",
            new("classify TABLE[.COLUMN] [--class CLASS] [--reason REASON] [--remove] [--json] [--data DIR]", Example),
            async (run, cancellationToken) =>
            {
                var on = Resource(run.Get(resource));
                var (wanted, why) = (run.Get(name), run.Get(reason));
                if (wanted is null && !run.Get(remove))
                {
                    return await ShowAsync(run, on, cancellationToken);
                }

                if (why is null)
                {
                    throw new UsageException(
                        "--reason is missing.",
                        $"why, in at least {ClassOverrides.ShortestReason} characters",
                        Example
                    );
                }

                var overrides = run.Service<ClassOverrides>();
                var outcome = run.Get(remove)
                    ? await overrides.RemoveAsync(run.User, on, wanted, why, cancellationToken)
                    : await overrides.SetAsync(run.User, on, wanted!, why, cancellationToken);
                if (outcome.Problem is { } problem)
                {
                    throw new UsageException(problem, "a table or column of the newest snapshot", Example);
                }

                if (run.IsJson)
                {
                    run.Json(new { removed = run.Get(remove), overrides = outcome.Changed.Select(Document) });
                }
                else
                {
                    foreach (var one in outcome.Changed)
                    {
                        run.Text.Line(
                            run.Get(remove)
                                ? $"{one.Resource} is no longer set to {one.Class} (override {one.Id})."
                                : $"{one.Resource} is set to {one.Class} (override {one.Id}), from snapshot {one.From} on."
                        );
                    }
                }

                return ExitCode.Answered;
            }
        );
        command.Add(resource);
        command.Add(name);
        command.Add(reason);
        command.Add(remove);
        command.Add(runner.Shared.Json);
        return command;
    }

    private static async Task<int> ShowAsync(CommandRun run, ResourceName on, CancellationToken cancellationToken)
    {
        var table = new TableName(on.Database, on.Table!);
        var answer = await run.AskAsync(
            questions => questions.TableAsync(run.User, Picture.Newest, table, cancellationToken),
            cancellationToken
        );
        var found = answer
            .Classifications.Where(one => on.Column is null || one.Resource.Column == on.Column)
            .ToArray();
        if (run.IsJson)
        {
            run.Json(
                new
                {
                    table = table.ToString(),
                    at = answer.Stamp.At,
                    snapshot = answer.Stamp.Snapshot.ToString(),
                    digest = answer.Stamp.Digest,
                    quality = QualityDocument.Of(answer.Stamp),
                    label = answer.Summary.Label?.ToString() ?? "unknown",
                    classes = found.Select(Document),
                    setAside = answer.SetAside.Select(Document),
                    overrides = answer.Overrides.Select(Document),
                }
            );
            return ExitCode.Answered;
        }

        run.Text.Line(
            $"{on} {QuestionText.Of(answer.Stamp)}. Label of the table: {answer.Summary.Label?.ToString() ?? "unknown, which counts as sensitive"}."
        );
        run.Text.Table(
            ["WHERE", "CLASS", "IS", "SAYS WHO", "FROM"],
            [
                .. found.Select(one => Row(one, one.MayContain ? "possible" : "found")),
                .. answer.SetAside.Select(one => Row(one, "set aside")),
            ]
        );
        return ExitCode.Answered;
    }

    private static string[] Row(Classification one, string state) =>
        [one.Resource.ToString(), one.Class, state, one.Basis.ToString(), one.Origin ?? ""];

    private static object Document(Classification one) =>
        new
        {
            on = one.Resource.ToString(),
            name = one.Class,
            possible = one.MayContain,
            basis = one.Basis,
            origin = one.Origin,
        };

    private static object Document(ClassOverride one) =>
        new
        {
            id = one.Id,
            on = one.Resource.ToString(),
            name = one.Class,
            reason = one.Reason,
            by = one.SetBy,
            at = one.SetAt,
            fromSnapshot = one.From.ToString(),
            toSnapshot = one.To?.ToString(),
        };

    private static ResourceName Resource(string text)
    {
        var parts = text.Split('.');
        return parts.Length is 2 or 3 && parts.All(part => part.Length > 0)
            ? new(parts[0], parts[1], parts.Length == 3 ? parts[2] : null)
            : throw new UsageException(
                $"'{text}' is not the name of a table or column.",
                "database, table and perhaps a column, divided by dots",
                Example
            );
    }
}
