using GovernanceDashboard.Security;

namespace GovernanceDashboard.Evidence;

/// <summary>
/// Reads a compressed part no further than is sane: a part that unpacks beyond the limit, or a single tag beyond a
/// mebibyte (an XML reader holds a tag whole), is refused while it streams.
/// </summary>
internal sealed class BoundedPart(Stream inner, long maxBytes) : ForwardStream
{
    private const int MaxTagBytes = 1 << 20;

    private long _bytes;
    private long _sinceTag;

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

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
