using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure.Proof;

namespace GovernanceDashboard.Estate;

/// <summary>Log coverage in words and in lines of a file, the same on the page and at the command line.</summary>
public static class CoverageLines
{
    /// <summary>One line for each row of the matrix.</summary>
    public static ImmutableArray<string> Header { get; } =
    [
        "where",
        "channel",
        "tables",
        "sensitive_tables",
        "from",
        "to",
        "days_full",
        "days_partial",
        "days_none",
        "days_unknown",
        "days_derived",
        "reasons",
        .. StampColumns.Header,
    ];

    /// <summary>One line for each row and day.</summary>
    public static ImmutableArray<string> DayHeader { get; } =
    ["where", "channel", "tables", "sensitive_tables", "day", "state", "hours_full", "derived", .. StampColumns.Header];

    public static ImmutableArray<string> UnloggedHeader { get; } =
    ["table", "label", "days_not_full", "why", "rule", "finding", .. StampColumns.Header];

    public static IEnumerable<string[]> Rows(CoverageAnswer answer)
    {
        var stamp = StampColumns.Of(answer.Stamp);
        return answer.Rows.Select(row =>
            (string[])
                [
                    row.Scope,
                    Word(row.Channel),
                    Count(row.Tables.Length),
                    Count(row.Sensitive),
                    UtcText.Of(answer.From),
                    UtcText.Of(answer.To),
                    Count(row.Of(LoggedState.Full)),
                    Count(row.Of(LoggedState.Partial)),
                    Count(row.Of(LoggedState.None)),
                    Count(row.Of(LoggedState.Unknown)),
                    Count(row.Derived),
                    string.Join("; ", row.Reasons),
                    .. stamp,
                ]
        );
    }

    public static IEnumerable<string[]> Days(CoverageAnswer answer)
    {
        var stamp = StampColumns.Of(answer.Stamp);
        return answer.Rows.SelectMany(row =>
            row.Days.Select(day =>
                (string[])
                    [
                        row.Scope,
                        Word(row.Channel),
                        Count(row.Tables.Length),
                        Count(row.Sensitive),
                        Day(day.Day),
                        Word(day.State),
                        day.Full.TotalHours.ToString("0.##", CultureInfo.InvariantCulture),
                        day.IsDerived ? "yes" : "no",
                        .. stamp,
                    ]
            )
        );
    }

    public static IEnumerable<string[]> Unlogged(CoverageAnswer answer)
    {
        var stamp = StampColumns.Of(answer.Stamp);
        return answer.Unlogged.Select(row =>
            (string[])
                [
                    row.Table.ToString(),
                    row.Label?.ToString() ?? "Unknown",
                    Count(row.NotFull),
                    row.Why,
                    "unlogged-sensitive",
                    row.Finding,
                    .. stamp,
                ]
        );
    }

    /// <summary>As <c>log-coverage.csv</c> writes it.</summary>
    public static string Word(AccessChannel channel) =>
        channel switch
        {
            AccessChannel.Hive => "hive",
            AccessChannel.Files => "files",
            AccessChannel.View => "view",
            AccessChannel.Dashboard => "dashboard",
            AccessChannel.Changes => "changes",
        };

    public static string Word(LoggedState state) =>
        state switch
        {
            LoggedState.Full => "full",
            LoggedState.Partial => "partial",
            LoggedState.None => "none",
            LoggedState.Unknown => "unknown",
        };

    /// <summary>What a channel is, for people.</summary>
    public static string Title(AccessChannel channel) =>
        channel switch
        {
            AccessChannel.Hive => "Hive queries",
            AccessChannel.Files => "Files",
            AccessChannel.View => "Views",
            AccessChannel.Dashboard => "Dashboards",
            AccessChannel.Changes => "Changes to access",
        };

    /// <summary>One plain sentence of the whole: what no log can tell.</summary>
    public static string Sentence(CoverageAnswer answer)
    {
        var hive = answer.Totals.First(total => total.Channel == AccessChannel.Hive);
        return $"Queries through Hive were logged in full on {Percent(hive.FullPercent)} of the table-days of {answer.Scope} from {UtcText.Short(answer.From)} to {UtcText.Short(answer.To)}; "
            + (
                answer.Unlogged.IsEmpty
                    ? "the use of every sensitive table is logged now."
                    : $"the use of {Count(answer.Unlogged.Length)} sensitive or unclassified {(answer.Unlogged.Length == 1 ? "table" : "tables")} is not logged in full now."
            );
    }

    public static string Percent(double? percent) => percent?.ToString("0.00", CultureInfo.InvariantCulture) + " %";

    public static string Day(DateTimeOffset day) =>
        day.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Count(int number) => number.ToString(CultureInfo.InvariantCulture);
}
