using System.Text.Json;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using GovernanceDashboard.Evidence;

namespace GovernanceDashboard.Tests.Evidence;

public sealed class EvidencePackWriterTests : IDisposable
{
    private readonly PackFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_workbook_reads_back_cell_by_cell()
    {
        await _folder.WriteAsync();
        var rows = Read("08 Affected tables", 16);

        AssertRow(
            [
                "table",
                "kind",
                "sensitivity_label",
                "classes",
                "basis",
                "creator",
                "data_owner",
                "columns (count)",
                "rows (count; blank = unknown)",
                "signature",
                "people (count)",
                "services (count)",
                "breadth (% of people)",
                "conditional",
                "stands_for (rows)",
                "evidence_ref",
            ],
            rows[0]
        );
        AssertRow(
            [
                "hr.keys",
                "Table",
                "Restricted",
                "KEYSTROKES; PII",
                "Import",
                "p-0",
                "'=HYPERLINK(\"http://x\")",
                "9",
                "1000000",
                "sig-000000000001",
                "5",
                "1",
                "33.3333",
                "no",
                "1",
                "snapshot:7",
            ],
            rows[1]
        );
        AssertRow(
            [
                "hr.notes",
                "View",
                "unclassified",
                null,
                null,
                null,
                null,
                "3",
                null,
                "sig-000000000002",
                "1",
                "0",
                null,
                "yes",
                "1",
                "snapshot:7",
            ],
            rows[2]
        );
        AssertRow(
            [
                "hr.über",
                "Table",
                "Public",
                "A,B; C\"D",
                "Rule",
                "\\E",
                "line\nbreak",
                "1",
                "9223372036854775807",
                "sig-000000000002",
                "1",
                "0",
                "0.005",
                "no",
                "1",
                "snapshot:7",
            ],
            rows[3]
        );
        Assert.Equal(4, rows.Count);
    }

    [Fact]
    public async Task Totals_are_formulas_with_their_values()
    {
        await _folder.WriteAsync();
        var cover = Read("00 Cover", 5).ToDictionary(row => row[1]!, row => row[2]);

        Assert.Equal("=SUM('08 Affected tables'!O2:O4) -> 3", cover["Affected tables"]);
        Assert.Equal("=SUM('09 Who had access'!L2:L13) -> 4", cover["Users who could read, at least"]);
        Assert.Equal("=SUM('09 Who had access'!O2:O13) -> 2", cover["Service accounts that could read, at most"]);
        Assert.Equal("=SUM('09 Who had access'!P2:P13) -> 6", cover["Principal-table pairs, at least"]);
        Assert.Equal("=SUM('09 Who had access'!Q2:Q13) -> 8", cover["Principal-table pairs, at most"]);
        Assert.Equal("=SUM('10 Paths'!L2:L13) -> 12", cover["Paths in sheet 10"]);
    }

    [Fact]
    public async Task A_principal_that_only_might_read_counts_at_most()
    {
        var row = SamplePack.Who(1).Last() with { Signature = "sig-1", IsConditional = true };
        await _folder.WriteAsync(SamplePack.Content() with { Who = [row] });
        var cover = Read("00 Cover", 5).ToDictionary(item => item[1]!, item => item[2]);

        Assert.EndsWith("-> 0", cover["Users who could read, at least"], StringComparison.Ordinal);
        Assert.EndsWith("-> 1", cover["Users who could read, at most"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_content_gives_the_same_root_whenever_and_by_whomever()
    {
        var first = await _folder.WriteAsync();
        var later = SamplePack.Cover with
        {
            GeneratedAt = SamplePack.At.AddYears(1),
            GeneratedBy = "op-2",
            PackId = "EP-2",
        };
        var second = await _folder.WriteAsync(SamplePack.Content(cover: later), name: "again");
        var other = await _folder.WriteAsync(
            SamplePack.Content(cover: SamplePack.Cover with { ScopeText = "group:Other" }),
            name: "other"
        );

        Assert.Equal(first.ContentRoot, second.ContentRoot);
        Assert.NotEqual(first.ContentRoot, other.ContentRoot);
    }

    [Fact]
    public async Task The_same_pack_is_the_same_bytes()
    {
        await _folder.WriteAsync();
        await _folder.WriteAsync(name: "again");

        foreach (var file in Directory.GetFiles(_folder.Pack, "*", SearchOption.AllDirectories))
        {
            var twin = file.Replace(_folder.Pack, Path.Combine(_folder.Root, "again"), StringComparison.Ordinal);
            Assert.Equal(
                await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken),
                await File.ReadAllBytesAsync(twin, TestContext.Current.CancellationToken)
            );
        }
    }

    [Fact]
    public async Task The_content_root_is_the_one_that_other_code_computed()
    {
        var result = await _folder.WriteAsync();

        Assert.Equal(result.ContentRoot, (await _folder.VerifyAsync()).ContentRoot);
        Assert.Equal(12, result.Rows["09"]);
        Assert.Equal("EP-20260301-001.xlsx", result.WorkbookFile);
    }

    [Fact]
    public async Task The_standard_knows_no_fault_in_the_workbook()
    {
        await _folder.WriteAsync(rowLimit: 4);
        using var document = SpreadsheetDocument.Open(_folder.Workbook, isEditable: false);

        var faults = new OpenXmlValidator()
            .Validate(document, TestContext.Current.CancellationToken)
            .Select(fault => $"{fault.Path?.XPath}: {fault.Description}");
        Assert.Equal([], faults);
    }

    [Fact]
    public async Task Every_sheet_has_a_frozen_header_a_filter_and_no_merged_cells()
    {
        await _folder.WriteAsync();
        using var zip = System.IO.Compression.ZipFile.OpenRead(_folder.Workbook);
        foreach (var sheet in new[] { "00", "08", "09", "10", "24" })
        {
            using var reader = new StreamReader(zip.GetEntry(PackFolder.PartOf(sheet))!.Open());
            var xml = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
            Assert.Contains("state=\"frozen\"", xml, StringComparison.Ordinal);
            Assert.Contains("<x:autoFilter ref=\"A1:", xml, StringComparison.Ordinal);
            Assert.DoesNotContain("mergeCell", xml, StringComparison.Ordinal);
            Assert.DoesNotContain("compliant", xml, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task Rows_beyond_the_limit_stand_in_files_and_the_totals_include_them()
    {
        var result = await _folder.WriteAsync(rowLimit: 5);
        var who = Read("09 Who had access", 23);

        Assert.Equal(12, result.Rows["09"]);
        Assert.Equal(8, who.Count); // header, five rows, two subtotals
        Assert.Equal("(subtotal of 5 further rows in sheet-09-overflow-001.csv)", who[6][0]);
        Assert.Equal("(subtotal of 2 further rows in sheet-09-overflow-002.csv)", who[7][0]);
        Assert.Equal("5", who[6][17]);
        var cover = Read("00 Cover", 5)
            .Where(row => row[2]?.StartsWith('=') == true)
            .ToDictionary(row => row[1]!, row => row[2]);
        Assert.Equal("=SUM('09 Who had access'!R2:R8) -> 12", cover["Rows of sheet 09"]);
        Assert.Equal("=SUM('09 Who had access'!P2:P8) -> 6", cover["Principal-table pairs, at least"]);
        Assert.Equal("=SUM('09 Who had access'!L2:L8) -> 4", cover["Users who could read, at least"]);
        Assert.Equal(6, File.ReadAllLines(Path.Combine(_folder.Pack, "sheet-09-overflow-001.csv")).Length);
        Assert.True((await _folder.VerifyAsync()).IsVerified);
    }

    [Fact]
    public async Task An_empty_scope_makes_a_pack_that_verifies()
    {
        await _folder.WriteAsync(SamplePack.Content() with { Tables = [], Who = [], Paths = [] });

        Assert.True((await _folder.VerifyAsync()).IsVerified);
    }

    [Fact]
    public async Task Rows_out_of_order_are_refused_and_leave_nothing()
    {
        var content = SamplePack.Content() with { Tables = [.. SamplePack.Tables.Reverse()] };
        var twice = SamplePack.Content() with { Tables = [SamplePack.Tables[0], SamplePack.Tables[0]] };

        await Assert.ThrowsAsync<InvalidOperationException>(() => _folder.WriteAsync(content));
        await Assert.ThrowsAsync<InvalidOperationException>(() => _folder.WriteAsync(twice));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Root));
    }

    [Fact]
    public async Task A_cancelled_export_leaves_nothing()
    {
        using var cancel = new CancellationTokenSource();
        var content = SamplePack.Content() with { Who = SamplePack.Who(3000).Select(row => Cancelling(row, cancel)) };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new EvidencePackWriter(100).WriteAsync(content, _folder.Pack, Silence.Progress, cancel.Token)
        );
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Root));
    }

    [Fact]
    public async Task An_existing_folder_is_never_touched()
    {
        Directory.CreateDirectory(_folder.Pack);

        await Assert.ThrowsAsync<IOException>(() => _folder.WriteAsync());
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Pack));
    }

    [Fact]
    public async Task The_manifest_pins_snapshot_sources_and_activity()
    {
        await _folder.WriteAsync();
        using var manifest = JsonDocument.Parse(
            await File.ReadAllTextAsync(
                Path.Combine(_folder.Pack, "manifest.json"),
                TestContext.Current.CancellationToken
            )
        );
        var root = manifest.RootElement;

        Assert.Equal("2026-03-01T08:30:00.125Z", root.GetProperty("at").GetString());
        Assert.Equal(SamplePack.Snapshot.Digest, root.GetProperty("snapshot").GetProperty("digest").GetString());
        Assert.Equal(12, root.GetProperty("activity").GetProperty("length").GetInt64());
        Assert.Equal("hive/TBLS.csv", root.GetProperty("sources")[0].GetProperty("file").GetString());
        Assert.Equal(
            ["00", "08", "09", "10", "24"],
            root.GetProperty("sheets").EnumerateArray().Select(sheet => sheet.GetProperty("number").GetString())
        );
    }

    [Fact]
    public async Task Texts_that_xml_cannot_carry_come_back()
    {
        var row = SamplePack.Tables[0] with
        {
            Owner = "a\u0001b_x0041_\uFFFFc\uD800  ",
            Creator = new string('é', 40_000),
        };
        await _folder.WriteAsync(SamplePack.Content() with { Tables = [row] });

        var read = Read("08 Affected tables", 16)[1];
        Assert.Equal("a\u0001b_x0041_\uFFFFc\uFFFD  ", read[6]);
        Assert.Matches("^é+… \\[cut: 40000 characters in all, SHA-256 [0-9a-f]{64}\\]$", read[5]);
        Assert.True((await _folder.VerifyAsync()).IsVerified);
    }

    private List<string?[]> Read(string sheet, int columns)
    {
        using var workbook = new WorkbookReader(File.OpenRead(_folder.Workbook));
        return
        [
            .. workbook.Rows(sheet, columns).Select(row => row.Cells.Select(cell => cell.CanonicalField()).ToArray()),
        ];
    }

    private static void AssertRow(string?[] expected, string?[] actual) => Assert.Equal<string?[]>(expected, actual);

    private static WhoHadAccessRow Cancelling(WhoHadAccessRow row, CancellationTokenSource cancel)
    {
        if (row.Principal.EndsWith("1500", StringComparison.Ordinal))
        {
            cancel.Cancel();
        }

        return row;
    }
}
