using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace GovernanceDashboard.Evidence;

/// <summary>
/// <c>manifest.json</c>: what the pack holds and what pins it. Hashes are SHA-256 in 64 lower-case hexadecimal digits, instants
/// UTC, file names relative to the pack's folder with forward slashes.
/// </summary>
internal sealed record PackManifest(
    string Format,
    string PackId,
    string Scope,
    string Variant,
    string At,
    string GeneratedAt,
    string GeneratedBy,
    string EngineVersion,
    string PolicyProfile,
    PackSnapshot Snapshot,
    PackActivity Activity,
    PackFile Workbook,
    string ContentRoot,
    ImmutableArray<PackSheet> Sheets,
    ImmutableArray<PackTotal> Totals,
    ImmutableArray<PackFile> Files,
    ImmutableArray<PackSource> Sources
)
{
    public const string FileName = "manifest.json";
    public const string HashFileName = "manifest.sha256";

    /// <summary>The only format so far; a reader refuses any other.</summary>
    public const string KnownFormat = "governance-dashboard/evidence-pack/1";

    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public byte[] ToJson() => [.. JsonSerializer.SerializeToUtf8Bytes(this, s_json), (byte)'\n'];

    /// <exception cref="InvalidDataException">Not a manifest of a format that we know.</exception>
    public static PackManifest Read(byte[] json)
    {
        try
        {
            var manifest =
                JsonSerializer.Deserialize<PackManifest>(json, s_json)
                ?? throw new InvalidDataException($"{FileName} is empty.");
            return manifest.Format == KnownFormat
                ? manifest
                : throw new InvalidDataException($"{FileName} is of the unknown format '{manifest.Format}'.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{FileName} cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>The content root over the sheets that stand in it: a tree over one line per sheet and overflow file.</summary>
    public static string ContentRootOf(IEnumerable<PackSheet> sheets)
    {
        var tree = new MerkleTree();
        foreach (
            var sheet in sheets
                .Where(sheet => sheet.InContentRoot)
                .OrderBy(sheet => sheet.Number, StringComparer.Ordinal)
        )
        {
            tree.Add(UnitLine(sheet.Name, sheet.HashedRows, sheet.Root));
            foreach (var overflow in sheet.Overflow)
            {
                tree.Add(UnitLine(overflow.File, overflow.HashedRows, overflow.Root));
            }
        }

        return tree.Root();
    }

    private static byte[] UnitLine(string name, long rows, string root) =>
        System.Text.Encoding.UTF8.GetBytes(FormattableString.Invariant($"{name}\t{rows}\t{root}\n"));
}

internal sealed record PackSnapshot(
    int Id,
    string Digest,
    string TakenAt,
    string FactsFrom,
    string ImportedAt,
    bool IsDemo
);

/// <summary>Where the activity log's hash chain ended: a cut chain still verifies, so its end is pinned here.</summary>
internal sealed record PackActivity(long Length, string Head);

internal sealed record PackFile(string File, string Sha256);

internal sealed record PackSource(string File, string Sha256, long Bytes, long Accepted, long Refused);

/// <param name="Rows">Rows of content, those in overflow files included; neither headers nor subtotal rows.</param>
/// <param name="HashedRows">Rows that the sheet shows: header, content, subtotal rows. Line n of the hash file is row n.</param>
/// <param name="Root">Tree root over the row hashes.</param>
internal sealed record PackSheet(
    string Number,
    string Name,
    bool InContentRoot,
    long Rows,
    long HashedRows,
    ImmutableArray<string> SortKey,
    ImmutableArray<PackColumn> Columns,
    string RowHashes,
    string Root,
    ImmutableArray<PackOverflow> Overflow
)
{
    /// <summary>The formula, without its equals sign, that adds up a column from 0: header and blanks count as nothing.</summary>
    public string SumFormula(int column)
    {
        var letters = SheetWriter.ColumnLetters(column);
        return FormattableString.Invariant($"SUM('{Name}'!{letters}2:{letters}{Math.Max(2, HashedRows)})");
    }
}

/// <param name="Kind"><c>text</c>, <c>number</c> or <c>any</c>: what a cell of the column may hold besides nothing.</param>
/// <param name="IsSummed">A subtotal row carries the sum of its overflow file in this column.</param>
internal sealed record PackColumn(string Title, string Kind, bool IsSummed);

/// <summary>Rows that the sheet had no room for.</summary>
/// <param name="Rows">Without the header.</param>
/// <param name="SubtotalRow">The row of the sheet that stands for this file.</param>
internal sealed record PackOverflow(
    string File,
    long Rows,
    long HashedRows,
    string Sha256,
    string RowHashes,
    string Root,
    long SubtotalRow
);

/// <summary>A formula on the cover: cell C of <paramref name="CoverRow"/> sums one column of one sheet.</summary>
internal sealed record PackTotal(long CoverRow, string Sheet, string Column, decimal Value);
