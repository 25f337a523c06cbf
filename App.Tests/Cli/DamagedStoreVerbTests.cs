using System.Text.Json.Nodes;
using GovernanceDashboard.Cli;
using GovernanceDashboard.Data;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Jobs;
using GovernanceDashboard.Tests.Data;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GovernanceDashboard.Tests.Cli;

/// <summary>What an operator and a load balancer hear of a database that was damaged, and how what is whole gets out of it.</summary>
public sealed class DamagedStoreVerbTests : IDisposable
{
    private static readonly Progress<WorkProgress> s_silent = new();

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Data => _folder.File("data");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_file_that_is_no_database_ends_every_verb_with_one_sentence_and_code_3()
    {
        _folder.Write("data/estate.db", "not a database, not even nearly one");
        var terminal = new Terminal(Data);

        foreach (
            string[] verb in (string[][])
                [
                    ["snapshots"],
                    ["who", "sales.orders"],
                    ["snapshots", "verify"],
                    ["heatmap"],
                ]
        )
        {
            var run = await terminal.RunAsync(verb);

            Assert.Equal(3, run.ExitCode);
            Assert.StartsWith(
                "estate.db is damaged: it is not an SQLite database",
                run.Error,
                StringComparison.Ordinal
            );
            Assert.Empty(run.Output);
            Assert.Equal(verb is [_, "verify"], run.Error.Contains("nothing can be saved", StringComparison.Ordinal));
        }

        using var services = (ServiceProvider)VerbServices.Over(Data, new ConfigurationBuilder().Build());
        var health = await new EstateHealth(services.GetRequiredService<ActiveSnapshot>()).CheckHealthAsync(
            new(),
            Token
        );
        Assert.Equal(HealthStatus.Unhealthy, health.Status);
        Assert.Contains("damaged", health.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Verify_names_the_damaged_snapshot_and_saves_the_whole_one()
    {
        var store = new FactStore(new DataFolder(Data), TimeProvider.System);
        await store.WriteAsync(
            Drafts.At(0) with
            {
                Memberships = Drafts.Members(Drafts.In("ann", "eng")),
            },
            s_silent,
            Token
        );
        await store.WriteAsync(
            Drafts.At(1) with
            {
                Memberships = Drafts.Members(Drafts.In("ben", "eng")),
            },
            s_silent,
            Token
        );
        var terminal = new Terminal(Data);
        var whole = await terminal.RunAsync("snapshots", "verify");
        Assert.Equal(0, whole.ExitCode);
        Assert.Equal(2, whole.Output.Split("VERIFIED").Length - 1);
        var bytes = await File.ReadAllBytesAsync(_folder.File("data/estate.db"), Token);
        for (int at; (at = bytes.AsSpan().IndexOf("login:ben"u8)) >= 0; )
        {
            bytes[at + 6] = (byte)'d';
        }

        await File.WriteAllBytesAsync(_folder.File("data/estate.db"), bytes, Token);

        var damaged = await terminal.RunAsync("snapshots", "verify", "--json");
        var saved = await terminal.RunAsync("snapshots", "verify", "--save-to", _folder.File("saved"));
        var copy = await new Terminal(_folder.File("saved")).RunAsync("snapshots", "verify");

        Assert.Equal(2, damaged.ExitCode);
        var document = JsonNode.Parse(damaged.Output)!;
        Assert.False((bool)document["verified"]!);
        Assert.Equal([false, true], document["snapshots"]!.AsArray().Select(one => (bool)one!["verified"]!));
        Assert.Contains("DAMAGED", saved.Output, StringComparison.Ordinal);
        Assert.Equal(0, copy.ExitCode);
        Assert.Contains("VERIFIED  snapshot 1", copy.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("snapshot 2", copy.Output, StringComparison.Ordinal);
        var again = await terminal.RunAsync("snapshots", "verify", "--save-to", _folder.File("saved"));
        Assert.Equal(64, again.ExitCode);
    }
}
