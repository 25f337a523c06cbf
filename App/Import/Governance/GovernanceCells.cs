using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using GovernanceDashboard.Data;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Import.Csv;

namespace GovernanceDashboard.Import.Governance;

/// <summary>Reads cells of governance records as what they stand for; a cell that cannot be read throws <see cref="InvalidDataException"/>.</summary>
internal static class GovernanceCells
{
    /// <summary><c>table:db.t</c>, <c>db:</c>, <c>group:</c>, <c>principal:</c> or <c>query:</c> and a name or search.</summary>
    public static string Scope(this CsvRecord row, int column)
    {
        var scope = row.Name(column, "scope");
        var colon = scope.IndexOf(':', StringComparison.Ordinal);
        var (kind, name) = colon < 0 ? ("", "") : (scope[..colon], scope[(colon + 1)..]);
        if (kind == "table" && !TableName.TryParse(name, out _))
        {
            throw new InvalidDataException("scope is not table: and db.table");
        }

        return kind is "table" or "db" or "group" or "principal" or "query" && name.Length > 0
            ? scope
            : throw new InvalidDataException("scope is not table:, db:, group:, principal: or query: and a name");
    }

    /// <summary>A scope, or <c>finding:</c> and a fingerprint: a waiver may permit one finding and no other.</summary>
    public static string WaiverScope(this CsvRecord row, int column)
    {
        const string finding = "finding:";
        const int digits = 16;
        var scope = row.Name(column, "scope");
        return
            scope.Length == finding.Length + digits
            && scope.StartsWith(finding, StringComparison.Ordinal)
            && scope[finding.Length..].All(char.IsAsciiHexDigitLower)
            ? scope
            : row.Scope(column);
    }

    /// <summary>ISO-8601; without a zone it is UTC. Null where empty.</summary>
    public static DateTimeOffset? Instant(this CsvRecord row, int column, string what)
    {
        if (row.Text(column) is not { } text)
        {
            return null;
        }

        return DateTimeOffset.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var instant
        )
            ? instant
            : throw new InvalidDataException($"'{what}' is no ISO-8601 instant");
    }

    /// <summary>A fact that held from one cell's instant to another's, half-open.</summary>
    public static DatedFact<T> Held<T>(this CsvRecord row, T value, int from, int to, bool needsEnd = false)
    {
        var (begins, ends) = (row.Instant(from, "from"), row.Instant(to, "to"));
        if (ends is null && needsEnd)
        {
            throw new InvalidDataException("'to' is empty: it has to end");
        }

        return ends <= begins ? throw new InvalidDataException("'to' is not after 'from'") : new(value, begins, ends);
    }

    /// <summary>One of an enumeration's names, without case.</summary>
    public static T One<T>(this CsvRecord row, int column, string what)
        where T : struct, Enum
    {
        var text = row.Name(column, what);
        return Enum.GetNames<T>().Any(name => name.Equals(text, StringComparison.OrdinalIgnoreCase))
            ? Enum.Parse<T>(text, ignoreCase: true)
            : throw new InvalidDataException(
                $"{what} is none of {string.Join(", ", Enum.GetNames<T>().Select(name => name.ToLowerInvariant()))}"
            );
    }

    public static TableName Table(this CsvRecord row, int column)
    {
        var text = row.Name(column, "table");
        return TableName.TryParse(text.StartsWith("table:", StringComparison.Ordinal) ? text[6..] : text, out var table)
            ? table
            : throw new InvalidDataException("table is not of the form db.table");
    }

    /// <summary>A count: whole, at least 0. Null where empty.</summary>
    public static long? Count(this CsvRecord row, int column, string what) =>
        row.Number(column, what) is var number && number < 0
            ? throw new InvalidDataException($"{what} is below 0")
            : number;

    /// <summary>Parts divided by semicolons, in their order, each once.</summary>
    public static ImmutableArray<string> Parts(this CsvRecord row, int column) =>
        [
            .. (row.Text(column) ?? "")
                .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Distinct(StringComparer.Ordinal),
        ];

    /// <summary>Money: at least 0, a point before decimals.</summary>
    public static decimal Money(this CsvRecord row, int column, string what) =>
        decimal.TryParse(
            row.Name(column, what),
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var money
        )
            ? money
            : throw new InvalidDataException($"{what} is no amount");

    /// <summary>Three letters of ISO 4217, upper-cased; null where empty.</summary>
    public static string? Currency(this CsvRecord row, int column) =>
        row.Text(column)?.ToUpperInvariant() is not { } code ? null
        : code.Length == 3 && code.All(char.IsAsciiLetterUpper) ? code
        : throw new InvalidDataException($"currency '{code}' is no code of three letters such as USD");

    /// <summary>A JSON object as text; null where empty.</summary>
    public static string? Json(this CsvRecord row, int column, string what)
    {
        if (row.Text(column) is not { } text)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? text
                : throw new InvalidDataException($"{what} is no JSON object");
        }
        catch (JsonException)
        {
            throw new InvalidDataException($"{what} is not valid JSON");
        }
    }

    /// <summary>Requester and approver, who must be two.</summary>
    public static (string Requester, string Approver) Two(this CsvRecord row, int requester, int approver)
    {
        var (asks, approves) = (row.Name(requester, "requester"), row.Name(approver, "approver"));
        return asks.Equals(approves, StringComparison.OrdinalIgnoreCase)
            ? throw new InvalidDataException("requester and approver are the same")
            : (asks, approves);
    }
}
