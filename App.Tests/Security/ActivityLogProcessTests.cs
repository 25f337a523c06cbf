using GovernanceDashboard.Security;

namespace GovernanceDashboard.Tests.Security;

/// <summary>Several processes write one activity log, as the server and the command line do.</summary>
public sealed class ActivityLogProcessTests
{
    private const int Writers = 3;
    private const int Each = 2;

    [Fact]
    public async Task Processes_that_append_at_once_keep_the_chain_whole()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var installation = new Installation();
        var runs = await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => WriteAsync()));

        Assert.All(runs.SelectMany(run => run), run => Assert.True(run.ExitCode == 0, run.Error));
        var verification = await installation.Activity.VerifyAsync(cancellationToken);
        Assert.Null(verification.BrokenAt);
        Assert.Equal(Writers * Each, verification.Rows);

        // Each link that is issued is one entry, written by a process of its own.
        async Task<List<ProductRun>> WriteAsync()
        {
            var written = new List<ProductRun>();
            for (var row = 0; row < Each; row++)
            {
                written.Add(
                    await ProductProcess.RunAsync(
                        ["signin-link", nameof(AppRole.Auditor), "--data", installation.Folder.Path],
                        cancellationToken
                    )
                );
            }

            return written;
        }
    }
}
