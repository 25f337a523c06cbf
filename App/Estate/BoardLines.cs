using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure.Metrics;

namespace GovernanceDashboard.Estate;

/// <summary>One figure of the board: a number between its bounds, or an instant or a word in place of one.</summary>
/// <param name="Basis">net, gross, or empty where access exceptions do not come into it.</param>
/// <param name="Low">Invariant text; empty where the figure does not apply.</param>
/// <param name="High">The same as <paramref name="Low"/> where the figure is known.</param>
public sealed record BoardLine(string Question, string Figure, string Basis, string Low, string High, string Unit);

/// <summary>The board's figures as lines: what the command line prints and exports, and the page exports.</summary>
public static class BoardLines
{
    private const string Who = "who has access";
    private const string HowLong = "for how long";
    private const string Which = "to which sensitive tables";
    private const string Documented = "is the exception documented";
    private const string Read = "did they read";
    private const string Pairs = "person-table pairs";

    public static ImmutableArray<string> Header { get; } = ["question", "figure", "basis", "low", "high", "unit"];

    /// <param name="history">Null while it is not known.</param>
    public static ImmutableArray<BoardLine> Of(BoardAnswer answer, BoardHistory? history)
    {
        var standing = answer.Standing;
        return
        [
            Count(Who, "people in P", "", Exactly(standing.People), "people"),
            Count(Who, "readers", "", standing.Readers.People, "people"),
            Count(Who, "outside the audience", "net", standing.Net.People, "people"),
            Count(Who, "outside the audience", "gross", standing.Gross.People, "people"),
            Count(Who, "of them departed", "net", answer.Departed, "people"),
            Count(Who, "service accounts outside the audience", "net", standing.Net.Services, "service accounts"),
            Count(Who, "pairs that can be read", "", standing.Readers.Pairs, Pairs),
            .. answer.Departments.Select(one => Count(Who, $"outside, of {one.Name}", "net", one.Exposed, "people")),
            Count(HowLong, "open now", "net", standing.Net.Pairs, "person-table-days a day"),
            Count(HowLong, "open now", "gross", standing.Gross.Pairs, "person-table-days a day"),
            .. history is null ? [] : OverTime(history),
            Count(Which, "tables in scope", "", Exactly(standing.Tables), "tables"),
            Count(Which, "sensitive tables", "", Exactly(answer.SensitiveTables), "tables"),
            Count(
                Which,
                "sensitive tables that may be exposed",
                "net",
                Exactly(answer.ExposedSensitiveTables),
                "tables"
            ),
            Count(Which, "tables exposed", "net", standing.Net.Tables, "tables"),
            .. answer.Labels.Select(one => Count(Which, LabelText(one) + " tables", "", Exactly(one.Tables), "tables")),
            .. answer.Labels.Select(one =>
                Count(Which, LabelText(one) + " tables that may be exposed", "net", Exactly(one.Exposed), "tables")
            ),
            Count(Documented, "exception in force", "gross", standing.Documented.Valid, Pairs),
            Count(Documented, "exception has ended", "gross", standing.Documented.Lapsed, Pairs),
            Count(Documented, "no exception", "gross", standing.Documented.Undocumented, Pairs),
            Count(Documented, "no audience declared", "gross", standing.Documented.Undeclared, Pairs),
            Count(
                Documented,
                "tables without a declared audience",
                "",
                Exactly(standing.Tables - standing.DeclaredTables),
                "tables"
            ),
        ];
    }

    /// <summary>A line as a row of text, under <see cref="Header"/>.</summary>
    public static ImmutableArray<string> Row(BoardLine line) =>
        [line.Question, line.Figure, line.Basis, line.Low, line.High, line.Unit];

    public static string LabelText(BoardLabel label) => label.Label?.ToString() ?? "Unclassified";

    private static IEnumerable<BoardLine> OverTime(BoardHistory history)
    {
        yield return Count(HowLong, "exposed time", "net", history.Net.PersonTableDays, "person-table-days");
        yield return Count(HowLong, "exposed time", "gross", history.Gross.PersonTableDays, "person-table-days");
        yield return Count(HowLong, "weighted", "net", history.Net.WeightedDays, "severity points x person-table-days");
        yield return Count(HowLong, "longest without a break", "net", history.Net.LongestDays, "days");
        yield return new(
            HowLong,
            "first exposed",
            "net",
            Instant(history.Net.First),
            Instant(history.Net.FirstSure),
            "UTC"
        );
        yield return new(
            HowLong,
            "last exposed",
            "net",
            Instant(history.Net.LastSure),
            Instant(history.Net.Last),
            "UTC"
        );
        yield return Count(HowLong, "people ever exposed", "net", history.Net.People, "people");
        yield return Count(HowLong, "pairs ever exposed", "net", history.Net.Pairs, Pairs);
        yield return Count(Read, "accessed", "net", Exactly(history.Proof.People.Accessed), Pairs);
        yield return Count(Read, "proven not accessed", "net", Exactly(history.Proof.People.ProvenNot), Pairs);
        yield return Count(Read, "unknown", "net", Exactly(history.Proof.People.Unknown), Pairs);
        yield return Count(Read, "log coverage", "net", Point(history.Proof.CoveragePercent), "% of exposed time");
        yield return Count(
            Read,
            "upper bound on reads, 95 % confidence",
            "net",
            Point(100 * history.Proof.HitRateBound),
            "% of covered pair-days"
        );
    }

    private static MeasureRange Exactly(double value) => MeasureRange.Exactly(value);

    private static MeasureRange? Point(double? value) => value is { } known ? MeasureRange.Exactly(known) : null;

    private static BoardLine Count(string question, string figure, string basis, MeasureRange? range, string unit) =>
        new(question, figure, basis, Number(range?.Low), Number(range?.High), unit);

    private static string Number(double? value) => value?.ToString("0.####", CultureInfo.InvariantCulture) ?? "";

    private static string Instant(DateTimeOffset? at) => UtcText.Of(at) ?? "";
}
