using System.Collections.Immutable;
using System.CommandLine;
using GovernanceDashboard.Conformance;

namespace GovernanceDashboard.Cli;

/// <summary><c>conformance</c>: which of the peer's decision cases this engine decides alike.</summary>
internal static class ConformanceVerb
{
    private const string Example = "conformance cases/ranger";

    public static Command Create(CommandRunner runner)
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = "Case files, and folders of them",
            Arity = ArgumentArity.OneOrMore,
        };
        var command = runner.Verb(
            "conformance",
            "Run decision cases in the shape of Apache Ranger's own tests",
            new("conformance PATH… [--json]", Example),
            async (run, cancellationToken) =>
            {
                var named = run.Get(paths).Select(path => Existing(run, path)).ToArray();
                var results = await run.WorkAsync(
                    "Running cases",
                    (progress, token) =>
                        Task.Run(
                            () => ConformanceRun.Run(named, TimeProvider.System.GetUtcNow(), progress, token),
                            token
                        ),
                    cancellationToken
                );
                if (run.IsJson)
                {
                    run.Json(Document(results));
                }
                else
                {
                    Print(run.Text, results);
                }

                return Total(results, CaseVerdict.Failed) > 0 ? ExitCode.VerificationFailed
                    : results.Any(file => file.IsUnreadable) || results.All(file => file.Cases.IsEmpty)
                        ? ExitCode.BadInput
                    : ExitCode.Answered;
            }
        );
        command.Add(paths);
        command.Add(runner.Shared.Json);
        return command;
    }

    private static string Existing(CommandRun run, string path) =>
        File.Exists(run.FullPath(path)) || Directory.Exists(run.FullPath(path))
            ? run.FullPath(path)
            : throw new UsageException($"There is no file or folder '{path}'.", "case files or folders", Example);

    private static void Print(TextOutput text, ImmutableArray<FileResult> results)
    {
        foreach (var file in results)
        {
            text.Line($"{file.Path}: {Counts([file])}" + (file.Note is null ? "" : $" ({file.Note})"));
            foreach (var result in file.Cases.Where(result => result.Verdict != CaseVerdict.Passed))
            {
                text.Line($"    {result.Verdict.ToString().ToLowerInvariant()}: {result.Name}: {result.Detail}");
            }
        }

        text.Line(Counts(results));
        if (results.All(file => file.Cases.IsEmpty))
        {
            text.Line("No case was found below these paths.");
        }
    }

    private static string Counts(ImmutableArray<FileResult> results) =>
        $"{Total(results, CaseVerdict.Passed)} passed, {Total(results, CaseVerdict.Failed)} failed, {Total(results, CaseVerdict.Skipped)} skipped";

    private static int Total(ImmutableArray<FileResult> results, CaseVerdict verdict) =>
        results.Sum(file => file.Count(verdict));

    private static object Document(ImmutableArray<FileResult> results) =>
        new
        {
            passed = Total(results, CaseVerdict.Passed),
            failed = Total(results, CaseVerdict.Failed),
            skipped = Total(results, CaseVerdict.Skipped),
            files = results.Select(file => new
            {
                path = file.Path,
                note = file.Note,
                passed = file.Count(CaseVerdict.Passed),
                failed = file.Count(CaseVerdict.Failed),
                skipped = file.Count(CaseVerdict.Skipped),
                cases = file
                    .Cases.Where(result => result.Verdict != CaseVerdict.Passed)
                    .Select(result => new
                    {
                        name = result.Name,
                        verdict = result.Verdict,
                        detail = result.Detail,
                    }),
            }),
        };
}
