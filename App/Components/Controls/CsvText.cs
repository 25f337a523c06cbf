using System.Text;

namespace GovernanceDashboard.Components.Controls;

/// <summary>Comma-separated text that a spreadsheet opens without running anything (RFC 4180, CRLF).</summary>
public static class CsvText
{
    /// <summary>
    /// Writes a header and rows. A text that a spreadsheet would take for a formula (it starts with = + - @, a tab or a line break)
    /// gets a leading apostrophe; numbers stay numbers.
    /// </summary>
    public static string Write(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string?>> rows)
    {
        var text = new StringBuilder();
        Append(text, header);
        foreach (var row in rows)
        {
            Append(text, row);
        }

        return text.ToString();
    }

    /// <summary>One cell, escaped.</summary>
    public static string Cell(string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return "";
        }

        var isFormula =
            value[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n'
            && !double.TryParse(
                value,
                System.Globalization.NumberStyles.Float,
                System.Globalization.CultureInfo.InvariantCulture,
                out _
            );
        var safe = isFormula ? "'" + value : value;
        return safe.AsSpan().ContainsAny(",\"\r\n")
            ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : safe;
    }

    private static void Append(StringBuilder text, IEnumerable<string?> cells) =>
        text.AppendJoin(',', cells.Select(Cell)).Append("\r\n");
}
