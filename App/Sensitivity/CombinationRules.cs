using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Sensitivity;

/// <summary>What a column can add to singling a person out, or to following what they do.</summary>
public enum QuasiIdentifier
{
    /// <summary>A key of a person: employee id, login, badge, device.</summary>
    Person,

    /// <summary>When: an instant.</summary>
    Time,

    /// <summary>Which application, window or site.</summary>
    Application,

    /// <summary>How often or how long: the rhythm of work.</summary>
    Cadence,
    Place,
    BirthDate,
    PostalCode,
    Gender,
}

/// <summary>A combination that is worse than its parts.</summary>
/// <param name="Name">Lower case, with dashes.</param>
/// <param name="Raises">By how many labels the group rises above its most sensitive table; the result is Confidential at least.</param>
public sealed record CombinationRule(string Name, string Title, ImmutableArray<QuasiIdentifier> Needs, int Raises);

/// <summary>A rule that fired for a table group.</summary>
/// <param name="JoinedBy">The columns' names by which its tables are joined; empty where one table holds all.</param>
/// <param name="Columns">For each part, the first column that has it, as <c>db.table.column</c>.</param>
public sealed record FiredCombination(
    CombinationRule Rule,
    ImmutableArray<string> JoinedBy,
    ImmutableArray<(QuasiIdentifier Part, ResourceName Column)> Columns
)
{
    public string Sentence =>
        $"{Rule.Title}: {string.Join(", ", Columns.Select(one => $"{Words(one.Part)} in {one.Column}"))}"
        + (JoinedBy.IsEmpty ? "." : $"; joined by {string.Join(", ", JoinedBy)}.");

    private static string Words(QuasiIdentifier part) =>
        part switch
        {
            QuasiIdentifier.Person => "who",
            QuasiIdentifier.Time => "when",
            QuasiIdentifier.Application => "which application",
            QuasiIdentifier.Cadence => "how often",
            QuasiIdentifier.Place => "where",
            QuasiIdentifier.BirthDate => "birth date",
            QuasiIdentifier.PostalCode => "postal code",
            QuasiIdentifier.Gender => "gender",
        };
}

/// <summary>
/// Rules over what the tables of one group hold together (R-17): logs that are harmless one by one single people out, or tell how they work, once they
/// can be joined. Tables can be joined where they have a person's key of the same name. By names and types of columns alone. Pure.
/// </summary>
public static class CombinationRules
{
    public static ImmutableArray<CombinationRule> All { get; } =
    [
        new(
            "work-rhythm",
            "Who used which application when, and how often",
            [QuasiIdentifier.Person, QuasiIdentifier.Time, QuasiIdentifier.Application, QuasiIdentifier.Cadence],
            1
        ),
        new(
            "movements",
            "Who was where, and when",
            [QuasiIdentifier.Person, QuasiIdentifier.Time, QuasiIdentifier.Place],
            1
        ),
        new(
            "re-identification",
            "Birth date, postal code and gender single most people out, without a name",
            [QuasiIdentifier.BirthDate, QuasiIdentifier.PostalCode, QuasiIdentifier.Gender],
            1
        ),
    ];

    /// <summary>The rules that fire, in the order of <see cref="All"/>. Grows with the tables' columns.</summary>
    public static ImmutableArray<FiredCombination> Fire(IEnumerable<TableResource> tables)
    {
        var parts = tables
            .OrderBy(table => table.Name)
            .Select(table => Quasi.Of(table))
            .Where(table => !table.Columns.IsEmpty)
            .ToArray();
        return [.. All.Select(rule => Fire(rule, parts)).OfType<FiredCombination>()];
    }

    /// <summary>The group's label: that of its most sensitive table, raised; null where no table of it is classified and nothing fired.</summary>
    public static SensitivityLabel? LabelOf(SensitivityLabel? highest, ImmutableArray<FiredCombination> fired)
    {
        if (fired.IsEmpty)
        {
            return highest;
        }

        var raised = (int)(highest ?? SensitivityLabel.Public) + fired.Max(one => one.Rule.Raises);
        return (SensitivityLabel)
            Math.Clamp(raised, (int)SensitivityLabel.Confidential, (int)SensitivityLabel.Restricted);
    }

    private static FiredCombination? Fire(CombinationRule rule, Quasi[] tables)
    {
        foreach (var table in tables)
        {
            if (Columns(rule, [table]) is { } alone)
            {
                return new(rule, [], alone);
            }
        }

        // Tables join by a key that they have in common: each such key is tried with all tables that have it.
        foreach (
            var key in tables
                .SelectMany(table => table.Keys.Select(key => (Key: key, Table: table)))
                .GroupBy(pair => pair.Key, pair => pair.Table, StringComparer.Ordinal)
                .Where(joined => joined.Skip(1).Any())
                .OrderBy(joined => joined.Key, StringComparer.Ordinal)
        )
        {
            if (Columns(rule, [.. key]) is { } together)
            {
                return new(rule, [key.Key], together);
            }
        }

        return null;
    }

    private static ImmutableArray<(QuasiIdentifier, ResourceName)>? Columns(CombinationRule rule, Quasi[] tables)
    {
        var found = ImmutableArray.CreateBuilder<(QuasiIdentifier, ResourceName)>();
        foreach (var part in rule.Needs)
        {
            if (
                tables.SelectMany(table => table.Columns).FirstOrDefault(column => column.Part == part)
                is not { Name: { } name }
            )
            {
                return null;
            }

            found.Add((part, name));
        }

        return found.DrainToImmutable();
    }

    /// <summary>What a table's columns add.</summary>
    private sealed record Quasi(
        ImmutableArray<(QuasiIdentifier Part, ResourceName? Name)> Columns,
        ImmutableArray<string> Keys
    )
    {
        public static Quasi Of(TableResource table)
        {
            var parts = table
                .Columns.Select(column => (Part: PartOf(column), Column: column.Name))
                .Where(column => column.Part is not null)
                .ToArray();
            return new(
                [.. parts.Select(one => (one.Part!.Value, (ResourceName?)ResourceName.Of(table.Name, one.Column)))],
                [.. parts.Where(one => one.Part == QuasiIdentifier.Person).Select(one => one.Column).Distinct()]
            );
        }

        private static QuasiIdentifier? PartOf(TableColumn column) =>
            QuasiNames.Of(column.Name)
            ?? (
                column.Type.StartsWith("timestamp", StringComparison.OrdinalIgnoreCase)
                || column.Type.Equals("date", StringComparison.OrdinalIgnoreCase)
                    ? QuasiIdentifier.Time
                    : null
            );
    }
}
