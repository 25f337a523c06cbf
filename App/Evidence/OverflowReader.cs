using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace GovernanceDashboard.Evidence;

/// <summary>Reads an overflow file back, record by record, against its row hashes, and adds its summed columns up.</summary>
internal sealed class OverflowReader(string path, string hashesPath, ImmutableArray<PackColumn> columns, long records)
{
    private const int RowsBetweenCancelChecks = 1000;

    // The widest sheet, every cell full: anything longer is no record of ours.
    private const int MaxRecordBytes = 4 << 20;

    private readonly byte[] _buffer = new byte[1 << 16];
    private int _read;
    private int _at;

    /// <summary>What the file's rows add up to, by column; zero where the column is not summed.</summary>
    public decimal[] Sums { get; } = new decimal[columns.Length];

    /// <summary>The first record at fault, from 1 for the header; null where the file is as exported.</summary>
    public (long Row, string Reason)? Check(CancellationToken cancellationToken)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        using var expected = new RowHashReader(hashesPath);
        var next = expected.Next();
        using var record = new MemoryStream();
        var done = 0L;
        for (var row = 1L; Next(file, record); row++)
        {
            if (row % RowsBetweenCancelChecks == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            if (row > records)
            {
                return (row, "The row is not part of the pack.");
            }

            var bytes = record.GetBuffer().AsSpan(0, (int)record.Length);
            var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
            var stated = next;
            next = expected.Next();
            if (hash != stated)
            {
                return (
                    row,
                    hash == next ? "The row is missing: the row after it stands in its place."
                    : row == 1 ? "The header differs from the one that was exported."
                    : "The row differs from the one that was exported."
                );
            }

            if (row > 1)
            {
                Add(Encoding.UTF8.GetString(bytes));
            }

            done = row;
        }

        return done < records ? (done + 1, "The row is missing.") : null;
    }

    // A record ends at a line feed outside quotes.
    private bool Next(FileStream file, MemoryStream record)
    {
        record.SetLength(0);
        var isQuoted = false;
        while (true)
        {
            if (_at == _read)
            {
                _read = file.Read(_buffer);
                _at = 0;
                if (_read == 0)
                {
                    return record.Length > 0;
                }
            }

            var value = _buffer[_at++];
            isQuoted ^= value == '"';
            if (value == '\n' && !isQuoted)
            {
                return true;
            }

            record.WriteByte(value);
            if (record.Length > MaxRecordBytes)
            {
                // Longer than any row of ours: its hash will not be the stated one.
                return true;
            }
        }
    }

    private void Add(string record)
    {
        var fields = Fields(record);
        for (var column = 0; column < columns.Length && column < fields.Count; column++)
        {
            if (
                columns[column].IsSummed
                && decimal.TryParse(fields[column], NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            )
            {
                Sums[column] += number;
            }
        }
    }

    private static List<string> Fields(string record)
    {
        var fields = new List<string>();
        var isQuoted = false;
        var start = 0;
        for (var index = 0; index <= record.Length; index++)
        {
            if (index == record.Length || (record[index] == ',' && !isQuoted))
            {
                fields.Add(record[start..index]);
                start = index + 1;
            }
            else
            {
                isQuoted ^= record[index] == '"';
            }
        }

        return fields;
    }
}
