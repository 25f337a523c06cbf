using GovernanceDashboard.Data;
using GovernanceDashboard.Tests.Data;

namespace GovernanceDashboard.Tests.Import;

/// <summary>Kills the program at random moments of an import. What is left must be the old snapshot or the new one, whole.</summary>
public sealed class KilledImportTests : IDisposable
{
    private const int Kills = 10;

    private readonly TemporaryFolder _sources = new();
    private readonly TemporaryFolder _data = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _sources.Dispose();
        _data.Dispose();
    }

    [Fact]
    public async Task A_killed_import_leaves_the_old_snapshot_or_the_new_one_whole()
    {
        var chance = new Random(20_260_301);
        var store = new FactStore(new DataFolder(_data.FullPath), TimeProvider.System);
        NumberedEstate.Write(_sources, 0);
        var started = TimeProvider.System.GetTimestamp();
        var first = await ProductProcess.RunAsync(NumberedEstate.Arguments(_sources, _data.FullPath, 0), Token);
        var whole = TimeProvider.System.GetElapsedTime(started);
        Assert.True(first.ExitCode == 0, first.Error);

        for (var kill = 1; kill <= Kills; kill++)
        {
            var before = await store.SnapshotsAsync(Token);
            NumberedEstate.Write(_sources, kill);
            await RunAndKillAsync(kill, whole * (0.1 + chance.NextDouble()));

            var after = await store.SnapshotsAsync(Token);
            Assert.Equal(
                before.Select(snapshot => snapshot.Digest),
                after.TakeLast(before.Length).Select(snapshot => snapshot.Digest)
            );
            Assert.InRange(after.Length, before.Length, before.Length + 1);
            Assert.Equal(after[0].Digest, await store.DigestAsync(after[0], Token));
            Assert.Equal(before[0].Digest, await store.DigestAsync(before[0], Token));
            await NumberedEstate.AssertWholeAsync(store, after[0]);
        }

        // And the store still takes an import that is let finish.
        NumberedEstate.Write(_sources, Kills + 1);
        var last = await ProductProcess.RunAsync(NumberedEstate.Arguments(_sources, _data.FullPath, Kills + 1), Token);
        Assert.True(last.ExitCode == 0, last.Error);
        await NumberedEstate.AssertWholeAsync(store, (await store.SnapshotsAsync(Token))[0]);
    }

    private async Task RunAndKillAsync(int import, TimeSpan moment)
    {
        using var process = ProductProcess.Start(NumberedEstate.Arguments(_sources, _data.FullPath, import));
        process.StandardInput.Close();
        var streams = Task.WhenAll(
            process.StandardOutput.ReadToEndAsync(Token),
            process.StandardError.ReadToEndAsync(Token)
        );
        await Task.WhenAny(process.WaitForExitAsync(Token), Task.Delay(moment, TimeProvider.System, Token));
        process.Kill(); // SIGKILL; nothing where it had ended by itself
        await process.WaitForExitAsync(Token);
        await streams;
    }
}
