using System.Text.RegularExpressions;

namespace GovernanceDashboard.Evidence;

/// <summary>What must hold of a manifest before its names and numbers are used: it comes from outside.</summary>
internal static partial class ManifestShape
{
    private const int MaxSheetRows = 1_048_576;

    /// <exception cref="InvalidDataException">The manifest contradicts itself or names files outside the pack.</exception>
    public static void Check(PackManifest manifest)
    {
        Require(FilesOf(manifest).All(file => SafeName().IsMatch(file)), "names a file outside the pack");
        Require(
            FilesOf(manifest).Distinct(StringComparer.OrdinalIgnoreCase).Count() == FilesOf(manifest).Count(),
            "names a file twice"
        );
        Require(
            manifest.Sheets.Select(sheet => sheet.Number).Distinct().Count() == manifest.Sheets.Length,
            "names a sheet twice"
        );
        Require(
            manifest.Sheets.Select(sheet => sheet.Name).Distinct().Count() == manifest.Sheets.Length,
            "names a sheet twice"
        );
        Require(manifest.Sheets.Any(sheet => sheet.Number == Sheets.CoverSheet.Number), "has no cover");
        foreach (var sheet in manifest.Sheets)
        {
            Require(sheet.Columns.Length is > 0 and < 1000, $"describes sheet {sheet.Name} wrongly");
            Require(sheet.HashedRows is >= 1 and <= MaxSheetRows, $"counts the rows of sheet {sheet.Name} wrongly");
            Require(
                sheet.InContentRoot == Sheets.SheetText.IsInContentRoot(sheet.Number),
                $"leaves sheet {sheet.Name} out of the root"
            );
            Require(
                sheet.Rows == sheet.HashedRows - 1 - sheet.Overflow.Length + sheet.Overflow.Sum(file => file.Rows),
                $"counts the rows of sheet {sheet.Name} wrongly"
            );
            Require(
                sheet.Overflow.All(file =>
                    file.HashedRows == file.Rows + 1 && file.SubtotalRow > 1 && file.SubtotalRow <= sheet.HashedRows
                ),
                $"describes the overflow of sheet {sheet.Name} wrongly"
            );
        }

        var cover = manifest.Sheets.Single(sheet => sheet.Number == Sheets.CoverSheet.Number);
        Require(cover.Columns.Length > Sheets.CoverSheet.ValueColumn, "describes the cover wrongly");
        Require(
            manifest.Totals.All(total =>
                total.CoverRow > 1
                && total.CoverRow <= cover.HashedRows
                && manifest.Sheets.Any(sheet =>
                    sheet.Number == total.Sheet && sheet.Columns.Any(column => column.Title == total.Column)
                )
            ),
            "describes its totals wrongly"
        );
    }

    /// <summary>Every file of the pack but the manifest and its hash.</summary>
    public static IEnumerable<string> FilesOf(PackManifest manifest) =>
        manifest
            .Sheets.SelectMany(sheet =>
                sheet.Overflow.SelectMany(file => new[] { file.File, file.RowHashes }).Prepend(sheet.RowHashes)
            )
            .Prepend(manifest.Workbook.File)
            .Concat(manifest.Files.Select(file => file.File));

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidDataException($"{PackManifest.FileName} {otherwise}.");
        }
    }

    [GeneratedRegex(@"^(rows/)?[A-Za-z0-9_-][A-Za-z0-9._-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex SafeName();
}
