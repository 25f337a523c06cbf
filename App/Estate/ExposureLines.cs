using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure.Metrics;

namespace GovernanceDashboard.Estate;

/// <summary>Exposure in words and in lines of a file, the same on pages and at the command line.</summary>
public static class ExposureLines
{
    /// <summary>
    /// Lines of intervals. The person-table-days add up to the figures of the answer, the lower column to the lower bound and the upper to the
    /// upper one; so do the days of service accounts. Nothing else adds up: one person stands in many lines.
    /// </summary>
    public static ImmutableArray<string> Header { get; } =
    [
        "certainty",
        "person",
        "people",
        "services",
        "tables",
        "names",
        "from",
        "open_at_start",
        "to",
        "days",
        "person_table_days_low",
        "person_table_days_high",
        "service_table_days_low",
        "service_table_days_high",
        "opened_by",
        "closed_by",
        .. StampColumns.Header,
    ];

    /// <summary>One line for each interval of a book.</summary>
    public static IEnumerable<string[]> Rows(ExposureAnswer answer, ExposureBook book)
    {
        var stamp = StampColumns.Of(answer.Stamp);
        var lines = book.Rows.Select(row =>
            (string[])
                [
                    Certainty(row),
                    row.Person?.Reference ?? "",
                    Count(row.People),
                    Count(row.Services),
                    Count(row.Tables.Length),
                    string.Join(' ', row.Tables),
                    UtcText.Short(row.From),
                    row.IsOpenAtStart ? "yes" : "no",
                    UtcText.Short(row.To) ?? "",
                    Exact(row.Days),
                    Exact(row.PersonTableDays.Low),
                    Exact(row.PersonTableDays.High),
                    Exact(row.ServiceTableDays.Low),
                    Exact(row.ServiceTableDays.High),
                    Causes(row.Opening),
                    Causes(row.Closing),
                    .. stamp,
                ]
        );
        return book.Unlisted == 0 ? lines : lines.Append(Remainder(book, stamp));
    }

    /// <summary>A sure interval whose time stands in a longer possible one too counts for the lower bound alone.</summary>
    public static string Certainty(ExposureRow row) =>
        row switch
        {
            { IsSure: true, IsWhole: true } => "sure",
            { IsSure: true } => "sure part",
            _ => "possible",
        };

    /// <summary>What happened, by whom and on which ticket.</summary>
    public static string Causes(IEnumerable<ExposureCause> causes) =>
        string.Join(
            "; ",
            causes.Select(cause =>
                cause.Change
                + (cause.Actor is { } actor ? $" by {actor}" : "")
                + (cause.Ticket is { } ticket ? $" ({ticket})" : "")
            )
        );

    /// <summary>A figure, or the bounds between which it lies; a dash where it does not apply.</summary>
    public static string Range(MeasureRange? range, Func<double, string> number) =>
        range is not { } known ? "–"
        : known.IsExact ? number(known.Low)
        : number(known.Low) is var low && number(known.High) is var high && low == high ? low
        : $"{low} to {high}";

    private static string Exact(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Count(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>What a list of intervals has to say where it does not hold all; null where it does.</summary>
    public static string? Unlisted(ExposureBook book) =>
        book.Unlisted == 0
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"Intervals of the tables with the most person-table-days. Those of {book.Unlisted:N0} further exposed tables are too many to list: figures and proof hold them all. A table, a database or a shorter time lists them."
            );

    // With it the lines add up to the book's figures.
    private static string[] Remainder(ExposureBook book, IEnumerable<string> stamp)
    {
        var line = new string[Header.Length];
        Array.Fill(line, "");
        line[Header.IndexOf("certainty")] = "not listed";
        line[Header.IndexOf("tables")] = Count(book.Unlisted);
        Put("person_table_days", book.Figures.PersonTableDays, row => row.PersonTableDays);
        Put("service_table_days", book.Services.PersonTableDays, row => row.ServiceTableDays);
        var at = Header.Length - StampColumns.Header.Length;
        foreach (var value in stamp)
        {
            line[at++] = value;
        }

        return line;

        void Put(string column, MeasureRange all, Func<ExposureRow, MeasureRange> of)
        {
            line[Header.IndexOf(column + "_low")] = Exact(all.Low - book.Rows.Sum(row => of(row).Low));
            line[Header.IndexOf(column + "_high")] = Exact(all.High - book.Rows.Sum(row => of(row).High));
        }
    }
}
