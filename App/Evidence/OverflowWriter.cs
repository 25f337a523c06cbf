using System.Security.Cryptography;

namespace GovernanceDashboard.Evidence;

/// <summary>Writes rows that a sheet had no room for: canonical rows, each with a line feed, header first.</summary>
internal sealed class OverflowWriter : IDisposable
{
    private readonly string _name;
    private readonly string _hashesName;
    private readonly FileStream _file;
    private readonly RowHashWriter _hashes;
    private readonly IncrementalHash _whole = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly decimal[] _sums;

    /// <param name="ordinal">From 1 within the sheet.</param>
    public OverflowWriter(string folder, string sheet, int ordinal, CanonicalRow header, int columns)
    {
        _name = $"sheet-{sheet}-overflow-{ordinal:000}.csv";
        _hashesName = $"rows/{sheet}-overflow-{ordinal:000}.sha256";
        _sums = new decimal[columns];
        _file = new(Path.Combine(folder, _name), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);
        _hashes = new(Path.Combine(folder, _hashesName));
        Write(header);
    }

    /// <summary>Rows of content so far.</summary>
    public long Rows => _hashes.Rows - 1;

    public string Name => _name;

    /// <summary>What the rows so far add up to, by column.</summary>
    public ReadOnlySpan<decimal> Sums => _sums;

    public void Add(CanonicalRow row, ReadOnlySpan<CellValue> cells)
    {
        Write(row);
        for (var column = 0; column < cells.Length; column++)
        {
            _sums[column] += cells[column].Number;
        }
    }

    public PackOverflow Finish(long subtotalRow) =>
        new(
            _name,
            Rows,
            _hashes.Rows,
            Convert.ToHexStringLower(_whole.GetCurrentHash()),
            _hashesName,
            _hashes.Root(),
            subtotalRow
        );

    public void Dispose()
    {
        _file.Flush(flushToDisk: true);
        _file.Dispose();
        _hashes.Dispose();
        _whole.Dispose();
    }

    private void Write(CanonicalRow row)
    {
        _file.Write(row.Bytes);
        _file.WriteByte((byte)'\n');
        _whole.AppendData(row.Bytes);
        _whole.AppendData("\n"u8);
        _hashes.Add(row.Hash());
    }
}
