using System.Collections.Immutable;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure.Ledger;
using GovernanceDashboard.Exposure.Metrics;
using GovernanceDashboard.Exposure.Proof;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Estate;

/// <summary>What happened at an end of an interval, in words without real names.</summary>
/// <param name="Actor">A pseudonym; null where no change log says.</param>
public sealed record ExposureCause(string Change, string? Actor, string? Ticket);

/// <summary>People x tables x interval, as a row.</summary>
/// <param name="IsSure">False where the exposure is only possible: between the bounds of a change, on a condition, or without an audience.</param>
/// <param name="IsWhole">False for a sure interval that is part of a longer possible one, which is a row of its own: the upper bound counts that.</param>
/// <param name="Person">The one person, where there is one.</param>
/// <param name="To">Null while it is open.</param>
public sealed record ExposureRow(
    bool IsSure,
    bool IsWhole,
    int People,
    int Services,
    PrincipalLabel? Person,
    ImmutableArray<TableName> Tables,
    DateTimeOffset From,
    DateTimeOffset? To,
    bool IsOpenAtStart,
    double Days,
    ImmutableArray<ExposureCause> Opening,
    ImmutableArray<ExposureCause> Closing
)
{
    /// <summary>What the row adds to the book's person-table-days, to each bound of them.</summary>
    public MeasureRange PersonTableDays => Share(People);

    /// <summary>The same of service accounts.</summary>
    public MeasureRange ServiceTableDays => Share(Services);

    private MeasureRange Share(int who)
    {
        var days = (double)who * Tables.Length * Days;
        return new(IsSure ? days : 0, IsWhole ? days : 0);
    }
}

/// <summary>One basis of an answer: its figures, its intervals, and what logs prove.</summary>
/// <param name="Services">The same figures of service accounts.</param>
/// <param name="Rows">Most person-table-days first.</param>
/// <param name="Unlisted">
/// Of how many exposed tables the intervals are not among the rows, since there are too many: all with fewer person-table-days, gross, than any that is
/// listed. The figures and the proof hold all tables.
/// </param>
public sealed record ExposureBook(
    ExposureBasis Basis,
    LedgerFigures Figures,
    LedgerFigures Services,
    AccessProof Proof,
    ImmutableArray<ExposureRow> Rows,
    int Unlisted
);

/// <summary>How long a scope stood open to people whom it is not meant for, and what logs say of it.</summary>
/// <param name="Scope">As asked, with a pseudonym for a person.</param>
/// <param name="To">Exclusive.</param>
public sealed record ExposureAnswer(
    string Scope,
    DateTimeOffset From,
    DateTimeOffset To,
    int Tables,
    ExposureBook Gross,
    ExposureBook Net,
    AnswerStamp Stamp
)
{
    /// <summary>Stretches of full logs that nobody declares and that follow from the logs' own numbers; database by database.</summary>
    public int DerivedCoverage { get; init; }

    /// <summary>A sentence where coverage was derived; null where it is as declared.</summary>
    public string? CoverageNote => DerivedCoverage == 0 ? null : NumberedTime.Note;
}
