using System.Text;

namespace GovernanceDashboard.Import.Directory;

/// <summary>One entry of an LDIF file: the attributes that matter here, by lower-cased name without options. For one thread.</summary>
/// <param name="line">The line that it begins on, from 1.</param>
internal sealed class LdifRecord(long line)
{
    private static readonly UTF8Encoding s_strict = new(false, throwOnInvalidBytes: true);

    private readonly Dictionary<string, List<byte[]>> _values = new(StringComparer.Ordinal);

    public long Line { get; } = line;

    /// <summary>As written; null before its line came.</summary>
    public string? Name { get; set; }

    /// <summary>Which parts of members and groups stand here, where the server cut their list up; empty where it gave all.</summary>
    public List<ValueRange> Parts { get; } = [];

    /// <summary>Why the whole entry cannot be used; null where it can.</summary>
    public string? Fault { get; set; }

    public void Add(string attribute, byte[] value)
    {
        if (!_values.TryGetValue(attribute, out var values))
        {
            _values.Add(attribute, values = []);
        }

        values.Add(value);
    }

    public bool Has(string attribute) => _values.ContainsKey(attribute);

    public byte[]? Bytes(string attribute) => _values.TryGetValue(attribute, out var values) ? values[0] : null;

    /// <summary>All values as text, trimmed; empty ones left out.</summary>
    /// <exception cref="InvalidDataException">Not UTF-8, or a control character in it.</exception>
    public IEnumerable<string> Texts(string attribute) =>
        _values.TryGetValue(attribute, out var values)
            ? values.Select(value => Decode(attribute, value)).Where(text => text.Length > 0)
            : [];

    /// <summary>The first value that is not empty, of the first attribute that has one; null where none has.</summary>
    /// <exception cref="InvalidDataException">Not UTF-8, or a control character in it.</exception>
    public string? Text(params ReadOnlySpan<string> attributes)
    {
        foreach (var attribute in attributes)
        {
            if (Texts(attribute).FirstOrDefault() is { } text)
            {
                return text;
            }
        }

        return null;
    }

    private static string Decode(string attribute, byte[] value)
    {
        try
        {
            var text = s_strict.GetString(value).Trim();
            return text.Any(char.IsControl)
                ? throw new InvalidDataException($"'{attribute}' holds a control character")
                : text;
        }
        catch (DecoderFallbackException)
        {
            throw new InvalidDataException($"'{attribute}' is not valid UTF-8");
        }
    }
}
