using System.Buffers;

namespace GovernanceDashboard.Cli;

/// <summary>Writes CSV (RFC 4180, UTF-8, line feeds) that stays data when a spreadsheet opens it.</summary>
internal static class CsvOutput
{
    private static readonly SearchValues<char> s_quoted = SearchValues.Create(",\"\r\n");

    // What spreadsheets take for the start of a formula (OWASP, "CSV Injection").
    private static readonly SearchValues<char> s_formula = SearchValues.Create("=+-@\t\r\n＝＋－＠");

    /// <summary>How many lines were written, the heading among them. A null field is an empty one.</summary>
    public static async Task<int> WriteAsync(
        TextWriter output,
        IEnumerable<IReadOnlyList<string?>> rows,
        CancellationToken cancellationToken
    )
    {
        var written = 0;
        foreach (var row in rows)
        {
            await output.WriteAsync((Line(row) + "\n").AsMemory(), cancellationToken);
            written++;
        }

        return written;
    }

    /// <summary>One line, without its end.</summary>
    public static string Line(IEnumerable<string?> row) => string.Join(',', row.Select(Field));

    /// <summary>A field that looks like a formula gets an apostrophe in front, as spreadsheets mark text. Figures here are never negative.</summary>
    private static string Field(string? field)
    {
        var text = field ?? "";
        var safe = text.Length > 0 && s_formula.Contains(text[0]) ? "'" + text : text;
        return safe.AsSpan().ContainsAny(s_quoted)
            ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : safe;
    }
}
