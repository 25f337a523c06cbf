namespace GovernanceDashboard.Evidence;

/// <summary>
/// Reads a compressed part no further than is sane: a part that unpacks beyond the limit, or a single tag beyond a
/// mebibyte (an XML reader holds a tag whole), is refused while it streams.
/// </summary>
internal sealed class BoundedPart(Stream inner, long maxBytes) : Stream
{
    private const int MaxTagBytes = 1 << 20;

    private long _bytes;
    private long _sinceTag;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _bytes;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        _bytes += read;
        var tag = buffer[..read].LastIndexOf((byte)'<');
        _sinceTag = tag >= 0 ? read - tag : _sinceTag + read;
        return _bytes > maxBytes || _sinceTag > MaxTagBytes
            ? throw new InvalidDataException("a part of the workbook unpacks to more than any pack needs")
            : read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
