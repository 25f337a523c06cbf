using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using GovernanceDashboard.Evidence;

namespace GovernanceDashboard.Tests.Evidence;

public sealed class PackVerificationTests : IDisposable
{
    private readonly PackFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_edited_manifest_is_named()
    {
        await _folder.WriteAsync();
        Edit("manifest.json", text => text.Replace("group:Keystrokes", "group:Other", StringComparison.Ordinal));

        Assert.Equal("manifest.json", (await _folder.VerifyAsync()).Sheet);
    }

    [Fact]
    public async Task A_manifest_edited_with_its_hash_does_not_move_the_root()
    {
        var result = await _folder.WriteAsync();
        Edit("manifest.json", text => text.Replace(result.ContentRoot, new string('0', 64), StringComparison.Ordinal));
        Rehash();

        Assert.Equal("manifest.json", (await _folder.VerifyAsync()).Sheet);
    }

    [Fact]
    public async Task Changed_row_hashes_are_named()
    {
        await _folder.WriteAsync();
        Edit("rows/09.sha256", text => (text[0] == '0' ? '1' : '0') + text[1..]);

        Assert.Equal("rows/09.sha256", (await _folder.VerifyAsync()).Sheet);
    }

    [Theory]
    [InlineData("rows/10.sha256")]
    [InlineData("EP-20260301-001.xlsx")]
    [InlineData("verify.py")]
    [InlineData("manifest.sha256")]
    [InlineData("sheet-09-overflow-001.csv")]
    public async Task A_missing_file_is_named(string file)
    {
        await _folder.WriteAsync(rowLimit: 5);
        File.Delete(Path.Combine(_folder.Pack, file));

        Assert.Equal(file, (await _folder.VerifyAsync()).Sheet);
    }

    [Fact]
    public async Task A_changed_script_is_named()
    {
        await _folder.WriteAsync();
        Edit("verify.py", text => text + "\n");

        Assert.Equal("verify.py", (await _folder.VerifyAsync()).Sheet);
    }

    [Fact]
    public async Task A_folder_without_a_pack_is_refused()
    {
        await Assert.ThrowsAsync<InvalidDataException>(() =>
            EvidenceVerifier.VerifyAsync(_folder.Root, TestContext.Current.CancellationToken)
        );
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("nonsense")]
    [InlineData("null")]
    public async Task A_manifest_that_is_none_is_refused(string json)
    {
        await _folder.WriteAsync();
        Edit("manifest.json", _ => json);
        Rehash();

        await Assert.ThrowsAsync<InvalidDataException>(() =>
            EvidenceVerifier.VerifyAsync(_folder.Pack, TestContext.Current.CancellationToken)
        );
    }

    [Fact]
    public async Task A_manifest_that_points_outside_is_refused()
    {
        await _folder.WriteAsync();
        Edit("manifest.json", text => text.Replace("rows/09.sha256", "../09.sha256", StringComparison.Ordinal));
        Rehash();

        await Assert.ThrowsAsync<InvalidDataException>(() =>
            EvidenceVerifier.VerifyAsync(_folder.Pack, TestContext.Current.CancellationToken)
        );
    }

    [Fact]
    public async Task A_damaged_workbook_is_a_verdict_and_not_a_crash()
    {
        await _folder.WriteAsync();
        var whole = await File.ReadAllBytesAsync(_folder.Workbook, TestContext.Current.CancellationToken);
        var workbook = _folder.Workbook;
        var chance = new Random(7);
        for (var trial = 0; trial < 200; trial++)
        {
            var damaged = whole.ToArray();
            for (var flips = 0; flips < 5; flips++)
            {
                damaged[chance.Next(damaged.Length)] ^= (byte)chance.Next(1, 256);
            }

            await File.WriteAllBytesAsync(
                workbook,
                trial % 10 == 0 ? damaged[..chance.Next(damaged.Length)] : damaged,
                TestContext.Current.CancellationToken
            );
            var verdict = await EvidenceVerifier.VerifyAsync(_folder.Pack, TestContext.Current.CancellationToken);
            Assert.True(verdict.IsVerified ? verdict.Note is not null : verdict.Sheet is not null);
        }
    }

    [Fact]
    public async Task A_part_that_swells_is_refused_while_it_streams()
    {
        await _folder.WriteAsync();
        EditRow("09", 2, xml => xml.Replace("p-0000000000", new string('x', 20_000_000), StringComparison.Ordinal));

        Assert.Equal("09 Who had access", (await _folder.VerifyAsync()).Sheet);
    }

    [Fact]
    public async Task A_document_type_is_refused()
    {
        await _folder.WriteAsync();
        _folder.EditPart(
            PackFolder.PartOf("09"),
            xml => xml.Insert(xml.IndexOf("?>", StringComparison.Ordinal) + 2, "<!DOCTYPE x [<!ENTITY a \"b\">]>")
        );

        Assert.Equal("09 Who had access", (await _folder.VerifyAsync()).Sheet);
    }

    [Fact]
    public async Task Macros_are_refused()
    {
        await _folder.WriteAsync();
        using (var zip = ZipFile.Open(_folder.Workbook, ZipArchiveMode.Update))
        {
            zip.CreateEntry("xl/vbaProject.bin");
        }

        Assert.Contains("macros", (await _folder.VerifyAsync()).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_laid_beside_is_noted()
    {
        await _folder.WriteAsync();
        await File.WriteAllTextAsync(
            Path.Combine(_folder.Pack, "sheet-09-overflow-001.csv"),
            "planted",
            TestContext.Current.CancellationToken
        );
        var verdict = await _folder.VerifyAsync();

        Assert.True(verdict.IsVerified);
        Assert.Equal("Not part of the pack: sheet-09-overflow-001.csv.", verdict.Note);
    }

    private void EditRow(string sheet, int row, Func<string, string> edit) =>
        _folder.EditPart(
            PackFolder.PartOf(sheet),
            xml =>
            {
                var old = PackFolder.RowsOf(xml)[row - 1];
                return xml.Replace(old, edit(old), StringComparison.Ordinal);
            }
        );

    private void Edit(string file, Func<string, string> edit)
    {
        var path = Path.Combine(_folder.Pack, file);
        var text = File.ReadAllText(path);
        var edited = edit(text);
        Assert.NotEqual(text, edited);
        File.WriteAllText(path, edited);
    }

    private void Rehash()
    {
        var hash = Convert.ToHexStringLower(
            SHA256.HashData(File.ReadAllBytes(Path.Combine(_folder.Pack, "manifest.json")))
        );
        File.WriteAllText(Path.Combine(_folder.Pack, "manifest.sha256"), hash + "  manifest.json\n", Encoding.ASCII);
    }
}
