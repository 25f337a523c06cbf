using System.Security.Cryptography;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Import;

/// <summary>Hashes what passes: the digest is of the very bytes that were read, not of what the file held a moment before or after.</summary>
/// <param name="leaveOpen">The inner stream belongs to somebody else.</param>
internal sealed class HashingStream(Stream inner, bool leaveOpen = false) : ForwardStream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public override long Length => inner.Length;

    public override long Position
    {
        get => inner.Position;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        _hash.AppendData(buffer[..read]);
        return read;
    }

    /// <summary>Of what has passed so far; 64 lower-case hexadecimal digits.</summary>
    public string Digest() => Convert.ToHexStringLower(_hash.GetCurrentHash());

    /// <summary>Reads on to the end; 64 lower-case hexadecimal digits.</summary>
    public string Finish()
    {
        var rest = new byte[64 * 1024];
        while (Read(rest, 0, rest.Length) > 0) { }

        return Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            if (!leaveOpen)
            {
                inner.Dispose();
            }

            _hash.Dispose();
        }

        base.Dispose(disposing);
    }
}
