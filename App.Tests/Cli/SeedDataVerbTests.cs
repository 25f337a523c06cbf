using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using GovernanceDashboard.Data;
using GovernanceDashboard.Tests.Data;
using Microsoft.Data.Sqlite;

namespace GovernanceDashboard.Tests.Cli;

/// <summary>The verbs over the sample estate, from generating and importing on; some of them as a user starts them: in a process of its own.</summary>
public sealed class SeedDataVerbTests : IDisposable
{
    private static readonly string s_seedData = Path.Combine(RepositoryFolder.Path, "seed-data");

    private readonly TemporaryFolder _folder = new();

    private string Data => _folder.File("data");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    [Fact]
    public async Task Import_reports_what_it_accepted_and_refused_and_asks_of_the_snapshot_agree()
    {
        var terminal = new Terminal(Data);

        var import = await terminal.RunAsync("import", "--from", s_seedData, "--at", "2026-10-17T00:00:00Z", "--json");

        Assert.True(import.ExitCode == 0, import.Error);
        var report = JsonNode.Parse(import.Output)!;
        Assert.Equal(
            [
                "snapshot",
                "failure",
                "accepted",
                "refusedCount",
                "refused",
                "warnings",
                "sameAs",
                "wasThere",
                "metastore",
            ],
            report.AsObject().Select(member => member.Key)
        );
        Assert.Equal(200, (int?)report["accepted"]!["tables"]);
        Assert.All(
            report["refused"]!.AsArray(),
            row => Assert.Equal(["file", "line", "reason"], row!.AsObject().Select(member => member.Key))
        );

        var snapshots = JsonNode.Parse((await terminal.RunAsync("snapshots", "--json")).Output)!;
        Assert.Equal(
            (string?)report["snapshot"]!["digest"],
            (string?)Assert.Single(snapshots["snapshots"]!.AsArray())!["digest"]
        );
        Assert.Equal("2026-10-17T00:00:00Z", (string?)report["snapshot"]!["at"]);
        await AssertLoadsAlikeAsync();
    }

    /// <summary>From the database, and from the cache that the first load with one leaves.</summary>
    private async Task AssertLoadsAlikeAsync()
    {
        var token = TestContext.Current.CancellationToken;
        var loads = new List<string>();
        foreach (var keptReadyFrom in (long[])[long.MaxValue, 0, 0])
        {
            var store = new FactStore(new DataFolder(Data), TimeProvider.System) { KeptReadyFrom = keptReadyFrom };
            var snapshot = (await store.SnapshotsAsync(token))[0];
            loads.Add(JsonSerializer.Serialize(await store.LoadAsync(snapshot, snapshot.TakenAt, token)));
        }

        Assert.Single(Directory.GetFiles(Path.Combine(Data, "cache")));
        Assert.Equal(loads[0], loads[1]);
        Assert.Equal(loads[0], loads[2]);
    }

    [Fact]
    public async Task Who_and_what_mirror_each_other()
    {
        var terminal = new Terminal(Data);
        Assert.Equal(0, (await terminal.RunAsync("import", "--from", s_seedData)).ExitCode);

        var what = JsonNode.Parse(await ReadAsync(terminal, "what", await SomeReaderAsync(terminal), "--json"))!;
        var tables = what["tables"]!.AsArray();
        Assert.NotEmpty(tables);
        foreach (var table in tables.Take(5))
        {
            var who = JsonNode.Parse(await ReadAsync(terminal, "who", (string)table!["name"]!, "--json"))!;
            var row = Assert.Single(
                who["principals"]!.AsArray(),
                principal => (string?)principal!["name"] == (string?)what["principal"]
            );
            Assert.Equal((string?)table["level"], (string?)row!["level"]);
            Assert.Equal(table["columns"]!.ToJsonString(), row["columns"]!.ToJsonString());
            Assert.Equal(table["channels"]!.ToJsonString(), row["channels"]!.ToJsonString());
        }
    }

    [Fact]
    public async Task A_folder_with_nothing_usable_exits_with_3()
    {
        Directory.CreateDirectory(_folder.File("nothing"));

        var run = await new Terminal(Data).RunAsync("import", "--from", _folder.File("nothing"));

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("Nothing was imported", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Generate_writes_an_estate_that_can_be_imported_and_refuses_a_folder_in_use()
    {
        var terminal = new Terminal(Data);
        string[] args =
        [
            "generate",
            "--tables",
            "200",
            "--people",
            "120",
            "--seed",
            "7",
            "--out",
            _folder.File("made"),
        ];

        var first = await terminal.RunAsync(args);
        var second = await terminal.RunAsync(args);
        var import = await terminal.RunAsync("import", "--from", _folder.File("made"), "--json");

        Assert.True(first.ExitCode == 0, first.Error);
        Assert.StartsWith(
            "Wrote an estate of 200 tables and 120 people, seed 7, to ",
            first.Output,
            StringComparison.Ordinal
        );
        Assert.True(File.Exists(_folder.File("made/truth.json")));
        Assert.Equal(64, second.ExitCode);
        Assert.Equal(200, (int?)JsonNode.Parse(import.Output)!["accepted"]!["tables"]);
    }

    [Fact]
    public async Task The_program_answers_in_a_process_of_its_own()
    {
        var import = await RunAsync("import", "--from", s_seedData);
        var snapshots = await RunAsync("snapshots", "--json");
        var nothing = await RunAsync("who", "no.table", "--json");
        var wrong = await RunAsync("who");

        Assert.True(import.ExitCode == 0, import.Error);
        Assert.Empty(import.Error);
        Assert.DoesNotContain(import.Output, character => char.IsControl(character) && character != '\n');
        Assert.Equal(1, (int?)JsonNode.Parse(snapshots.Output)!["count"]);
        Assert.Equal((4, ""), (nothing.ExitCode, nothing.Output));
        Assert.Equal((64, ""), (wrong.ExitCode, wrong.Output));
    }

    [Fact]
    public async Task A_verb_that_is_told_to_end_ends_with_130()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no signal to send to one process.");
        }

        var atWork = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watcher = new FileSystemWatcher(_folder.FullPath, "large");
        watcher.Created += (_, _) => atWork.TrySetResult();
        watcher.EnableRaisingEvents = true;
        using var verb = ProductProcess.Start("generate", "--out", _folder.File("large"), "--data", Data);
        verb.StandardInput.Close();
        var error = verb.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        // Not -INT: a shell starts its background jobs with that one ignored, and the program takes both the same way.
        // The folder shows that the verb is at work; the whole estate takes far longer.
        await atWork.Task.WaitAsync(TestContext.Current.CancellationToken);
        using var kill = Process.Start("kill", ["-TERM", $"{verb.Id}"]);
        await verb.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(130, verb.ExitCode);
        Assert.Equal("Cancelled.\n", await error);
    }

    private Task<ProductRun> RunAsync(params string[] args) =>
        ProductProcess.RunAsync([.. args, "--data", Data], TestContext.Current.CancellationToken);

    private static async Task<string> ReadAsync(Terminal terminal, params string[] args)
    {
        var run = await terminal.RunAsync(args);
        Assert.True(run.ExitCode == 0, run.Error);
        return run.Output;
    }

    /// <summary>A person who can read a table that the sample estate leaves open to everyone: a planted one.</summary>
    private static async Task<string> SomeReaderAsync(Terminal terminal)
    {
        var truth = JsonNode.Parse(
            await File.ReadAllTextAsync(Path.Combine(s_seedData, "truth.json"), TestContext.Current.CancellationToken)
        )!;
        var planted = truth.AsArray().Single(rule => (string?)rule!["rule"] == "untagged-private-conversations")!;
        var open = ((string)planted["subjects"]![0]!)["table:".Length..];
        var who = JsonNode.Parse(await ReadAsync(terminal, "who", open, "--json"))!;
        return (string)who["principals"]!.AsArray().First(row => (string?)row!["kind"] == "User")!["name"]!;
    }
}
