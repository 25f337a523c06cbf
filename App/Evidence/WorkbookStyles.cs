using DocumentFormat.OpenXml.Spreadsheet;
using GovernanceDashboard.Evidence.Sheets;

namespace GovernanceDashboard.Evidence;

/// <summary>The few cell formats of a pack.</summary>
internal static class WorkbookStyles
{
    public const uint Header = 1;

    // Built-in number formats of ECMA-376 part 1, 18.8.30.
    private const uint TextFormat = 49; // @: what is typed over stays text
    private const uint WholeFormat = 1; // 0
    private const uint GroupedFormat = 3; // #,##0
    private const uint TwoDecimalsFormat = 4; // #,##0.00

    public static uint Of(CellLook look) =>
        look switch
        {
            CellLook.Text => 2,
            CellLook.WrappedText => 3,
            CellLook.Count => 4,
            CellLook.Number => 5,
            CellLook.Percent => 6,
        };

    public static Stylesheet Sheet() =>
        new(
            new Fonts(
                new Font(new FontSize { Val = 10 }, new FontName { Val = "Calibri" }),
                new Font(new Bold(), new FontSize { Val = 10 }, new FontName { Val = "Calibri" })
            ),
            new Fills(
                new Fill(new PatternFill { PatternType = PatternValues.None }),
                new Fill(new PatternFill { PatternType = PatternValues.Gray125 }),
                new Fill(
                    new PatternFill(new ForegroundColor { Rgb = "FFE3E8EE" }) { PatternType = PatternValues.Solid }
                )
            ),
            new Borders(
                new Border(
                    new LeftBorder(),
                    new RightBorder(),
                    new TopBorder(),
                    new BottomBorder(),
                    new DiagonalBorder()
                )
            ),
            new CellStyleFormats(new CellFormat()),
            new CellFormats(
                new CellFormat(),
                new CellFormat(new Alignment { WrapText = true, Vertical = VerticalAlignmentValues.Top })
                {
                    NumberFormatId = TextFormat,
                    FontId = 1,
                    FillId = 2,
                    ApplyFont = true,
                    ApplyFill = true,
                    ApplyAlignment = true,
                },
                Format(TextFormat),
                new CellFormat(new Alignment { WrapText = true, Vertical = VerticalAlignmentValues.Top })
                {
                    NumberFormatId = TextFormat,
                    ApplyNumberFormat = true,
                    ApplyAlignment = true,
                },
                Format(GroupedFormat),
                Format(WholeFormat),
                Format(TwoDecimalsFormat)
            )
        );

    private static CellFormat Format(uint number) => new() { NumberFormatId = number, ApplyNumberFormat = true };
}
