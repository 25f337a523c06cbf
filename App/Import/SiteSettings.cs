using System.Xml;
using System.Xml.Linq;

namespace GovernanceDashboard.Import;

/// <summary>Reads Hadoop's <c>*-site.xml</c>: names and values.</summary>
internal static class SiteSettings
{
    /// <exception cref="InvalidDataException">Not XML, or not such a file.</exception>
    public static Dictionary<string, string> Read(Stream stream)
    {
        try
        {
            using var reader = XmlReader.Create(
                stream,
                new XmlReaderSettings
                {
                    DtdProcessing = DtdProcessing.Prohibit,
                    XmlResolver = null,
                    MaxCharactersInDocument = 16 * 1024 * 1024,
                }
            );
            var root = XDocument.Load(reader).Root;
            if (root?.Name.LocalName != "configuration")
            {
                throw new InvalidDataException("not a Hadoop configuration");
            }

            var settings = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var property in root.Elements("property"))
            {
                if (property.Element("name")?.Value.Trim() is { Length: > 0 } name)
                {
                    settings[name] = property.Element("value")?.Value.Trim() ?? "";
                }
            }

            return settings;
        }
        catch (XmlException broken)
        {
            throw new InvalidDataException($"not valid XML at line {broken.LineNumber}", broken);
        }
    }
}
