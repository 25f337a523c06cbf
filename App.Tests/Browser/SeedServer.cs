namespace GovernanceDashboard.Tests.Browser;

/// <summary>The program over the small estate of <c>seed-data</c>, imported at the command line: a customer's own data, not a demonstration.</summary>
public sealed class SeedServer : ServerProcess
{
    protected override async Task PrepareAsync()
    {
        var seed = Path.Combine(RepositoryFolder.Path, "seed-data");
        var run = await ProductProcess.RunAsync(
            ["import", "--from", seed, "--data", DataFolder],
            TestContext.Current.CancellationToken
        );
        Assert.True(run.ExitCode == 0, run.Error + run.Output);
    }
}
