using GovernanceDashboard.Components.Pages.Imports;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Jobs;
using GovernanceDashboard.Security;
using GovernanceDashboard.Tests.Data;
using GovernanceDashboard.Tests.Import.Metastore;

namespace GovernanceDashboard.Tests.Components.Pages.Imports;

[Collection(PostgresCollection.Name)]
public sealed class ImportViewModelTests : IClassFixture<SmallEstate>, IDisposable
{
    private static readonly CurrentUser s_admin = new("admin", AppRole.Admin);

    private readonly SmallEstate _estate;
    private readonly PostgresServer _server;
    private readonly TemporaryFolder _folder = new();
    private readonly ImportViewModel _page;

    public ImportViewModelTests(SmallEstate estate, PostgresServer server)
    {
        (_estate, _server) = (estate, server);
        _page = new(estate.Imports, new(), estate.Jobs, () => { });
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _page.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_folder_imports_in_the_background_and_leaves_its_report()
    {
        _folder.Write("directory/u.json", """{"Resources":[{"userName":"zoe"},{"no":"name"}]}""");
        _page.Folder.Path = _folder.FullPath;

        _page.ImportFolder(s_admin);
        await EndedAsync();

        Assert.Null(_page.FolderError);
        Assert.Equal(JobState.Succeeded, _page.Status!.State);
        Assert.Single(_page.Report!.Refused);
        var newest = (await _estate.Questions.SnapshotsAsync(s_admin, Token))[0];
        Assert.Equal(newest.Id, _page.Report.Snapshot!.Id);
    }

    [Fact]
    public async Task What_cannot_be_imported_fails_with_its_reason()
    {
        _page.Folder.Path = _folder.File("nowhere");

        _page.ImportFolder(s_admin);
        await EndedAsync();

        var reason = $"There is no folder {_folder.File("nowhere")}.";
        Assert.Equal((JobState.Failed, reason), (_page.Status!.State, _page.Status.Error));
        Assert.Equal(reason, _page.Report!.Failure);
    }

    [Fact]
    public void What_was_typed_is_checked_before_anything_starts()
    {
        _page.ImportFolder(s_admin);
        Assert.Equal("Name a folder on the server.", _page.FolderError);

        (_page.Folder.Path, _page.Folder.At) = ("/x", "yesterday");
        _page.ImportFolder(s_admin);
        Assert.Contains("'yesterday' is no instant", _page.FolderError, StringComparison.Ordinal);

        (_page.Folder.At, _page.Folder.AuditZone) = (null, "Middle Earth");
        _page.ImportFolder(s_admin);
        Assert.Contains("'Middle Earth' is no time zone", _page.FolderError, StringComparison.Ordinal);

        _page.Metastore.User = "reader";
        _page.ImportMetastore(s_admin);
        Assert.Equal("The connection names no host.", _page.MetastoreError);

        _page.Metastore.ConnectionText = "Host=db;Password=geheim;geheim=1";
        _page.TestConnection(s_admin);
        Assert.DoesNotContain("geheim", _page.MetastoreError, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_may_not_import_is_refused()
    {
        _page.Folder.Path = _folder.FullPath;

        Assert.Throws<AccessRefusedException>(() => _page.ImportFolder(SmallEstate.Reviewer));
    }

    [Fact]
    public async Task A_metastore_is_tried_then_imported_and_its_password_forgotten()
    {
        var database = await _server.MetastoreAsync(
            MetastoreSchema.Hive3 + MetastoreSchema.Sales + MetastoreSchema.WrittenBySql
        );
        _page.Metastore.ConnectionText = _server.ConnectionText(database) + ";Password=geheim";

        _page.TestConnection(s_admin);
        await Poll.UntilAsync(() => _page.Check.Status is { State: not JobState.Running });
        Assert.Equal("3.1.0", _page.Check.Result!.Metastore.SchemaVersion);
        Assert.Equal(3, _page.Check.Result.Rows["TBLS"]);

        _page.ImportMetastore(s_admin);
        Assert.Null(_page.Metastore.ConnectionText);
        await EndedAsync();

        Assert.Equal(3, _page.Report!.Accepted["tables"]);
        Assert.DoesNotContain("geheim", _page.Status!.Title, StringComparison.Ordinal);
        var entries = await _estate.Activity.ReadAsync(s_admin, 0, 10, Token);
        Assert.Contains(entries, entry => entry.What.Contains($"/{database} schema 3.1.0", StringComparison.Ordinal));
        Assert.DoesNotContain(entries, entry => entry.What.Contains("geheim", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_folder_and_a_metastore_make_one_snapshot_with_logs_of_their_zone()
    {
        var database = await _server.MetastoreAsync(
            MetastoreSchema.Hive3 + MetastoreSchema.Sales + MetastoreSchema.WrittenBySql
        );
        _folder.Write("directory/u.json", """{"Resources":[{"userName":"zoe"}]}""");
        _folder.Write(
            "audit/hive.log",
            """{"repoType":3,"repo":"h","reqUser":"zoe","evtTime":"2026-01-15 12:00:00.000","access":"SELECT","resource":"sales/orders","resType":"@table","action":"select","result":1,"policy":1,"id":"1"}"""
                + "\n"
        );
        _page.Folder.Path = _folder.FullPath;
        (_page.Folder.WithMetastore, _page.Folder.AuditZone) = (true, "Asia/Tokyo");

        _page.ImportFolder(s_admin);
        Assert.Equal("The user is missing.", _page.MetastoreError);

        _page.Metastore.ConnectionText = _server.ConnectionText(database) + ";Password=geheim";
        _page.ImportFolder(s_admin);
        Assert.Null(_page.Metastore.ConnectionText);
        await EndedAsync();

        Assert.Equal(3, _page.Report!.Accepted["tables"]);
        Assert.Equal(1, _page.Report.Accepted["principals"]);
        var use = await _estate.Questions.UseAsync(s_admin, Picture.Newest, new("sales", "orders"), null, Token);
        Assert.Equal(new DateTimeOffset(2026, 1, 15, 3, 0, 0, TimeSpan.Zero), Assert.Single(use.Rows).First);
    }

    [Fact]
    public async Task A_connection_that_does_not_work_says_why()
    {
        _page.Metastore.ConnectionText = "Host=127.0.0.1;Port=1;Database=d;Username=u;Password=geheim";

        _page.TestConnection(s_admin);
        await Poll.UntilAsync(() => _page.Check.Status is { State: not JobState.Running });

        Assert.Contains("it cannot be reached", _page.Check.Status!.Error, StringComparison.Ordinal);
        Assert.Null(_page.Check.Result);
    }

    private Task EndedAsync() => Poll.UntilAsync(() => _page.Status is { State: not JobState.Running });
}
