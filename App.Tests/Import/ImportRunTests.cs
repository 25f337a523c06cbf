using System.Security.Cryptography;
using GovernanceDashboard.Import;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Tests.Import;

public sealed class ImportRunTests
{
    private const string SomePeople = """{"Resources":[{"userName":"u"}]}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_import_is_one_activity_entry_and_one_snapshot_with_the_hashes_of_its_files()
    {
        await using var import = new ImportFixture().With("directory/u.json", SomePeople);

        var report = await import.ImportAsync();

        var source = Assert.Single(report.Snapshot!.Sources);
        var file = Path.Combine(import.Sources, "directory", "u.json");
        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(file, Token))),
            source.Sha256
        );
        Assert.Equal((new FileInfo(file).Length, 1, 0), (source.Bytes, source.Accepted, source.Refused));
        Assert.Equal(1, (await import.Activity.HeadAsync(Token)).Length);
        Assert.Equal(1, report.Accepted["principals"]);
        Assert.Equal(report.Snapshot.Counts["principals"], report.Accepted["principals"]);
    }

    [Fact]
    public async Task The_same_folder_at_a_later_instant_gives_the_same_digest()
    {
        await using var import = new ImportFixture()
            .With("directory/u.json", SomePeople)
            .With("hive/DBS.csv", "DB_ID,NAME\n1,a\n")
            .With("hive/TBLS.csv", "TBL_ID,CREATE_TIME,DB_ID,TBL_NAME,TBL_TYPE\n10,1700000000,1,t,X\n");

        var first = await import.ImportAsync();
        var second = await import.ImportAsync(day: 1);

        Assert.Equal(first.Snapshot!.Digest, second.Snapshot!.Digest);
        Assert.Equal(first.Snapshot.FactsFrom, second.Snapshot.FactsFrom);
    }

    [Fact]
    public async Task Nothing_usable_is_a_failure_without_a_snapshot_or_an_activity_entry()
    {
        await using var import = new ImportFixture().With("directory/u.json", "{}").With("elsewhere/x.csv", "a");

        var report = await import.ImportAsync();

        Assert.StartsWith("Nothing usable", report.Failure, StringComparison.Ordinal);
        Assert.Null(report.Snapshot);
        Assert.Equal(0, (await import.Activity.HeadAsync(Token)).Length);
    }

    [Fact]
    public async Task Facts_that_are_not_newer_are_a_failure()
    {
        await using var import = new ImportFixture().With("directory/u.json", SomePeople);
        await import.ImportAsync(day: 1);
        var earlier = await import.ImportAsync(day: 0);
        import.With("directory/u.json", """{"Resources":[{"userName":"v"}]}""");

        var report = await import.ImportAsync(day: 1);

        Assert.All(
            [earlier, report],
            refused => Assert.Contains("are not newer than snapshot 1", refused.Failure, StringComparison.Ordinal)
        );
        Assert.Single(await import.Store.SnapshotsAsync(Token));
    }

    [Fact]
    public async Task The_same_sources_at_the_same_instant_are_the_snapshot_that_there_is()
    {
        await using var import = new ImportFixture().With("directory/u.json", SomePeople);
        var first = await import.ImportAsync();

        var again = await import.ImportAsync();

        Assert.Equal((first.Snapshot!.Id, true), (again.Snapshot!.Id, again.WasThere));
        Assert.StartsWith("Nothing was written", again.Outcome, StringComparison.Ordinal);
        Assert.Single(await import.Store.SnapshotsAsync(Token));
        Assert.Equal(1, (await import.Activity.HeadAsync(Token)).Length);
    }

    [Fact]
    public async Task Unchanged_sources_at_a_later_instant_say_so_and_leave_a_snapshot_that_proves_it()
    {
        await using var import = new ImportFixture().With("directory/u.json", SomePeople);
        var first = await import.ImportAsync();

        var later = await import.ImportAsync(day: 1);

        Assert.Equal((first.Snapshot!.Id, false), (later.SameAs!.Value, later.WasThere));
        Assert.NotEqual(first.Snapshot.Id, later.Snapshot!.Id);
        Assert.StartsWith("Nothing changed since snapshot 1", later.Outcome, StringComparison.Ordinal);
        Assert.Null(first.Outcome);
    }

    [Fact]
    public async Task Who_may_not_import_is_refused()
    {
        await using var import = new ImportFixture().With("directory/u.json", SomePeople);
        var request = new ImportRequest(import.Sources, null, IsDemo: false);

        await Assert.ThrowsAsync<AccessRefusedException>(() =>
            import.Run.RunAsync(new("auditor", AppRole.Auditor), request, new Progress<Domain.WorkProgress>(), Token)
        );
    }
}
