using System.Xml;

namespace GovernanceDashboard.Evidence;

/// <summary>Opens XML from a source that is not trusted: no DTD, no resolver, and no input that takes memory out of proportion.</summary>
internal static class BoundedXml
{
    private const long MaxPartBytes = 4L << 30;

    private static readonly XmlReaderSettings s_settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
    };

    public static XmlReader Open(Stream part) => XmlReader.Create(new BoundedPart(part, MaxPartBytes), s_settings);

    /// <summary>
    /// The text inside the element that the reader stands on; leaves the reader on its end. Never holds more than
    /// <paramref name="maxLength"/> characters.
    /// </summary>
    /// <exception cref="InvalidDataException">The element holds other elements or too much text.</exception>
    public static string Text(XmlReader reader, int maxLength, char[] buffer)
    {
        if (reader.IsEmptyElement)
        {
            return "";
        }

        var text = "";
        while (reader.Read() && reader.NodeType != XmlNodeType.EndElement)
        {
            if (
                reader.NodeType
                is not (
                    XmlNodeType.Text
                    or XmlNodeType.CDATA
                    or XmlNodeType.Whitespace
                    or XmlNodeType.SignificantWhitespace
                )
            )
            {
                throw new InvalidDataException($"unexpected {reader.NodeType} '{reader.Name}' inside text");
            }

            for (int read; (read = reader.ReadValueChunk(buffer, 0, buffer.Length)) > 0; )
            {
                text += new string(buffer, 0, read);
                if (text.Length > maxLength)
                {
                    throw new InvalidDataException($"a cell holds more than {maxLength} characters");
                }
            }
        }

        return text;
    }
}
