using System.Collections.Immutable;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure.Proof;

namespace GovernanceDashboard.Estate;

/// <summary>Tables of one database whose use by one channel was logged alike, day by day.</summary>
/// <param name="Scope">The table where it is one, else the database: the same twice where its tables were logged differently.</param>
/// <param name="Tables">By name.</param>
/// <param name="Sensitive">How many of them are Confidential, Restricted or unclassified.</param>
/// <param name="Stretches">To the millisecond, without a gap over the time.</param>
/// <param name="Days">In UTC.</param>
public sealed record CoverageRow(
    string Scope,
    AccessChannel Channel,
    ImmutableArray<TableName> Tables,
    int Sensitive,
    ImmutableArray<LoggedStretch> Stretches,
    ImmutableArray<LoggedDay> Days
)
{
    /// <summary>How many days are in a state.</summary>
    public int Of(LoggedState state) => Days.Count(day => day.State == state);

    /// <summary>Days of which all or some is full by derivation alone.</summary>
    public int Derived => Days.Count(day => day.IsDerived);

    /// <summary>What records say of the gaps, and how the rest is known; distinct.</summary>
    public IEnumerable<string> Reasons =>
        Stretches
            .OrderBy(stretch => stretch.State == LoggedState.Full)
            .SelectMany(stretch => stretch.Reasons)
            .Distinct();
}

/// <summary>One channel added up over tables and days.</summary>
/// <param name="Tables">To which it leads.</param>
public sealed record CoverageTotal(
    AccessChannel Channel,
    int Tables,
    long Full,
    long Partial,
    long None,
    long Unknown,
    long Derived
)
{
    /// <summary>Tables times days.</summary>
    public long TableDays => Full + Partial + None + Unknown;

    /// <summary>Share of table-days that were logged in full the whole day; 0 to 100, null where there are none.</summary>
    public double? FullPercent => TableDays == 0 ? null : 100.0 * Full / TableDays;
}

/// <summary>A sensitive or unclassified table whose use through Hive is not logged in full now.</summary>
/// <param name="NotFull">Days of the asked time that were not logged in full.</param>
/// <param name="Why">What says so; that nobody says anything where nobody does.</param>
/// <param name="Finding">The fingerprint of the finding about its database.</param>
public sealed record UnloggedTableRow(
    TableName Table,
    SensitivityLabel? Label,
    int NotFull,
    string Why,
    string Finding
);

/// <summary>How much of the use of a scope's tables was logged, by channel and day.</summary>
/// <param name="Scope">As asked.</param>
/// <param name="To">Exclusive.</param>
/// <param name="Tables">Of the scope, as the catalogue has them at the shown instant.</param>
/// <param name="Rows">Most days that are not full first.</param>
/// <param name="PersonRecords">Declarations about single people: of them the matrix says nothing.</param>
public sealed record CoverageAnswer(
    string Scope,
    DateTimeOffset From,
    DateTimeOffset To,
    int Tables,
    ImmutableArray<CoverageRow> Rows,
    ImmutableArray<CoverageTotal> Totals,
    int PersonRecords,
    DateTimeOffset FactsFrom,
    AnswerStamp Stamp
)
{
    /// <summary>Sensitive tables first that have been unlogged for longest; none where the rule was not asked.</summary>
    public ImmutableArray<UnloggedTableRow> Unlogged { get; init; } = [];

    /// <summary>What somebody who relies on the matrix has to know besides.</summary>
    public ImmutableArray<string> Notes =>
        [
            .. new[]
            {
                Totals.Any(total => total.Derived > 0) ? NumberedTime.Note : null,
                From < FactsFrom
                    ? $"Which policies audited before {UtcText.Short(FactsFrom)} is not known: until then declarations stand as they are."
                    : null,
                PersonRecords > 0
                    ? $"{PersonRecords} declared gaps are about single people; they count in the proof and are not shown here."
                    : null,
            }.OfType<string>(),
        ];
}
