using System.Buffers.Text;
using GovernanceDashboard.Data.Facts;

namespace GovernanceDashboard.Import.Csv;

/// <summary>The current row by the columns that an importer asked for, in that order; a column that the file lacks is empty.</summary>
internal sealed class CsvRecord(CsvRows rows, int[] places)
{
    private const int LongestName = 8192;

    private readonly StringPool _pool = new();

    public long Line => rows.Line;

    /// <summary>Null where empty. Names that repeat share one string.</summary>
    public string? Text(int column)
    {
        var bytes = rows[places[column]];
        return bytes.IsEmpty ? null : _pool.Get(bytes);
    }

    /// <summary>Null where empty. For texts that hardly ever repeat, of which few are kept: nothing else remembers them.</summary>
    public string? UnsharedText(int column) => rows.Text(places[column]);

    /// <exception cref="InvalidDataException">Empty, or a control character in it.</exception>
    public string Name(int column, string what)
    {
        var name = Text(column) ?? throw new InvalidDataException($"{what} is empty");
        return name.Length > LongestName
                ? throw new InvalidDataException($"{what} is longer than {LongestName} characters")
            : name.Any(char.IsControl) ? throw new InvalidDataException($"{what} holds a control character")
            : name;
    }

    public ReadOnlySpan<byte> Utf8(int column) => rows[places[column]];

    /// <summary>Null where empty.</summary>
    /// <exception cref="InvalidDataException">Not a whole number.</exception>
    public long? Number(int column, string what)
    {
        var bytes = rows[places[column]];
        if (bytes.IsEmpty)
        {
            return null;
        }

        return Utf8Parser.TryParse(bytes, out long number, out var used) && used == bytes.Length
            ? number
            : throw new InvalidDataException($"{what} is not a whole number");
    }

    /// <exception cref="InvalidDataException">Empty, or not a whole number.</exception>
    public long Id(int column, string what) =>
        Number(column, what) ?? throw new InvalidDataException($"{what} is empty");
}
