using System.Globalization;
using System.IO.Compression;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using GovernanceDashboard.Evidence.Sheets;

namespace GovernanceDashboard.Evidence;

/// <summary>
/// Streams a workbook: the SDK makes the skeleton in memory (relations, styles, content types), which is copied into a zip
/// entry by entry, then every sheet is written straight into its own entry. The SDK refuses a write-only package and
/// buffers parts otherwise; this way 300,000 rows take no more memory than 300. The only user of OpenXml.
/// </summary>
internal sealed class WorkbookWriter : IDisposable
{
    private const string WorkbookEntry = "xl/workbook.xml";

    // The first year that a zip entry can carry, and the same for every machine.
    private static readonly DateTimeOffset s_firstZipYear = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ZipArchive _zip;
    private readonly DateTimeOffset _stamp;
    private readonly string[] _names;
    private readonly string?[] _filters;
    private readonly string[] _parts;

    /// <param name="names">The tabs from left to right; each sheet must then be written once, in any order.</param>
    /// <param name="stamp">The date of the zip's entries.</param>
    public WorkbookWriter(Stream destination, IEnumerable<string> names, DateTimeOffset stamp)
    {
        _names = [.. names];
        _filters = new string?[_names.Length];
        _parts = new string[_names.Length];
        _stamp = stamp < s_firstZipYear ? s_firstZipYear : stamp.ToUniversalTime();
        _zip = new ZipArchive(destination, ZipArchiveMode.Create, leaveOpen: true);
        CopySkeleton();
    }

    /// <summary>Opens a sheet with its frozen header; close it before the next.</summary>
    public SheetWriter BeginSheet<T>(string name, IReadOnlyList<SheetColumn<T>> columns)
    {
        var index = Array.IndexOf(_names, name);
        var stream = NewEntry(_parts[index]);
        var looks = columns.Select(column => column.Look).ToArray();
        return new(stream, looks, [.. columns.Select(column => column.Width)], range => _filters[index] = range);
    }

    /// <summary>Writes what names the sheets. Nothing can be added afterwards.</summary>
    public void Finish()
    {
        var sheets = new DocumentFormat.OpenXml.Spreadsheet.Sheets();
        var names = new DefinedNames();
        for (var index = 0; index < _names.Length; index++)
        {
            sheets.AppendChild(
                new Sheet
                {
                    Name = _names[index],
                    SheetId = (uint)index + 1,
                    Id = RelationId(index),
                }
            );
            names.AppendChild(
                new DefinedName($"'{_names[index]}'!{_filters[index]}")
                {
                    Name = "_xlnm._FilterDatabase",
                    LocalSheetId = (uint)index,
                    Hidden = true,
                }
            );
        }

        using var entry = NewEntry(WorkbookEntry);
        using var writer = OpenXmlWriter.Create(entry);
        writer.WriteStartDocument(standalone: true);
        writer.WriteElement(new Workbook(sheets, names, new CalculationProperties { FullCalculationOnLoad = false }));
    }

    public void Dispose() => _zip.Dispose();

    private void CopySkeleton()
    {
        using var skeleton = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(skeleton, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            document.ChangeIdOfPart(workbook, "rIdWorkbook"); // the SDK's own is random: the same pack has to be the same bytes
            workbook.Workbook = new Workbook();
            workbook.AddNewPart<WorkbookStylesPart>("rIdStyles").Stylesheet = WorkbookStyles.Sheet();
            for (var index = 0; index < _names.Length; index++)
            {
                var sheet = workbook.AddNewPart<WorksheetPart>(RelationId(index));
                sheet.Worksheet = new Worksheet(new SheetData());
                _parts[index] = sheet.Uri.OriginalString.TrimStart('/');
            }
        }

        skeleton.Position = 0;
        using var source = new ZipArchive(skeleton, ZipArchiveMode.Read);
        foreach (
            var part in source.Entries.Where(part => part.FullName != WorkbookEntry && !_parts.Contains(part.FullName))
        )
        {
            using var from = part.Open();
            using var to = NewEntry(part.FullName);
            from.CopyTo(to);
        }
    }

    private Stream NewEntry(string name)
    {
        var entry = _zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = _stamp;
        return entry.Open();
    }

    private static string RelationId(int index) => string.Create(CultureInfo.InvariantCulture, $"rIdSheet{index + 1}");
}
