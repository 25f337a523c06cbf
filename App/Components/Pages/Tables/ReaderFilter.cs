using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;

namespace GovernanceDashboard.Components.Pages.Tables;

/// <summary>Which readers of a table are listed, in which order. Filters are joined by "and"; null filters nothing.</summary>
/// <param name="Search">Parts, divided by blanks, each of which must occur in a shown attribute; without case.</param>
public sealed record ReaderFilter(
    string? Search = null,
    AccessLevel? Level = null,
    PrincipalKind? Kind = null,
    EmploymentStatus? Status = null,
    RowSort? Sort = null,
    ReadingFlag? Flag = null
)
{
    public static ReaderFilter Everyone { get; } = new();

    /// <summary>True where the filter leaves readers out.</summary>
    public bool IsFiltering => this with { Sort = null } != Everyone;

    public ImmutableArray<ReaderRow> Apply(ImmutableArray<ReaderRow> readers)
    {
        var parts = (Search ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var fitting = readers.Where(row =>
            (Level is null || row.Level == Level)
            && (Kind is null || row.Principal.Kind == Kind)
            && (Status is null || row.Status == Status)
            && ReadingFlags.Fits(Flag, row.Restrictions, row.IsConditional)
            && Array.TrueForAll(parts, part => Holds(row, part))
        );
        return [.. Ordered(fitting)];
    }

    private IEnumerable<ReaderRow> Ordered(IEnumerable<ReaderRow> rows)
    {
        if (Sort is not { } sort)
        {
            return rows;
        }

        return sort.Column switch
        {
            nameof(ReaderRow.Level) => By(rows, row => (int)row.Level, sort.Descending),
            nameof(ReaderRow.Department) => By(rows, row => row.Department, sort.Descending),
            nameof(ReaderRow.Team) => By(rows, row => row.Team, sort.Descending),
            nameof(ReaderRow.PersonLevel) => By(rows, row => row.PersonLevel, sort.Descending),
            nameof(ReaderRow.Region) => By(rows, row => row.Region, sort.Descending),
            nameof(ReaderRow.Status) => By(rows, row => (int?)row.Status, sort.Descending),
            _ => By(rows, row => row.Principal.Reference, sort.Descending),
        };
    }

    private static IEnumerable<ReaderRow> By(
        IEnumerable<ReaderRow> rows,
        Func<ReaderRow, string?> key,
        bool descending
    ) =>
        descending
            ? rows.OrderByDescending(key, StringComparer.OrdinalIgnoreCase)
            : rows.OrderBy(key, StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<ReaderRow> By(IEnumerable<ReaderRow> rows, Func<ReaderRow, int?> key, bool descending) =>
        descending ? rows.OrderByDescending(key) : rows.OrderBy(key);

    private static bool Holds(ReaderRow row, string part) =>
        Has(row.Principal.Text, part)
        || Has(row.Department, part)
        || Has(row.Team, part)
        || Has(row.PersonLevel, part)
        || Has(row.Region, part);

    private static bool Has(string? text, string part) =>
        text?.Contains(part, StringComparison.OrdinalIgnoreCase) == true;
}
