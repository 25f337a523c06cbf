using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace GovernanceDashboard.Evidence;

/// <summary>
/// Text as it stands in cell, CSV and canonical row: NFC, line ends LF, and harmless. The escape can be undone: a leading
/// apostrophe was put there before a character that spreadsheet programs read as the start of a formula (or before
/// another apostrophe), a leading backslash before a backslash; <c>\E</c> is empty text.
/// </summary>
internal static partial class CellText
{
    public const string EmptyMarker = @"\E";

    /// <summary>What one cell of a workbook can hold, in UTF-16 units.</summary>
    public const int MaxLength = 32_767;

    private const int KeptOfLongText = 32_500;

    // The full-width forms are read as formula starts by some East Asian versions.
    private const string FormulaStarts = "'=+-@\t\n＝＋－＠";

    public static string Escaped(string text)
    {
        var normal = Nfc.Of(text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n'));
        if (normal.Length == 0)
        {
            return EmptyMarker;
        }

        var escaped =
            normal[0] == '\\' ? '\\' + normal
            : FormulaStarts.Contains(normal[0], StringComparison.Ordinal) ? '\'' + normal
            : normal;
        return escaped.Length <= MaxLength ? escaped : Cut(escaped);
    }

    /// <summary>
    /// Writes what XML cannot carry as <c>_xHHHH_</c> (ECMA-376 part 1, 22.9.2.19), and escapes text that only looks so.
    /// </summary>
    public static string ToXml(string text) =>
        NeedsXmlEscape().IsMatch(text)
            ? NeedsXmlEscape()
                .Replace(text, match => string.Create(CultureInfo.InvariantCulture, $"_x{(int)match.Value[0]:X4}_"))
            : text;

    /// <summary>Undoes <see cref="ToXml"/>.</summary>
    public static string FromXml(string text) =>
        text.Contains("_x", StringComparison.Ordinal)
            ? XmlEscape()
                .Replace(
                    text,
                    match =>
                        (
                            (char)
                                int.Parse(
                                    match.Groups[1].ValueSpan,
                                    NumberStyles.AllowHexSpecifier,
                                    CultureInfo.InvariantCulture
                                )
                        ).ToString()
                )
            : text;

    // The whole text stays recognisable by its hash.
    private static string Cut(string text)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
        var kept = char.IsHighSurrogate(text[KeptOfLongText - 1]) ? KeptOfLongText - 1 : KeptOfLongText;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{text.AsSpan(0, kept)}… [cut: {text.Length} characters in all, SHA-256 {hash}]"
        );
    }

    [GeneratedRegex(@"[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]|_(?=x[0-9A-Fa-f]{4}_)", RegexOptions.CultureInvariant)]
    private static partial Regex NeedsXmlEscape();

    [GeneratedRegex("_x([0-9A-Fa-f]{4})_", RegexOptions.CultureInvariant)]
    private static partial Regex XmlEscape();
}
