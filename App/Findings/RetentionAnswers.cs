using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Exposure.Metrics;

namespace GovernanceDashboard.Findings;

/// <summary>How urgent a table's deletion is; the most urgent first.</summary>
public enum RetentionState
{
    /// <summary>Holds data older than its rule allows.</summary>
    Overdue,

    /// <summary>The oldest data reach their deadline within 30 days.</summary>
    Within30,

    /// <summary>After 30 days and within 60.</summary>
    Within60,

    /// <summary>After 60 days and within 90.</summary>
    Within90,

    /// <summary>No rule says how long it may be kept.</summary>
    NoRule,

    /// <summary>A rule reaches it, and nothing recorded says how old its data are: overdue or not, nobody knows.</summary>
    AgeUnknown,

    /// <summary>Not within 90 days.</summary>
    Later,
}

/// <summary>A table with its deadline (R-28).</summary>
/// <param name="Deadline">When the oldest data have to be deleted; null without a rule or where their age is not recorded.</param>
/// <param name="Days">Whole days since the deadline where it is overdue, until it where it is not; null where there is none.</param>
/// <param name="RuleScope">Of the narrowest rule; null where none reaches it.</param>
/// <param name="RuleDays">How long the rule allows.</param>
/// <param name="Rows">Of the whole table, as the catalogue's statistics say.</param>
/// <param name="Subjects">People whose data stand in it, as recorded; a range where few are withheld, null where nothing is recorded.</param>
/// <param name="Late">Of them those with data past the deadline.</param>
/// <param name="LateRows">Rows of these people past the deadline: where only some of a person's rows are, one at least and all at most. Null where rows are not recorded.</param>
/// <param name="Finding">The fingerprint of the finding about it; null where there is none.</param>
public sealed record RetentionRow(
    TableName Table,
    SensitivityLabel? Label,
    RetentionState State,
    DateTimeOffset? Deadline,
    int? Days,
    string? RuleScope,
    int? RuleDays,
    string? LegalGround,
    DateTimeOffset? Oldest,
    long? Rows,
    MeasureRange? Subjects,
    MeasureRange? Late,
    MeasureRange? LateRows,
    string? Finding
)
{
    /// <summary>Confidential, Restricted or unclassified.</summary>
    public bool IsSensitive => Label is null or >= SensitivityLabel.Confidential;

    /// <summary>The rule behind the finding.</summary>
    public string? FindingRule =>
        Finding is null ? null
        : State == RetentionState.NoRule ? "retention-missing"
        : "retention-overdue";
}

/// <summary>Every table of a scope with its deadline, the most urgent first.</summary>
/// <param name="LateSubjects">Distinct people with data past a deadline in any of the tables; null where it would tell of few.</param>
public sealed record RetentionAnswer(
    string Scope,
    ImmutableArray<RetentionRow> Rows,
    MeasureRange? LateSubjects,
    AnswerStamp Stamp
)
{
    /// <summary>How many tables are in a state.</summary>
    public int Of(RetentionState state) => Rows.Count(row => row.State == state);

    /// <summary>The same with some of the rows.</summary>
    public RetentionAnswer Only(RetentionState? state) =>
        state is null ? this : this with { Rows = [.. Rows.Where(row => row.State == state)] };
}

/// <summary>Deadlines in words and in lines of a file, the same on the page and at the command line.</summary>
public static class RetentionLines
{
    public static ImmutableArray<string> Header { get; } =
    [
        "table",
        "label",
        "state",
        "deadline",
        "days_overdue",
        "days_left",
        "rule",
        "rule_days",
        "legal_ground",
        "oldest_data",
        "rows",
        "subjects_low",
        "subjects_high",
        "subjects_overdue_low",
        "subjects_overdue_high",
        "rows_overdue_low",
        "rows_overdue_high",
        "finding_rule",
        "finding",
        .. StampColumns.Header,
    ];

    public static IEnumerable<string[]> Rows(RetentionAnswer answer)
    {
        var stamp = StampColumns.Of(answer.Stamp);
        return answer.Rows.Select(row =>
            (string[])
                [
                    row.Table.ToString(),
                    row.Label?.ToString() ?? "Unknown",
                    Word(row.State),
                    UtcText.Of(row.Deadline) ?? "",
                    row.State == RetentionState.Overdue ? Count(row.Days) : "",
                    row.State == RetentionState.Overdue ? "" : Count(row.Days),
                    row.RuleScope ?? "",
                    Count(row.RuleDays),
                    row.LegalGround ?? "",
                    UtcText.Of(row.Oldest) ?? "",
                    Count(row.Rows),
                    Count(row.Subjects?.Low),
                    Count(row.Subjects?.High),
                    Count(row.Late?.Low),
                    Count(row.Late?.High),
                    Count(row.LateRows?.Low),
                    Count(row.LateRows?.High),
                    row.FindingRule ?? "",
                    row.Finding ?? "",
                    .. stamp,
                ]
        );
    }

    /// <summary>As the command line and addresses spell it.</summary>
    public static string Word(RetentionState state) =>
        state switch
        {
            RetentionState.Overdue => "overdue",
            RetentionState.Within30 => "30",
            RetentionState.Within60 => "60",
            RetentionState.Within90 => "90",
            RetentionState.NoRule => "no-rule",
            RetentionState.AgeUnknown => "age-unknown",
            RetentionState.Later => "later",
        };

    /// <summary>For people.</summary>
    public static string Title(RetentionState state) =>
        state switch
        {
            RetentionState.Overdue => "Overdue",
            RetentionState.Within30 => "In 30 days",
            RetentionState.Within60 => "In 31 to 60",
            RetentionState.Within90 => "In 61 to 90",
            RetentionState.NoRule => "No rule",
            RetentionState.AgeUnknown => "Age unknown",
            RetentionState.Later => "Later",
        };

    /// <summary>The state that a word names; null where it names none.</summary>
    public static RetentionState? Read(string? word) =>
        Enum.GetValues<RetentionState>()
            .Select(state => (RetentionState?)state)
            .FirstOrDefault(state => Word(state!.Value) == word);

    /// <summary>"12 days overdue", "in 5 days"; a dash where there is no deadline.</summary>
    public static string When(RetentionRow row) =>
        row.Days is not { } days ? "–"
        : row.State == RetentionState.Overdue ? $"{Days(days)} overdue"
        : $"in {Days(days)}";

    /// <summary>"12", "1 to 4" where few are withheld or it is not known exactly; a dash where nothing is recorded.</summary>
    public static string Range(MeasureRange? range) =>
        range is not { } known ? "–"
        : known.IsExact ? Text(known.High)
        : $"{Text(known.Low)} to {Text(known.High)}";

    /// <summary>One plain sentence of the whole.</summary>
    public static string Sentence(RetentionAnswer answer)
    {
        var missing = answer.Rows.Count(row => row is { State: RetentionState.NoRule, IsSensitive: true });
        var soon =
            answer.Of(RetentionState.Within30)
            + answer.Of(RetentionState.Within60)
            + answer.Of(RetentionState.Within90);
        return $"{Tables(answer.Of(RetentionState.Overdue), "holds", "hold")} data past the deadline"
            + (answer.LateSubjects is { High: > 0 } late ? $" of {Range(late)} people" : "")
            + $", {Text(soon)} more within 90 days; {Tables(missing, "that is sensitive or unclassified has", "that are sensitive or unclassified have")} no rule, and of {Text(answer.Of(RetentionState.AgeUnknown))} with a rule it is not recorded how old the data are.";
    }

    private static string Tables(int count, string one, string many) =>
        count == 1 ? $"1 table {one}" : $"{Text(count)} tables {many}";

    private static string Days(int days) => days == 1 ? "1 day" : $"{Text(days)} days";

    private static string Text(double count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Count(double? count) => count?.ToString("0", CultureInfo.InvariantCulture) ?? "";
}
