using System.IO.Compression;

namespace GovernanceDashboard.Import.Audit;

/// <summary>
/// Unpacks a gzip file, several members one after the other included, and notices when it ends in the middle of one: the framework's own
/// stream then ends as if all were well. To tell, a last member of our own follows the file's; where it does not come out at the end, the file was cut off.
/// </summary>
internal sealed class GzipText(Stream packed) : Stream
{
    private static readonly byte[] s_end = "\n--- end of the log, as written by the importer ---\n"u8.ToArray();
    private static readonly byte[] s_packedEnd = Pack(s_end);

    private readonly GZipStream _text = new(new WithEnd(packed), CompressionMode.Decompress);
    private readonly byte[] _held = new byte[64 * 1024];
    private int _start;
    private int _count;
    private bool _isAtEnd;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <exception cref="InvalidDataException">Not gzip, damaged, or cut off.</exception>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc cref="Read(byte[], int, int)"/>
    public override int Read(Span<byte> buffer)
    {
        while (!_isAtEnd && _count <= s_end.Length)
        {
            Fill();
        }

        // What might be our end is held back until something follows it.
        var ready = Math.Min(_count - s_end.Length, buffer.Length);
        if (_isAtEnd && _count <= s_end.Length)
        {
            return _held.AsSpan(_start, _count).SequenceEqual(s_end)
                ? 0
                : throw new InvalidDataException("the gzip file is cut off");
        }

        _held.AsSpan(_start, ready).CopyTo(buffer);
        _start += ready;
        _count -= ready;
        return ready;
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _text.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Fill()
    {
        _held.AsSpan(_start, _count).CopyTo(_held);
        _start = 0;
        var read = _text.Read(_held, _count, _held.Length - _count);
        _count += read;
        _isAtEnd = read == 0;
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
    private sealed class WithEnd(Stream file) : Stream
    {
        private int _given = -1;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (_given < 0)
            {
                var read = file.Read(buffer, offset, count);
                if (read > 0)
                {
                    return read;
                }

                _given = 0;
            }

            var rest = Math.Min(count, s_packedEnd.Length - _given);
            s_packedEnd.AsSpan(_given, rest).CopyTo(buffer.AsSpan(offset));
            _given += rest;
            return rest;
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
