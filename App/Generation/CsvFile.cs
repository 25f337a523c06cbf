using System.Globalization;
using System.Text;

namespace GovernanceDashboard.Generation;

/// <summary>Writes CSV as PostgreSQL's <c>\copy … csv header</c> does: null is nothing at all, empty text is "", booleans are t and f.</summary>
internal sealed class CsvFile : IDisposable
{
    private readonly StreamWriter _writer;
    private bool _isFirst = true;

    public CsvFile(string path, string header)
    {
        _writer = new StreamWriter(path, append: false, new UTF8Encoding(false), bufferSize: 1 << 16)
        {
            NewLine = "\n",
        };
        _writer.WriteLine(header);
    }

    public CsvFile Field(string? text)
    {
        Separate();
        if (text is null)
        {
            return this;
        }

        if (text.Length > 0 && text.AsSpan().IndexOfAny(",\"\r\n") < 0)
        {
            _writer.Write(text);
            return this;
        }

        _writer.Write('"');
        _writer.Write(text.Replace("\"", "\"\"", StringComparison.Ordinal));
        _writer.Write('"');
        return this;
    }

    public CsvFile Field(long number)
    {
        Separate();
        Span<char> digits = stackalloc char[20];
        number.TryFormat(digits, out var length, provider: CultureInfo.InvariantCulture);
        _writer.Write(digits[..length]);
        return this;
    }

    public CsvFile Field(bool flag)
    {
        Separate();
        _writer.Write(flag ? 't' : 'f');
        return this;
    }

    /// <summary>A whole row of texts.</summary>
    public void Row(params ReadOnlySpan<string?> fields)
    {
        foreach (var field in fields)
        {
            Field(field);
        }

        EndRow();
    }

    public void EndRow()
    {
        _writer.WriteLine();
        _isFirst = true;
    }

    public void Dispose() => _writer.Dispose();

    private void Separate()
    {
        if (!_isFirst)
        {
            _writer.Write(',');
        }

        _isFirst = false;
    }
}
