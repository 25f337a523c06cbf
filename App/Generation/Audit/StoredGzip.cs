using System.Buffers.Binary;

namespace GovernanceDashboard.Generation.Audit;

/// <summary>
/// Writes gzip (RFC 1952) of stored blocks (RFC 1951, 3.2.4): nothing is made smaller, and the bytes are the same on every machine, which no compressor
/// promises.
/// </summary>
internal static class StoredGzip
{
    private const int MostOfABlock = 65_535;

    private static readonly uint[] s_table = Table();

    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 16);
        file.Write([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]); // deflate, no name, no time, system unknown
        Span<byte> lengths = stackalloc byte[4];
        var rest = content;
        do
        {
            var block = rest[..Math.Min(MostOfABlock, rest.Length)];
            rest = rest[block.Length..];
            file.WriteByte(rest.IsEmpty ? (byte)1 : (byte)0);
            BinaryPrimitives.WriteUInt16LittleEndian(lengths, (ushort)block.Length);
            BinaryPrimitives.WriteUInt16LittleEndian(lengths[2..], (ushort)~block.Length);
            file.Write(lengths);
            file.Write(block);
        } while (!rest.IsEmpty);

        BinaryPrimitives.WriteUInt32LittleEndian(lengths, Checksum(content));
        file.Write(lengths);
        BinaryPrimitives.WriteUInt32LittleEndian(lengths, (uint)content.Length);
        file.Write(lengths);
    }

    private static uint Checksum(ReadOnlySpan<byte> content)
    {
        var sum = uint.MaxValue;
        foreach (var one in content)
        {
            sum = s_table[(byte)(sum ^ one)] ^ (sum >> 8);
        }

        return ~sum;
    }

    private static uint[] Table()
    {
        var table = new uint[256];
        for (var i = 0u; i < table.Length; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++)
            {
                value = (value & 1) == 1 ? 0xEDB88320u ^ (value >> 1) : value >> 1;
            }

            table[i] = value;
        }

        return table;
    }
}
