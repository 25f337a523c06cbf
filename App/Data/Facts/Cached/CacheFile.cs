using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Data.Facts.Cached;

/// <summary>What the facts of a cache are of. A cache answers only where every part is the same.</summary>
/// <param name="Build">Which build of the product wrote it: another one may know other kinds of facts, or write them otherwise.</param>
/// <param name="Database">The database's file as it was when the facts were read.</param>
internal sealed record CacheSubject(Guid Build, string Digest, long At, FileStamp Database)
{
    public static CacheSubject Of(Snapshot snapshot, DateTimeOffset at, FileStamp database) =>
        new(typeof(CacheSubject).Module.ModuleVersionId, snapshot.Digest, at.ToUnixTimeMilliseconds(), database);
}

/// <summary>A file's length in bytes and when it was last written, in ticks, UTC.</summary>
internal readonly record struct FileStamp(long Length, long WrittenAt)
{
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static FileStamp Of(string path)
    {
        var file = new FileInfo(path);
        return new(file.Length, file.LastWriteTimeUtc.Ticks);
    }
}

/// <summary>
/// The bytes of a cache: a head that says what it is of, where the sections lie, the contents, and SHA-256 over all of it, taken in pieces so
/// that every processor checks some. Nothing of a file is looked at before its sums agree.
/// </summary>
internal static class CacheFile
{
    private const int PieceBytes = 1 << 20;
    private const int SectionBytes = 5 * sizeof(int);
    private const int SumBytes = SHA256.HashSizeInBytes;

    private static ReadOnlySpan<byte> Mark => "estate facts 1\n\0"u8;

    private static int HeadBytes => Mark.Length + 16 + SumBytes + (3 * sizeof(long)) + sizeof(int);

    /// <summary>The whole file, its sum first.</summary>
    public static byte[] Write(CacheSubject subject, EncodedFacts facts)
    {
        var bytes = new byte[SumBytes + HeadBytes + (facts.Sections.Length * SectionBytes) + facts.Contents.Length];
        var rest = Head(subject, facts.Sections.Length, bytes.AsSpan(SumBytes));
        foreach (var section in facts.Sections)
        {
            Put(ref rest, (int)section.Kind);
            Put(ref rest, section.First);
            Put(ref rest, section.Count);
            Put(ref rest, section.Offset);
            Put(ref rest, section.Length);
        }

        facts.Contents.Span.CopyTo(rest);
        Sum(bytes.AsMemory(SumBytes)).CopyTo(bytes, 0);
        return bytes;
    }

    /// <summary>The facts in a file; null where it is of something else, cut short or damaged.</summary>
    public static EncodedFacts? Read(CacheSubject subject, byte[] bytes)
    {
        if (bytes.Length < SumBytes + HeadBytes)
        {
            return null;
        }

        var span = bytes.AsSpan(SumBytes);
        Span<byte> expected = stackalloc byte[HeadBytes];
        Head(subject, 0, expected);
        if (
            !span[..(HeadBytes - sizeof(int))].SequenceEqual(expected[..(HeadBytes - sizeof(int))])
            || !Sum(bytes.AsMemory(SumBytes)).AsSpan().SequenceEqual(bytes.AsSpan(0, SumBytes))
        )
        {
            return null;
        }

        var count = BinaryPrimitives.ReadInt32LittleEndian(span[(HeadBytes - sizeof(int))..]);
        var sections = new FactSection[count];
        var contents = SumBytes + HeadBytes + (count * SectionBytes);
        for (var index = 0; index < count; index++)
        {
            var at = span[(HeadBytes + (index * SectionBytes))..];
            sections[index] = new(
                (SectionKind)BinaryPrimitives.ReadInt32LittleEndian(at),
                BinaryPrimitives.ReadInt32LittleEndian(at[4..]),
                BinaryPrimitives.ReadInt32LittleEndian(at[8..]),
                BinaryPrimitives.ReadInt32LittleEndian(at[12..]),
                BinaryPrimitives.ReadInt32LittleEndian(at[16..])
            );
        }

        return new(bytes.AsMemory(contents), ImmutableCollectionsMarshal.AsImmutableArray(sections));
    }

    /// <returns>What lies behind the head.</returns>
    private static Span<byte> Head(CacheSubject subject, int sections, Span<byte> head)
    {
        Mark.CopyTo(head);
        var rest = head[Mark.Length..];
        subject.Build.TryWriteBytes(rest);
        rest = rest[16..];
        Convert.FromHexString(subject.Digest, rest, out _, out _);
        rest = rest[SumBytes..];
        foreach (var number in (ReadOnlySpan<long>)[subject.At, subject.Database.Length, subject.Database.WrittenAt])
        {
            BinaryPrimitives.WriteInt64LittleEndian(rest, number);
            rest = rest[sizeof(long)..];
        }

        Put(ref rest, sections);
        return rest;
    }

    private static void Put(ref Span<byte> rest, int number)
    {
        BinaryPrimitives.WriteInt32LittleEndian(rest, number);
        rest = rest[sizeof(int)..];
    }

    /// <summary>SHA-256 over the sums of the pieces.</summary>
    private static byte[] Sum(ReadOnlyMemory<byte> bytes)
    {
        var pieces = (bytes.Length + PieceBytes - 1) / PieceBytes;
        var sums = new byte[pieces * SumBytes];
        Parallel.For(
            0,
            pieces,
            piece =>
            {
                var from = piece * PieceBytes;
                SHA256.HashData(
                    bytes.Span.Slice(from, Math.Min(PieceBytes, bytes.Length - from)),
                    sums.AsSpan(piece * SumBytes)
                );
            }
        );
        return SHA256.HashData(sums);
    }
}
