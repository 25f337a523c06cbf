using System.Buffers;

namespace GovernanceDashboard.Import.Audit;

/// <summary>Whole lines of a log, in a rented buffer that whoever reads them gives back.</summary>
/// <param name="FirstLine">Number of the first line, from 1.</param>
/// <param name="Position">Bytes of the file read so far, packed ones where it is packed.</param>
/// <param name="Refusals">Lines too long to be read at all, and what ended the file early.</param>
internal sealed record LineChunk(
    byte[] Buffer,
    int Length,
    long FirstLine,
    long Position,
    IReadOnlyList<(long Line, string Reason)> Refusals
)
{
    public ReadOnlyMemory<byte> Lines => Buffer.AsMemory(0, Length);

    public void Return() => ArrayPool<byte>.Shared.Return(Buffer);
}

/// <summary>Cuts a log into chunks of whole lines. Memory: two chunks, whatever is in the log.</summary>
internal static class LineChunks
{
    /// <summary>Bytes. An event holds the text of a query, which Ranger cuts at some kilobytes.</summary>
    public const int LongestLine = 1 << 20;

    private const int Size = 2 * LongestLine;

    /// <param name="position">Asked after each chunk.</param>
    public static IEnumerable<LineChunk> Read(Stream text, Func<long> position)
    {
        var (buffer, filled, line, isSkipping) = (ArrayPool<byte>.Shared.Rent(Size), 0, 1L, false);
        for (var isOpen = true; isOpen; )
        {
            var refusals = new List<(long, string)>();
            isOpen = Fill(text, buffer, ref filled, out var broken);
            if (isSkipping) // the rest of a line that was refused
            {
                isSkipping = Skip(buffer, ref filled, ref line);
            }

            // A line that was cut in its middle is no line.
            var end = isOpen || broken is not null ? buffer.AsSpan(0, filled).LastIndexOf((byte)'\n') + 1 : filled;
            if (end == 0 && filled >= LongestLine)
            {
                refusals.Add((line, "longer than 1 MiB"));
                isSkipping = true;
                filled = 0;
            }

            var lines = buffer.AsSpan(0, end).Count((byte)'\n');
            if (broken is not null)
            {
                refusals.Add((line + lines, $"the rest of the file cannot be read: {broken}"));
            }

            var next = ArrayPool<byte>.Shared.Rent(Size);
            buffer.AsSpan(end, filled - end).CopyTo(next);
            yield return new(buffer, end, line, position(), refusals);
            line += lines;
            filled -= end;
            buffer = next;
        }

        ArrayPool<byte>.Shared.Return(buffer);
    }

    private static bool Fill(Stream text, byte[] buffer, ref int filled, out string? broken)
    {
        broken = null;
        try
        {
            while (filled < Size)
            {
                var read = text.Read(buffer, filled, Size - filled);
                if (read == 0)
                {
                    return false;
                }

                filled += read;
            }

            return true;
        }
        catch (InvalidDataException damaged)
        {
            broken = damaged.Message;
            return false;
        }
    }

    /// <returns>True while the line goes on.</returns>
    private static bool Skip(byte[] buffer, ref int filled, ref long line)
    {
        var end = buffer.AsSpan(0, filled).IndexOf((byte)'\n') + 1;
        if (end == 0)
        {
            filled = 0;
            return true;
        }

        buffer.AsSpan(end, filled - end).CopyTo(buffer);
        filled -= end;
        line++;
        return false;
    }
}
