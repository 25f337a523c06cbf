using System.Globalization;
using GovernanceDashboard.Data;
using GovernanceDashboard.Tests.Data;

namespace GovernanceDashboard.Tests.Import;

/// <summary>Imports into a file system that fills up at random moments. What is left is the old snapshot, whole, and a sentence that says why.</summary>
public sealed class FullDiskTests : IDisposable
{
    // A file system of our own where the kernel lets an ordinary user have one; its files are brought out before it goes.
    private const string OnSmallDisk = """
        mount -t tmpfs -o size="$1" tmpfs "$2" || exit 99
        cp -a "$3/." "$2/" || exit 98
        data=$2 out=$4; shift 4
        "$@"; code=$?
        cp -a "$data/." "$out/"; exit $code
        """;

    // Elsewhere a limit for every file: writing beyond it fails as on a broken disk. Without W^X the runtime itself needs no large file.
    private const string WithSmallFiles = """
        trap '' XFSZ; cp -a "$3/." "$4/"; export DOTNET_EnableWriteXorExecute=0
        ulimit -f "$1"; shift 4; exec "$@"
        """;

    private readonly TemporaryFolder _sources = new();
    private readonly TemporaryFolder _work = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _sources.Dispose();
        _work.Dispose();
    }

    [Fact]
    public async Task A_full_disk_leaves_the_old_snapshot_whole_and_says_so()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "no file system can be mounted for a test");
        var before = _work.File("before");
        NumberedEstate.Write(_sources, 0);
        var first = await ProductProcess.RunAsync(NumberedEstate.Arguments(_sources, before, 0), Token);
        Assert.True(first.ExitCode == 0, first.Error);
        var expected = Assert.Single(await Store(before).SnapshotsAsync(Token));
        var held = System
            .IO.Directory.GetFiles(before, "*", SearchOption.AllDirectories)
            .Sum(file => new FileInfo(file).Length);
        NumberedEstate.Write(_sources, 1);
        var random = new Random(20_261_017);
        for (var moment = 0; moment < 2; moment++)
        {
            var (room, after) = (held + random.Next(150_000, 900_000), _work.File($"after{moment}"));

            var (run, isFull) = await ImportAsync(room, before, after);

            Assert.Equal(3, run.ExitCode);
            Assert.Contains(
                isFull ? "There is no room left" : "cannot be read or written",
                run.Error + run.Output,
                StringComparison.Ordinal
            );
            var snapshot = Assert.Single(await Store(after).SnapshotsAsync(Token));
            Assert.Equal(expected.Digest, snapshot.Digest);
            await NumberedEstate.AssertWholeAsync(Store(after), snapshot);
        }
    }

    /// <summary>Imports into a copy of the data folder that has room for so many bytes; the copy as it is afterwards lies in <paramref name="after"/>.</summary>
    private async Task<(ProductRun Run, bool IsFull)> ImportAsync(long room, string before, string after)
    {
        var disk = _work.File("disk");
        System.IO.Directory.CreateDirectory(disk);
        System.IO.Directory.CreateDirectory(after);
        var run = await ProductProcess.RunUnderAsync(
            ["unshare", "-r", "-m", "sh", "-c", OnSmallDisk, "sh", Text(room), disk, before, after],
            NumberedEstate.Arguments(_sources, disk, 1),
            Token
        );
        if (run.ExitCode is 0 or 3)
        {
            return (run, true);
        }

        // Blocks of 512 bytes; the largest file is the log of what is being written.
        run = await ProductProcess.RunUnderAsync(
            ["sh", "-c", WithSmallFiles, "sh", Text(room / 512 / 2), disk, before, after],
            NumberedEstate.Arguments(_sources, after, 1),
            Token
        );
        return (run, false);
    }

    private static FactStore Store(string folder) => new(new DataFolder(folder), TimeProvider.System);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
