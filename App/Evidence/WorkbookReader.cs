using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;

namespace GovernanceDashboard.Evidence;

/// <summary>
/// Reads workbooks back without the library that wrote them: ours, and the same ones saved again by a spreadsheet program
/// (shared strings, rich text, other part names). Streams; only shared strings are held.
/// </summary>
/// <remarks>Throws <see cref="InvalidDataException"/> or <see cref="XmlException"/> for anything that is no such workbook.</remarks>
internal sealed class WorkbookReader : IDisposable
{
    public const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    public const string StrictMain = "http://purl.oclc.org/ooxml/spreadsheetml/main";

    private const int MaxParts = 10_000;
    private const long MaxSmallPart = 16 << 20;
    private const int MaxSharedStrings = 20_000_000;
    private const long MaxSharedCharacters = 512L << 20;

    private readonly ZipArchive _zip;
    private readonly Dictionary<string, string> _sheetParts = new(StringComparer.Ordinal);
    private readonly string? _stringsPart;
    private List<string>? _strings;

    public WorkbookReader(Stream workbook)
    {
        _zip = new(workbook, ZipArchiveMode.Read, leaveOpen: false);
        var names = _zip.Entries.Select(entry => entry.FullName).ToArray();
        Refuse(names.Length > MaxParts, "the workbook has too many parts");

        // Two parts of one name could show one content to us and another to a spreadsheet program.
        Refuse(
            names.Distinct(StringComparer.OrdinalIgnoreCase).Count() != names.Length,
            "the workbook holds a part twice"
        );
        Refuse(
            names.Any(name => name.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase)),
            "the workbook holds macros"
        );
        Refuse(
            names.Any(name => name.Contains("externalLinks/", StringComparison.OrdinalIgnoreCase)),
            "the workbook links to another file"
        );

        var workbookPart =
            Relations("_rels/.rels", "").FirstOrDefault(relation => IsType(relation.Type, "officeDocument")).Target
            ?? throw new InvalidDataException("the file is no workbook");
        var relations = Relations(RelationsOf(workbookPart), FolderOf(workbookPart));
        _stringsPart = relations.FirstOrDefault(relation => IsType(relation.Type, "sharedStrings")).Target;
        foreach (
            var sheet in Small(workbookPart)
                .Descendants()
                .Where(element => IsMain(element.Name) && element.Name.LocalName == "sheet")
        )
        {
            var name = (string?)sheet.Attribute("name") ?? "";
            var id = sheet
                .Attributes()
                .FirstOrDefault(attribute =>
                    attribute.Name.LocalName == "id" && attribute.Name.Namespace != XNamespace.None
                )
                ?.Value;
            var part = relations.FirstOrDefault(relation => relation.Id == id).Target;
            Refuse(part is null || !_sheetParts.TryAdd(name, part), $"the workbook names its sheet '{name}' wrongly");
        }
    }

    public IReadOnlyCollection<string> SheetNames => _sheetParts.Keys;

    /// <summary>The rows from 1 on without gaps: a row that is left out in the file comes as a blank one.</summary>
    public IEnumerable<ReadRow> Rows(string sheet, int columns) =>
        SheetReader.Rows(BoundedXml.Open(Part(_sheetParts[sheet]).Open()), columns, SharedString);

    public void Dispose() => _zip.Dispose();

    private static bool IsMain(XName name) => name.NamespaceName is Main or StrictMain;

    private string SharedString(int index)
    {
        _strings ??= ReadSharedStrings();
        return index >= 0 && index < _strings.Count
            ? _strings[index]
            : throw new InvalidDataException("a cell names a shared text that is not there");
    }

    private List<string> ReadSharedStrings()
    {
        var strings = new List<string>();
        if (_stringsPart is null)
        {
            return strings;
        }

        var characters = 0L;
        var buffer = new char[4096];
        using var reader = BoundedXml.Open(Part(_stringsPart).Open());
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.Element && reader.LocalName == "si")
            {
                var text = SheetReader.RichText(reader, buffer);
                characters += text.Length;
                Refuse(
                    strings.Count >= MaxSharedStrings || characters > MaxSharedCharacters,
                    "the workbook's shared texts are too many"
                );
                strings.Add(text);
            }
        }

        return strings;
    }

    private List<(string? Id, string? Type, string? Target)> Relations(string part, string folder) =>
        [
            .. Small(part)
                .Descendants()
                .Where(element => element.Name.LocalName == "Relationship")
                .Select(element =>
                    (
                        (string?)element.Attribute("Id"),
                        (string?)element.Attribute("Type"),
                        Resolved(folder, (string?)element.Attribute("Target"))
                    )
                ),
        ];

    private XDocument Small(string name)
    {
        var part = Part(name);
        Refuse(part.Length > MaxSmallPart, $"the workbook's part {name} is too large");
        using var reader = BoundedXml.Open(part.Open());
        return XDocument.Load(reader);
    }

    private ZipArchiveEntry Part(string name) =>
        _zip.GetEntry(name) ?? throw new InvalidDataException($"the workbook's part {name} is missing");

    private static string RelationsOf(string part) =>
        $"{FolderOf(part)}_rels/{part[(part.LastIndexOf('/') + 1)..]}.rels";

    private static string FolderOf(string part) => part[..(part.LastIndexOf('/') + 1)];

    // A target is relative to its part's folder unless it begins with a slash.
    private static string? Resolved(string folder, string? target) =>
        target is null ? null
        : target.StartsWith('/') ? target[1..]
        : folder + target;

    private static bool IsType(string? type, string name) =>
        type?.EndsWith("/" + name, StringComparison.Ordinal) == true;

    private static void Refuse(bool isWrong, string reason)
    {
        if (isWrong)
        {
            throw new InvalidDataException(reason);
        }
    }
}
