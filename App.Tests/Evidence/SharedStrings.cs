using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace GovernanceDashboard.Tests.Evidence;

/// <summary>Saves a workbook again as spreadsheet programs do: texts in a table of their own, some in runs.</summary>
internal static class SharedStrings
{
    public static void Rewrite(string path)
    {
        using var document = SpreadsheetDocument.Open(path, isEditable: true);
        var workbook = document.WorkbookPart!;
        var table = new SharedStringTable();
        var count = 0;
        foreach (
            var cell in workbook
                .WorksheetParts.SelectMany(part => part.Worksheet.Descendants<Cell>())
                .Where(cell => cell.InlineString is not null)
        )
        {
            var text = cell.InlineString!.Text!.Text;
            var half = text.Length / 2;
            table.AppendChild(
                count % 2 == 0 || text.Contains("_x", StringComparison.Ordinal)
                    ? new SharedStringItem(Preserved(text))
                    : new SharedStringItem(
                        new Run(Preserved(text[..half])),
                        new Run(new RunProperties(new Bold()), Preserved(text[half..]))
                    )
            );
            cell.RemoveAllChildren();
            cell.DataType = CellValues.SharedString;
            cell.CellValue = new CellValue(count.ToString(CultureInfo.InvariantCulture));
            count++;
        }

        workbook.AddNewPart<SharedStringTablePart>().SharedStringTable = table;
    }

    private static Text Preserved(string text) =>
        new(text) { Space = DocumentFormat.OpenXml.SpaceProcessingModeValues.Preserve };
}
