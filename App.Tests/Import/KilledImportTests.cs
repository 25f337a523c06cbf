using System.Globalization;
using System.Text;
using GovernanceDashboard.Data;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Tests.Data;

namespace GovernanceDashboard.Tests.Import;

/// <summary>Kills the program at random moments of an import. What is left must be the old snapshot or the new one, whole.</summary>
public sealed class KilledImportTests : IDisposable
{
    private const int Kills = 10;
    private const int TablesCount = 1_500;

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
        WriteSources(0);
        var started = TimeProvider.System.GetTimestamp();
        var first = await ProductProcess.RunAsync(Arguments(0), Token);
        var whole = TimeProvider.System.GetElapsedTime(started);
        Assert.True(first.ExitCode == 0, first.Error);

        for (var kill = 1; kill <= Kills; kill++)
        {
            var before = await store.SnapshotsAsync(Token);
            WriteSources(kill);
            await RunAndKillAsync(kill, whole * (0.1 + chance.NextDouble()));

            var after = await store.SnapshotsAsync(Token);
            Assert.Equal(
                before.Select(snapshot => snapshot.Digest),
                after.TakeLast(before.Length).Select(snapshot => snapshot.Digest)
            );
            Assert.InRange(after.Length, before.Length, before.Length + 1);
            Assert.Equal(after[0].Digest, await store.DigestAsync(after[0], Token));
            Assert.Equal(before[0].Digest, await store.DigestAsync(before[0], Token));
            await AssertWholeAsync(store, after[0]);
        }

        // And the store still takes an import that is let finish.
        WriteSources(Kills + 1);
        var last = await ProductProcess.RunAsync(Arguments(Kills + 1), Token);
        Assert.True(last.ExitCode == 0, last.Error);
        await AssertWholeAsync(store, (await store.SnapshotsAsync(Token))[0]);
    }

    private async Task RunAndKillAsync(int import, TimeSpan moment)
    {
        using var process = ProductProcess.Start(Arguments(import));
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

    /// <summary>Every table of one import carries that import's number: a mixture would show.</summary>
    private static async Task AssertWholeAsync(FactStore store, Snapshot snapshot)
    {
        var facts = await store.LoadAsync(snapshot, snapshot.TakenAt, Token);
        Assert.Equal(TablesCount, facts.Tables.Length);
        var number = (snapshot.TakenAt - Drafts.Day(0)).Days.ToString(CultureInfo.InvariantCulture);
        Assert.All(facts.Tables, table => Assert.Equal(number, table.Comment));
    }

    private IEnumerable<string> Arguments(int import) =>
        [
            "import",
            "--from",
            _sources.FullPath,
            "--at",
            Drafts.Day(import).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            "--data",
            _data.FullPath,
        ];

    private void WriteSources(int import)
    {
        var tables = new StringBuilder("TBL_ID,DB_ID,TBL_NAME,TBL_TYPE,CREATE_TIME,SD_ID\n");
        var storages = new StringBuilder("SD_ID,CD_ID,LOCATION\n");
        var columns = new StringBuilder("CD_ID,COLUMN_NAME,TYPE_NAME,INTEGER_IDX\n");
        var parameters = new StringBuilder("TBL_ID,PARAM_KEY,PARAM_VALUE\n");
        for (var table = 0; table < TablesCount; table++)
        {
            tables.Append(CultureInfo.InvariantCulture, $"{table},1,t{table},MANAGED_TABLE,1700000000,{table}\n");
            storages.Append(CultureInfo.InvariantCulture, $"{table},{table},hdfs://w/t{table}\n");
            parameters.Append(CultureInfo.InvariantCulture, $"{table},comment,{import}\n");
            for (var column = 0; column < 8; column++)
            {
                columns.Append(CultureInfo.InvariantCulture, $"{table},c{column},string,{column}\n");
            }
        }

        _sources.Write("hive/DBS.csv", "DB_ID,NAME\n1,db\n");
        _sources.Write("hive/TBLS.csv", tables.ToString());
        _sources.Write("hive/SDS.csv", storages.ToString());
        _sources.Write("hive/COLUMNS_V2.csv", columns.ToString());
        _sources.Write("hive/TABLE_PARAMS.csv", parameters.ToString());
    }
}
