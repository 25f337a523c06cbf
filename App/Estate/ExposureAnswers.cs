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
/// <param name="Person">The one person, where there is one.</param>
/// <param name="To">Null while it is open.</param>
public sealed record ExposureRow(
    bool IsSure,
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
);

/// <summary>One basis of an answer: its figures, its intervals, and what logs prove.</summary>
/// <param name="Services">The same figures of service accounts.</param>
/// <param name="Rows">Most person-table-days first.</param>
public sealed record ExposureBook(
    ExposureBasis Basis,
    LedgerFigures Figures,
    LedgerFigures Services,
    AccessProof Proof,
    ImmutableArray<ExposureRow> Rows
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
);

/// <summary>One table of a metrics answer, by basis. Null where a figure is not applicable.</summary>
public sealed record TableMetrics(
    TableName Name,
    MeasureRange Weight,
    MeasureRange Readers,
    MeasureRange? ReachPercent,
    BasisMetrics Gross,
    BasisMetrics Net,
    bool IsDeclared
);

/// <param name="Exposed">|Ex|.</param>
/// <param name="Mass">M(t), weighted person-tables.</param>
/// <param name="Score">R(t), 0 to 100.</param>
public sealed record BasisMetrics(
    MeasureRange Exposed,
    MeasureRange? ExcessPercent,
    MeasureRange Mass,
    MeasureRange? Score
);

/// <summary>The metrics of a scope at one instant.</summary>
/// <param name="People">|P|.</param>
/// <param name="Tables">Greatest ranking score first.</param>
public sealed record MetricsAnswer(
    string Scope,
    int People,
    MeasureRange MassGross,
    MeasureRange MassNet,
    MeasureRange? IndexGross,
    MeasureRange? IndexNet,
    MeasureRange Weight,
    ImmutableArray<TableMetrics> Tables,
    AnswerStamp Stamp
);
