using System.Globalization;
using System.Xml;

namespace GovernanceDashboard.Evidence;

/// <summary>
/// Streams the rows of one worksheet part. Strict where leniency would let a file show a spreadsheet program something
/// else than us: unknown elements among the cells, cells out of place or given twice are refused.
/// </summary>
internal static class SheetReader
{
    private const int MaxRows = 1_048_576;
    private const int MaxColumns = 16_384;

    // A cell's longest text, every character of it escaped as _xHHHH_.
    private const int MaxCellCharacters = CellText.MaxLength * 7;

    public static IEnumerable<ReadRow> Rows(XmlReader sheet, int columns, Func<int, string> sharedString)
    {
        using var reader = sheet;
        var cells = new ReadCell[columns];
        var buffer = new char[4096];
        var last = 0L;
        var hasData = false;
        while (reader.Read())
        {
            if (reader.NodeType != XmlNodeType.Element || !IsMain(reader) || reader.LocalName != "sheetData")
            {
                Refuse(
                    reader.NodeType == XmlNodeType.Element && reader.LocalName is "sheetData" or "row" or "c",
                    "the sheet's cells are not where they belong"
                );
                continue;
            }

            Refuse(hasData, "the sheet has its cells twice");
            hasData = true;
            foreach (var _ in Children(reader, "row"))
            {
                var number = RowNumber(reader, last);
                while (++last < number)
                {
                    Array.Clear(cells);
                    yield return new(last, cells, false);
                }

                Array.Clear(cells);
                var hasMore = ReadCells(reader, number, cells, sharedString, buffer);
                yield return new(number, cells, hasMore);
            }
        }

        Refuse(!hasData, "the sheet has no cells");
    }

    /// <summary>The text of a shared or inline string: its runs joined, phonetic hints left out.</summary>
    public static string RichText(XmlReader reader, char[] buffer)
    {
        var text = "";
        foreach (var name in Children(reader, "t", "r", "rPh", "phoneticPr"))
        {
            if (name == "t")
            {
                text += BoundedXml.Text(reader, MaxCellCharacters, buffer);
            }
            else if (name == "r")
            {
                foreach (var part in Children(reader, "rPr", "t"))
                {
                    if (part == "t")
                    {
                        text += BoundedXml.Text(reader, MaxCellCharacters, buffer);
                    }
                    else
                    {
                        SkipInside(reader);
                    }
                }
            }
            else
            {
                SkipInside(reader);
            }

            Refuse(text.Length > MaxCellCharacters, "a cell holds too much text");
        }

        return CellText.FromXml(text);
    }

    private static bool ReadCells(
        XmlReader reader,
        long row,
        ReadCell[] cells,
        Func<int, string> sharedString,
        char[] buffer
    )
    {
        var last = -1;
        var hasMore = false;
        foreach (var name in Children(reader, "c", "extLst"))
        {
            if (name == "extLst")
            {
                SkipInside(reader);
                continue;
            }

            var column = ColumnIndex(reader.GetAttribute("r"), row, last);
            last = column;
            var cell = ReadOne(reader, sharedString, buffer);
            if (column < cells.Length)
            {
                cells[column] = cell;
            }
            else
            {
                hasMore |= !cell.IsBlank;
            }
        }

        return hasMore;
    }

    private static ReadCell ReadOne(XmlReader reader, Func<int, string> sharedString, char[] buffer)
    {
        var type = reader.GetAttribute("t") ?? "n";
        string? formula = null;
        string? value = null;
        string? inline = null;
        foreach (var name in Children(reader, "f", "v", "is", "extLst"))
        {
            switch (name)
            {
                case "f":
                    formula = BoundedXml.Text(reader, MaxCellCharacters, buffer);
                    break;
                case "v":
                    value = BoundedXml.Text(reader, MaxCellCharacters, buffer);
                    break;
                case "is":
                    inline = RichText(reader, buffer);
                    break;
                default:
                    SkipInside(reader);
                    break;
            }
        }

        if (type is "s" && value is not null)
        {
            Refuse(
                !int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var index),
                "a cell names no shared text"
            );
            return Text(sharedString(index), formula);
        }

        return type switch
        {
            "inlineStr" => Text(inline, formula),
            "str" => Text(value is null ? null : CellText.FromXml(value), formula),
            "n" when !string.IsNullOrEmpty(value) => new(ReadCellKind.Number, ReadCell.CanonicalNumber(value), formula),
            "n" or "s" => Text(null, formula),
            _ => value is null ? Text(null, formula) : new(ReadCellKind.Other, $"#{type}:{value}", formula),
        };
    }

    // Spreadsheet programs drop empty text or keep it as a cell: no pack holds any, so both are blank.
    private static ReadCell Text(string? text, string? formula) =>
        string.IsNullOrEmpty(text) && formula is null ? default : new(ReadCellKind.Text, text ?? "", formula);

    /// <summary>Stands the reader on each child element in turn; each must be consumed to its end by the caller.</summary>
    private static IEnumerable<string> Children(XmlReader reader, params string[] allowed)
    {
        if (reader.IsEmptyElement)
        {
            yield break;
        }

        while (reader.Read() && reader.NodeType != XmlNodeType.EndElement)
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                Refuse(
                    !IsMain(reader) || !allowed.Contains(reader.LocalName),
                    $"unexpected element '{reader.Name}' among the cells"
                );
                yield return reader.LocalName;
            }
            else
            {
                Refuse(
                    reader.NodeType is not (XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace),
                    $"unexpected {reader.NodeType} among the cells"
                );
            }
        }
    }

    private static void SkipInside(XmlReader reader)
    {
        if (!reader.IsEmptyElement)
        {
            var depth = reader.Depth;
            while (reader.Read() && reader.Depth > depth) { }
        }
    }

    private static long RowNumber(XmlReader reader, long last)
    {
        var number = last + 1;
        var text = reader.GetAttribute("r");
        Refuse(
            text is not null
                && (
                    !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) || number <= last
                ),
            "the sheet's rows are out of order"
        );
        Refuse(number > MaxRows, "the sheet has more rows than a sheet can have");
        return number;
    }

    private static int ColumnIndex(string? reference, long row, int last)
    {
        if (reference is null)
        {
            return last + 1;
        }

        var letters = 0;
        var column = 0;
        while (
            letters < reference.Length && reference[letters] is >= 'A' and <= 'Z' and var letter && column <= MaxColumns
        )
        {
            column = (column * 26) + (letter - 'A') + 1;
            letters++;
        }

        var digits = reference.AsSpan(letters);
        var isInRow =
            long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number == row;
        Refuse(!isInRow || column is 0 or > MaxColumns || column - 1 <= last, $"the cell {reference} is out of place");
        return column - 1;
    }

    private static bool IsMain(XmlReader reader) =>
        reader.NamespaceURI is WorkbookReader.Main or WorkbookReader.StrictMain;

    private static void Refuse(bool isWrong, string reason)
    {
        if (isWrong)
        {
            throw new InvalidDataException(reason);
        }
    }
}
