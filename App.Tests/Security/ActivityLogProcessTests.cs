using System.Diagnostics;
using GovernanceDashboard.Data;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Tests.Security;

/// <summary>Several processes write one activity log and make one installation's keys, as the server and the command line do.</summary>
public sealed class ActivityLogProcessTests
{
    private const string FolderVariable = "GOVERNANCE_TEST_WRITER_FOLDER";
    private const int Processes = 3;
    private const int Each = 40;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Processes_that_append_at_once_keep_the_chain_whole()
    {
        await using var installation = new Installation();
        var writers = Enumerable.Range(0, Processes).Select(_ => StartWriter(installation.Folder.Path)).ToList();
        var outputs = await Task.WhenAll(writers.Select(writer => writer.StandardOutput.ReadToEndAsync(Token)));
        foreach (var (writer, output) in writers.Zip(outputs))
        {
            await writer.WaitForExitAsync(Token);
            Assert.True(writer.ExitCode == 0, output);
            writer.Dispose();
        }

        var verification = await installation.Activity.VerifyAsync(Token);
        Assert.Null(verification.BrokenAt);
        Assert.Equal(Processes * Each, verification.Rows);
        var auditor = new CurrentUser("auditor-1", AppRole.Auditor);
        var rows = await installation.Activity.ReadAsync(auditor, 0, Processes * Each, Token);

        // Every process saw the same pseudonym key, though all found none at first.
        Assert.Single(rows.Select(row => row.What).Distinct());
        Assert.Equal(Processes, rows.Select(row => row.User).Distinct().Count());
    }

    /// <summary>The body of a writing process; run by the test above and by nobody else.</summary>
    [Fact(Explicit = true)]
    public async Task Writer()
    {
        var folder = Environment.GetEnvironmentVariable(FolderVariable);
        Assert.NotNull(folder);
        await using var installation = new Installation(shared: new DataFolder(folder));
        var user = new CurrentUser($"writer-{Environment.ProcessId}", AppRole.Admin);
        var labels = new PrincipalLabels(installation.Folder);
        for (var row = 0; row < Each; row++)
        {
            var label = labels.MaskedLogin("alice", Domain.PrincipalKind.User).Reference;
            await installation.Activity.AppendAsync(user, "write", label, reason: null, Token);
        }
    }

    private static Process StartWriter(string folder)
    {
        var program = Path.ChangeExtension(
            typeof(ActivityLogProcessTests).Assembly.Location,
            OperatingSystem.IsWindows() ? "exe" : null
        );
        var start = new ProcessStartInfo(program!)
        {
            RedirectStandardOutput = true,
            ArgumentList =
            {
                "-explicit",
                "only",
                "-method",
                $"{typeof(ActivityLogProcessTests).FullName}.{nameof(Writer)}",
            },
        };
        start.Environment[FolderVariable] = folder;
        return Process.Start(start)!;
    }
}
