using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;
using GovernanceDashboard.Evidence.Sheets;

namespace GovernanceDashboard.Evidence;

/// <summary>One sheet being streamed: rows in order, then the filter over all of them.</summary>
internal sealed class SheetWriter : IDisposable
{
    private static readonly OpenXmlAttribute s_preserve = new(
        "xml:space",
        "http://www.w3.org/XML/1998/namespace",
        "preserve"
    );

    private readonly Stream _stream;
    private readonly OpenXmlWriter _writer;
    private readonly CellLook[] _looks;
    private readonly string[] _letters;
    private readonly Action<string> _filtered;
    private readonly List<OpenXmlAttribute> _attributes = new(3);

    // Elements carry no state while they are streamed: one of each serves every cell.
    private readonly Row _row = new();
    private readonly Cell _cell = new();
    private readonly InlineString _inline = new();
    private readonly Text _text = new();
    private readonly DocumentFormat.OpenXml.Spreadsheet.CellValue _value = new();
    private readonly CellFormula _formula = new();

    internal SheetWriter(Stream stream, CellLook[] looks, int[] widths, Action<string> filtered)
    {
        _stream = stream;
        _looks = looks;
        _filtered = filtered;
        _letters = [.. Enumerable.Range(0, looks.Length).Select(ColumnLetters)];
        _writer = OpenXmlWriter.Create(stream);
        _writer.WriteStartDocument(standalone: true);
        _writer.WriteStartElement(new Worksheet());
        _writer.WriteElement(
            new SheetViews(
                new SheetView(
                    new Pane
                    {
                        VerticalSplit = 1,
                        TopLeftCell = "A2",
                        ActivePane = PaneValues.BottomLeft,
                        State = PaneStateValues.Frozen,
                    }
                )
                {
                    WorkbookViewId = 0,
                }
            )
        );
        _writer.WriteElement(new Columns(widths.Select(Width)));
        _writer.WriteStartElement(new SheetData());
    }

    /// <summary>Rows written so far; the last one's number.</summary>
    public long Rows { get; private set; }

    public static string ColumnLetters(int index) =>
        index < 26 ? ((char)('A' + index)).ToString() : ColumnLetters((index / 26) - 1) + (char)('A' + (index % 26));

    public void WriteHeader(ReadOnlySpan<CellValue> titles) => Write(titles, isHeader: true);

    public void WriteRow(ReadOnlySpan<CellValue> cells) => Write(cells, isHeader: false);

    public void Dispose()
    {
        var range = string.Create(CultureInfo.InvariantCulture, $"A1:{_letters[^1]}{Rows}");
        _writer.WriteEndElement();
        _writer.WriteElement(new AutoFilter { Reference = range });
        _writer.WriteEndElement();
        _writer.Dispose();
        _stream.Dispose();
        _filtered(string.Create(CultureInfo.InvariantCulture, $"$A$1:${_letters[^1]}${Rows}"));
    }

    private void Write(ReadOnlySpan<CellValue> cells, bool isHeader)
    {
        Rows++;
        var number = Rows.ToString(CultureInfo.InvariantCulture);
        Start(_row, new OpenXmlAttribute("r", "", number));
        for (var column = 0; column < cells.Length; column++)
        {
            var cell = cells[column];
            if (cell.Kind != CellKind.Blank)
            {
                var style = isHeader ? WorkbookStyles.Header : StyleOf(_looks[column], cell.Kind);
                WriteCell(cell, _letters[column] + number, style.ToString(CultureInfo.InvariantCulture));
            }
        }

        _writer.WriteEndElement();
    }

    private void WriteCell(CellValue cell, string reference, string style)
    {
        var place = new OpenXmlAttribute("r", "", reference);
        var look = new OpenXmlAttribute("s", "", style);
        if (cell.Kind == CellKind.Text)
        {
            Start(_cell, place, look, new OpenXmlAttribute("t", "", "inlineStr"));
            _writer.WriteStartElement(_inline);
            Start(_text, s_preserve);
            _writer.WriteString(CellText.ToXml(cell.Text!));
            _writer.WriteEndElement();
            _writer.WriteEndElement();
        }
        else
        {
            Start(_cell, place, look);
            if (cell.Kind == CellKind.Formula)
            {
                _writer.WriteStartElement(_formula);
                _writer.WriteString(cell.Text!);
                _writer.WriteEndElement();
            }

            _writer.WriteStartElement(_value);
            _writer.WriteString(CellValue.NumberText(cell.Number));
            _writer.WriteEndElement();
        }

        _writer.WriteEndElement();
    }

    private void Start(OpenXmlElement element, params ReadOnlySpan<OpenXmlAttribute> attributes)
    {
        _attributes.Clear();
        _attributes.AddRange(attributes);
        _writer.WriteStartElement(element, _attributes);
    }

    // A number of a column of mixed values keeps its look; its texts are text.
    private static uint StyleOf(CellLook look, CellKind kind) =>
        WorkbookStyles.Of(kind == CellKind.Text && look is not CellLook.WrappedText ? CellLook.Text : look);

    private static Column Width(int width, int index) =>
        new()
        {
            Min = (uint)index + 1,
            Max = (uint)index + 1,
            Width = width,
            CustomWidth = true,
        };
}
