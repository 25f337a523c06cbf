using System.IO.Compression;
using GovernanceDashboard.Security;
using GovernanceDashboard.Tests.Components.Pages;

namespace GovernanceDashboard.Tests.Jobs;

public sealed class EvidenceShelfTests(SmallEstate estate) : IClassFixture<SmallEstate>
{
    private const string Pack = "EP-20260601-120000-0a1b2c";

    [Theory]
    [InlineData("..")]
    [InlineData("../facts")]
    [InlineData("EP-20260601-120000-0a1b2c/../..")]
    [InlineData("EP-20260601-120000-0a1b2c\n")]
    [InlineData("EP-20260601-120000-0A1B2C")]
    [InlineData("")]
    public async Task Only_an_id_opens_a_pack(string id)
    {
        WritePack();

        Assert.Null(await estate.Shelf.OpenAsync(SmallEstate.Lead, id, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_pack_comes_as_a_zip_of_its_folder_and_the_download_is_logged()
    {
        WritePack();
        var token = TestContext.Current.CancellationToken;
        var before = await estate.Activity.HeadAsync(token);
        await using var stream = await estate.Shelf.OpenAsync(SmallEstate.Lead, Pack, token);
        using var zip = new ZipArchive(stream!);

        Assert.Equal([$"{Pack}/manifest.json", $"{Pack}/rows/08.sha256"], zip.Entries.Select(entry => entry.FullName));
        Assert.Equal(before.Length + 1, (await estate.Activity.HeadAsync(token)).Length);
    }

    [Fact]
    public async Task Nothing_of_a_download_stays_behind()
    {
        WritePack();
        var stream = await estate.Shelf.OpenAsync(SmallEstate.Lead, Pack, TestContext.Current.CancellationToken);

        await stream!.DisposeAsync();

        Assert.Empty(Directory.EnumerateFiles(estate.Data.File("downloads"), $"{Pack}*"));
    }

    [Fact]
    public async Task Packs_are_listed_and_broken_folders_left_out()
    {
        WritePack();
        Write("EP-20260601-130000-ffffff", "manifest.json", "{");

        var pack = Assert.Single(await estate.Shelf.ListAsync(SmallEstate.Lead, TestContext.Current.CancellationToken));

        Assert.Equal((Pack, "group:Raw", 5L), (pack.Id, pack.Scope, pack.Rows));
    }

    [Fact]
    public async Task A_role_that_may_not_export_is_refused()
    {
        WritePack();
        var token = TestContext.Current.CancellationToken;

        await Assert.ThrowsAsync<AccessRefusedException>(() => estate.Shelf.ListAsync(SmallEstate.Reviewer, token));
        await Assert.ThrowsAsync<AccessRefusedException>(() =>
            estate.Shelf.OpenAsync(SmallEstate.Reviewer, Pack, token)
        );
        await Assert.ThrowsAsync<AccessRefusedException>(() =>
            estate.Shelf.VerifyAsync(SmallEstate.Reviewer, Pack, token)
        );
    }

    private void WritePack()
    {
        Write(
            Pack,
            "manifest.json",
            """
            {"scope":"group:Raw","generated_at":"2026-06-01T12:00:00.000Z","generated_by":"lead","snapshot":{"id":1},
             "sheets":[{"rows":2},{"rows":3}],"content_root":"00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"}
            """
        );
        Write(Pack, Path.Combine("rows", "08.sha256"), "");
    }

    private void Write(string pack, string name, string text)
    {
        var path = Path.Combine(estate.Data.File("packs"), pack, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
