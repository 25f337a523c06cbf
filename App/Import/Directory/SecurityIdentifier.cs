using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace GovernanceDashboard.Import.Directory;

/// <summary>A Windows security identifier (MS-DTYP 2.4.2), parted into its domain and the relative id at its end.</summary>
internal readonly record struct SecurityIdentifier(string Domain, uint RelativeId)
{
    private const int Header = 8; // revision, number of parts, authority of six bytes

    /// <summary>Reads the binary form, or the text <c>S-1-5-21-…</c> as some tools write it; null for what is neither.</summary>
    public static SecurityIdentifier? Read(byte[] value)
    {
        if (value.AsSpan().StartsWith("S-1-"u8))
        {
            return Text(Encoding.UTF8.GetString(value));
        }

        if (value.Length < Header + 4 || value[0] != 1 || value.Length != Header + (4 * value[1]))
        {
            return null;
        }

        var authority = BinaryPrimitives.ReadUInt64BigEndian(value) & 0xFFFF_FFFF_FFFF;
        var domain = new StringBuilder().Append(CultureInfo.InvariantCulture, $"S-1-{authority}");
        for (var part = 0; part < value[1] - 1; part++)
        {
            domain.Append(CultureInfo.InvariantCulture, $"-{Part(value, part)}");
        }

        return new(domain.ToString(), Part(value, value[1] - 1));
    }

    private static uint Part(byte[] value, int part) =>
        BinaryPrimitives.ReadUInt32LittleEndian(value.AsSpan(Header + (4 * part)));

    private static SecurityIdentifier? Text(string text)
    {
        var dash = text.LastIndexOf('-');
        return uint.TryParse(text.AsSpan(dash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            ? new(text[..dash], last)
            : null;
    }
}
