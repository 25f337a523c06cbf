using System.IO.Compression;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Import.Audit;

/// <summary>
/// Unpacks a gzip file, several members one after the other included, and notices when it ends in the middle of one: the framework's own
/// stream then ends as if all were well. To tell, a last member of our own follows the file's; where it does not come out at the end, the file was cut off.
/// </summary>
internal sealed class GzipText(Stream packed) : ForwardStream
{
    private static readonly byte[] s_end = "\n--- end of the log, as written by the importer ---\n"u8.ToArray();
    private static readonly byte[] s_packedEnd = Pack(s_end);

    private readonly WithEnd _packed = new(packed);
    private GZipStream? _text;
    private bool _isAtEnd;

    /// <exception cref="InvalidDataException">Not gzip, damaged, or cut off.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (_isAtEnd || buffer.IsEmpty)
        {
            return 0;
        }

        _text ??= new(_packed, CompressionMode.Decompress);
        var read = _text.Read(buffer);
        if (!_packed.IsPastFile)
        {
            return read;
        }

        // All that the file holds has come out by now: it inflates whole before it asks for more. What follows has to be our end, to the byte.
        _isAtEnd = true;
        return IsEnd(_text, buffer[..read]) ? 0 : throw new InvalidDataException("the gzip file is cut off");
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _text?.Dispose();
        }

        base.Dispose(disposing);
    }

    private static bool IsEnd(GZipStream text, ReadOnlySpan<byte> begun)
    {
        var rest = new byte[s_end.Length + 1];
        if (begun.Length > s_end.Length)
        {
            return false;
        }

        begun.CopyTo(rest);
        try
        {
            var length =
                begun.Length
                + text.ReadAtLeast(rest.AsSpan(begun.Length), rest.Length - begun.Length, throwOnEndOfStream: false);
            return rest.AsSpan(0, length).SequenceEqual(s_end);
        }
        catch (InvalidDataException)
        {
            return false; // our end was taken for the middle of the file's last member
        }
    }

    private static byte[] Pack(byte[] text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(text);
        }

        return packed.ToArray();
    }

    /// <summary>The file's bytes, then ours. Does not own the file.</summary>
    private sealed class WithEnd(Stream file) : ForwardStream
    {
        private int _given = -1;

        /// <summary>The file's last byte has been handed out, and ours begin.</summary>
        public bool IsPastFile => _given >= 0;

        public override int Read(Span<byte> buffer)
        {
            if (_given < 0)
            {
                var read = file.Read(buffer);
                if (read > 0)
                {
                    return read;
                }

                _given = 0;
            }

            var rest = Math.Min(buffer.Length, s_packedEnd.Length - _given);
            s_packedEnd.AsSpan(_given, rest).CopyTo(buffer);
            _given += rest;
            return rest;
        }
    }
}
