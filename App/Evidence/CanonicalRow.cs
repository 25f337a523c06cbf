using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace GovernanceDashboard.Evidence;

/// <summary>
/// Builds one canonical row: UTF-8, fields in column order, RFC 4180 quoting only where needed, <c>\N</c> for null, no
/// line end. The row's hash is SHA-256 over these bytes. One instance is used again for row after row.
/// </summary>
internal sealed class CanonicalRow
{
    public const string NullMarker = @"\N";

    private static readonly SearchValues<char> s_quoted = SearchValues.Create(",\"\r\n");

    private readonly ArrayBufferWriter<byte> _bytes = new(1024);
    private bool _hasFields;

    public ReadOnlySpan<byte> Bytes => _bytes.WrittenSpan;

    /// <summary>A formula cell hashes as formula and stored value.</summary>
    public static string FormulaField(string formula, string stored) => $"={formula} -> {stored}";

    public CanonicalRow Reset()
    {
        _bytes.ResetWrittenCount();
        _hasFields = false;
        return this;
    }

    /// <param name="field">Null for the null marker.</param>
    public CanonicalRow Append(string? field)
    {
        var text = field ?? NullMarker;
        if (_hasFields)
        {
            _bytes.Write(","u8);
        }

        _hasFields = true;
        if (text.AsSpan().IndexOfAny(s_quoted) >= 0)
        {
            text = '"' + text.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
        }

        Encoding.UTF8.GetBytes(text, _bytes);
        return this;
    }

    public CanonicalRow AppendAll(ReadOnlySpan<CellValue> cells)
    {
        foreach (var cell in cells)
        {
            Append(cell.CanonicalField());
        }

        return this;
    }

    public byte[] Hash() => SHA256.HashData(Bytes);
}
