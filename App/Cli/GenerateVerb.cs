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
        var people = Size("--people", "People", EstateSize.Demo.People);
        var services = Size(
            "--services",
            "Service accounts (default: as many per person as the demo estate has)",
            null
        );
        var groups = Size("--groups", "Nested groups (default: as many per person as the demo estate has)", null);
        var seed = Size("--seed", "The same sizes and seed give the same files", EstateSize.Demo.Seed);
        var target = new Option<string>("--out")
        {
            Description = "Folder to write, missing or empty",
            HelpName = "DIR",
            Required = true,
        };
        var command = runner.Verb(
            "generate",
            "Write an invented estate in the sources' formats, with the truth that was planted in it",
            new(
                "generate [--tables N] [--people N] [--services N] [--groups N] [--seed N] --out DIR",
                "generate --tables 45000 --people 20000 --seed 1 --out estate"
            ),
            async (run, cancellationToken) =>
            {
                var demo = EstateSize.Demo;
                var peopleCount = run.Number(people, demo.People, 1, MostOfAnything);
                var size = new EstateSize(
                    run.Number(tables, demo.Tables, 1, MostOfAnything),
                    peopleCount,
                    run.Number(services, Scaled(demo.ServiceAccounts), 0, MostOfAnything),
                    run.Number(groups, Scaled(demo.Groups), 1, MostOfAnything),
                    run.Number(seed, demo.Seed, 0, int.MaxValue)
                );
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
                    $"Wrote {Figures.Of(size.Tables, "table")}, {Figures.Count(size.People)} people, {Figures.Of(size.ServiceAccounts, "service account")} and "
                        + $"{Figures.Of(size.Groups, "group")} from seed {Figures.Count(size.Seed)} to {folder}"
                );
                return ExitCode.Answered;

                int Scaled(int demoCount) => Math.Max(1, (int)((long)demoCount * peopleCount / demo.People));
            }
        );
        foreach (var option in (Option[])[tables, people, services, groups, seed, target])
        {
            command.Add(option);
        }

        return command;
    }

    private static Option<string?> Size(string name, string description, int? otherwise) =>
        new(name)
        {
            Description = otherwise is { } value ? $"{description} (default: {Figures.Count(value)})" : description,
            HelpName = "N",
        };

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
