using System.Text.RegularExpressions;

namespace GovernanceDashboard.Tests.Evidence;

public sealed class EvidenceVerifierTests : IDisposable
{
    private readonly PackFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_script_is_checked_too_where_python_is()
    {
        Assert.SkipWhen(
            Python.Executable is null,
            "python3 is not on the path: verify.py was not compared with the app's verifier."
        );
    }

    [Fact]
    public async Task An_untouched_pack_is_verified_without_notes()
    {
        await _folder.WriteAsync(rowLimit: 5);
        var verdict = await _folder.VerifyAsync();

        Assert.True(verdict.IsVerified, verdict.Reason);
        Assert.Null(verdict.Note);
    }

    [Theory]
    [InlineData("09", 5, "p-0000000001", "p-0000000009")]
    [InlineData("09", 3, "MetadataOnly", "Full")]
    [InlineData("08", 2, "<x:v>33.3333</x:v>", "<x:v>3.3333</x:v>")]
    [InlineData("10", 13, "group:eng", "group:fin")]
    [InlineData("24", 2, "No logs", "Logs")]
    [InlineData("00", 4, "group:Keystrokes", "group:Nothing")]
    [InlineData("09", 1, "department", "apartment")]
    public async Task A_changed_cell_is_named_by_sheet_and_row(string sheet, int row, string old, string changed)
    {
        await _folder.WriteAsync();
        EditRow(sheet, row, xml => xml.Replace(old, changed, StringComparison.Ordinal));
        var verdict = await _folder.VerifyAsync();

        Assert.False(verdict.IsVerified);
        Assert.StartsWith(sheet, verdict.Sheet, StringComparison.Ordinal);
        Assert.Equal(row, verdict.Row);
    }

    [Fact]
    public async Task A_removed_row_is_named()
    {
        await _folder.WriteAsync();
        EditRow("09", 6, _ => "");
        var verdict = await _folder.VerifyAsync();

        Assert.Equal(("09 Who had access", 6L), (verdict.Sheet, verdict.Row!.Value));
    }

    [Fact]
    public async Task A_row_removed_with_the_rest_moved_up_is_named()
    {
        await _folder.WriteAsync();
        _folder.EditPart(
            PackFolder.PartOf("09"),
            xml => Renumbered(xml.Replace(PackFolder.RowsOf(xml)[5], "", StringComparison.Ordinal))
        );
        var verdict = await _folder.VerifyAsync();

        Assert.Equal(("09 Who had access", 6L), (verdict.Sheet, verdict.Row!.Value));
        Assert.StartsWith("The row is missing", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_removed_last_row_is_named()
    {
        await _folder.WriteAsync();
        EditRow("09", 13, _ => "");

        Assert.Equal(13, (await _folder.VerifyAsync()).Row);
    }

    [Fact]
    public async Task An_added_row_is_named()
    {
        await _folder.WriteAsync();
        EditRow("09", 13, xml => xml + xml.Replace("13\"", "14\"", StringComparison.Ordinal));

        Assert.Equal(14, (await _folder.VerifyAsync()).Row);
    }

    [Fact]
    public async Task Swapped_rows_are_named_at_the_first()
    {
        await _folder.WriteAsync();
        _folder.EditPart(
            PackFolder.PartOf("09"),
            xml =>
            {
                var rows = PackFolder.RowsOf(xml);
                return Renumbered(
                    xml.Replace(rows[3], "SWAP", StringComparison.Ordinal)
                        .Replace(rows[4], rows[3], StringComparison.Ordinal)
                        .Replace("SWAP", rows[4], StringComparison.Ordinal)
                );
            }
        );

        Assert.Equal(4, (await _folder.VerifyAsync()).Row);
    }

    [Fact]
    public async Task A_number_turned_into_text_is_named()
    {
        await _folder.WriteAsync();
        EditRow(
            "09",
            2,
            xml =>
                xml.Replace(
                    "<x:c r=\"I2\" s=\"4\"><x:v>1</x:v></x:c>",
                    "<x:c r=\"I2\" t=\"str\"><x:v>1</x:v></x:c>",
                    StringComparison.Ordinal
                )
        );

        Assert.Equal(("09 Who had access", 2L), await PlaceAsync());
    }

    [Fact]
    public async Task Content_beyond_the_last_column_is_named()
    {
        await _folder.WriteAsync();
        EditRow(
            "09",
            2,
            xml => xml.Replace("</x:row>", "<x:c r=\"Z2\"><x:v>1</x:v></x:c></x:row>", StringComparison.Ordinal)
        );

        Assert.Equal(("09 Who had access", 2L), await PlaceAsync());
    }

    [Fact]
    public async Task A_formula_in_place_of_a_value_is_named()
    {
        await _folder.WriteAsync();
        EditRow("09", 2, xml => xml.Replace("<x:v>1</x:v>", "<x:f>2-1</x:f><x:v>1</x:v>", StringComparison.Ordinal));

        Assert.Equal(("09 Who had access", 2L), await PlaceAsync());
    }

    [Fact]
    public async Task A_changed_total_is_named()
    {
        await _folder.WriteAsync();
        _folder.EditPart(
            PackFolder.PartOf("00"),
            xml => xml.Replace("L13)</x:f><x:v>4</x:v>", "L13)</x:f><x:v>3</x:v>", StringComparison.Ordinal)
        );

        Assert.Equal("00 Cover", (await _folder.VerifyAsync()).Sheet);
    }

    [Fact]
    public async Task A_changed_overflow_file_is_named_by_row()
    {
        await _folder.WriteAsync(rowLimit: 5);
        Edit(
            "sheet-09-overflow-001.csv",
            text =>
                text.Replace("p-0000000003,User,\"", "p-0000000003,User,\"", StringComparison.Ordinal)
                    .Replace("p-0000000004", "p-0000000009", StringComparison.Ordinal)
        );

        Assert.Equal(("sheet-09-overflow-001.csv", 5L), await PlaceAsync());
    }

    [Fact]
    public async Task A_cut_overflow_file_is_named()
    {
        await _folder.WriteAsync(rowLimit: 5);
        Edit("sheet-09-overflow-002.csv", text => text[..(text.TrimEnd('\n').LastIndexOf('\n') + 1)]);

        Assert.Equal(("sheet-09-overflow-002.csv", 3L), await PlaceAsync());
    }

    [Fact]
    public async Task A_changed_subtotal_is_named()
    {
        await _folder.WriteAsync(rowLimit: 5);
        EditRow("09", 7, xml => xml.Replace("<x:v>5</x:v>", "<x:v>4</x:v>", StringComparison.Ordinal));

        Assert.Equal(("09 Who had access", 7L), await PlaceAsync());
    }

    [Fact]
    public async Task A_workbook_saved_again_with_shared_strings_is_verified_and_noted()
    {
        await _folder.WriteAsync(rowLimit: 5);
        SharedStrings.Rewrite(_folder.Workbook);
        var verdict = await _folder.VerifyAsync();

        Assert.True(verdict.IsVerified, $"{verdict.Sheet} {verdict.Row} {verdict.Reason}");
        Assert.StartsWith("The workbook was saved again", verdict.Note, StringComparison.Ordinal);
    }

    private async Task<(string?, long?)> PlaceAsync()
    {
        var verdict = await _folder.VerifyAsync();
        Assert.False(verdict.IsVerified);
        return (verdict.Sheet, verdict.Row);
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

    // Gives the rows the numbers of their places, as a spreadsheet program does after a deletion.
    private static string Renumbered(string xml)
    {
        var rows = PackFolder.RowsOf(xml);
        for (var index = 0; index < rows.Length; index++)
        {
            xml = xml.Replace(
                rows[index],
                Regex.Replace(rows[index], " r=\"([A-Z]*)[0-9]+\"", $" r=\"$1#{index + 1}\""),
                StringComparison.Ordinal
            );
        }

        return xml.Replace("#", "", StringComparison.Ordinal);
    }
}
