using System.CommandLine;
using GovernanceDashboard.Generation;

namespace GovernanceDashboard.Cli;

/// <summary><c>generate --out DIR</c>: writes an invented estate in the sources' formats.</summary>
internal static class GenerateVerb
{
    private const int MostOfAnything = 10_000_000;

    public static Command Create(CommandRunner runner)
    {
        var tables = Size("--tables", "Tables and views", EstateSize.Demo.Tables);
        var people = Size(
            "--people",
            "People; service accounts and groups follow in proportion",
            EstateSize.Demo.People
        );
        var seed = Size("--seed", "The same sizes and seed give the same files", EstateSize.Demo.Seed);
        var target = new Option<string>("--out")
        {
            Description = "Folder to write, missing or empty",
            HelpName = "DIR",
            Required = true,
        };
        var clean = new Option<bool>("--clean")
        {
            Description = "The same company and the same 230 days without any violation; truth.json is then empty",
        };
        var command = runner.Verb(
            "generate",
            "Write an invented estate in the sources' formats, with the truth that was planted in it",
            new(
                "generate [--tables N] [--people N] [--seed N] [--clean] --out DIR",
                "generate --tables 45000 --people 20000 --seed 1 --out estate"
            ),
            async (run, cancellationToken) =>
            {
                var size = SizeOf(
                    run.Number(tables, EstateSize.Demo.Tables, 1, MostOfAnything),
                    run.Number(people, EstateSize.Demo.People, 1, MostOfAnything),
                    run.Number(seed, EstateSize.Demo.Seed, 0, int.MaxValue)
                ) with
                {
                    IsClean = run.Get(clean),
                };
                var folder = EmptyFolder(run, run.Get(target)!);
                await run.WorkAsync(
                    "Generating",
                    async (progress, token) =>
                    {
                        await run.Service<EstateGenerator>().WriteAsync(size, folder, progress, token);
                        return true;
                    },
                    cancellationToken
                );
                run.Text.Line(
                    $"Wrote {(size.IsClean ? "a clean" : "an")} estate of {Figures.Of(size.Tables, "table")} and {Figures.Count(size.People)} people, seed {Figures.Count(size.Seed)}, to {folder}"
                );
                return ExitCode.Answered;
            }
        );
        foreach (var option in (Option[])[tables, people, seed, clean, target])
        {
            command.Add(option);
        }

        return command;
    }

    private static Option<string?> Size(string name, string description, int otherwise) =>
        new(name) { Description = $"{description} (default: {Figures.Count(otherwise)})", HelpName = "N" };

    private static EstateSize SizeOf(int tables, int people, int seed)
    {
        try
        {
            return EstateSize.For(tables, people, seed);
        }
        catch (ArgumentOutOfRangeException tooSmall)
        {
            throw new UsageException(
                $"{tooSmall.ParamName} {tooSmall.ActualValue} is too small an estate to tell the planted story.",
                "at least 50 tables and 60 people",
                "generate --tables 200 --people 120 --out estate"
            );
        }
    }

    private static string EmptyFolder(CommandRun run, string path)
    {
        var folder = run.FullPath(path);
        var isTaken =
            File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any());
        return isTaken
            ? throw new UsageException(
                $"'{path}' is there and not empty.",
                "a folder that is missing or empty, so that nothing of another estate is mixed in",
                "generate --out estate"
            )
            : folder;
    }
}
