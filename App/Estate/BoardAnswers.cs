using System.Collections.Immutable;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure;
using GovernanceDashboard.Exposure.Ledger;
using GovernanceDashboard.Exposure.Metrics;
using GovernanceDashboard.Exposure.Proof;

namespace GovernanceDashboard.Estate;

/// <summary>The tables of a scope that carry one label.</summary>
/// <param name="Label">Null: unclassified, which counts as sensitive and never as safe.</param>
/// <param name="Exposed">Of them those to which somebody outside the audience may have access, net.</param>
public sealed record BoardLabel(SensitivityLabel? Label, int Tables, int Exposed)
{
    public bool IsSensitive => Label is null or SensitivityLabel.Confidential or SensitivityLabel.Restricted;
}

/// <summary>The tables of a scope with one class.</summary>
/// <param name="Bases">How it is known, over all of the tables; in the order of the enumeration.</param>
public sealed record BoardClass(string Class, int Tables, int Exposed, ImmutableArray<ClassificationBasis> Bases);

/// <summary>Whether an access exception widens the audience at the board's instant.</summary>
public enum ExceptionState
{
    InForce,
    Ended,
    NotBegun,
}

/// <summary>An access exception that bears on a scope. Whoever it names is a pseudonym.</summary>
/// <param name="To">Exclusive; null where no end is on file.</param>
public sealed record BoardException(
    string Id,
    string Scope,
    string Principal,
    string Approver,
    string? Document,
    DateTimeOffset From,
    DateTimeOffset? To,
    ExceptionState State
);

/// <summary>The exposed people of one population, net.</summary>
/// <param name="Size">|p|.</param>
public sealed record BoardPopulation(string Name, int Size, MeasureRange Exposed);

/// <summary>The four questions about a scope, as far as one instant answers them: quick at any size.</summary>
/// <param name="Scope">As asked, with a pseudonym for a person.</param>
/// <param name="Standing">Who has access, who of them is not meant to, and what is on file. Of a person: over the tables that they may read.</param>
/// <param name="Labels">Most harmful first, unclassified after Restricted; every label stands there.</param>
/// <param name="Classes">Most tables first.</param>
/// <param name="Exceptions">In force first, then by end.</param>
/// <param name="Departments">Most exposed first, without those that have none. Empty for a reader who may not see who has access.</param>
/// <param name="Departed">Of the exposed people those whom the directory calls departed, net.</param>
public sealed record BoardAnswer(
    string Scope,
    ExposureScope Asked,
    ScopeStanding Standing,
    ImmutableArray<BoardLabel> Labels,
    ImmutableArray<BoardClass> Classes,
    ImmutableArray<BoardException> Exceptions,
    ImmutableArray<BoardPopulation> Departments,
    MeasureRange Departed,
    AnswerStamp Stamp
)
{
    /// <summary>Tables labelled Confidential or Restricted, and unclassified ones.</summary>
    public int SensitiveTables => Labels.Where(label => label.IsSensitive).Sum(label => label.Tables);

    public int ExposedSensitiveTables => Labels.Where(label => label.IsSensitive).Sum(label => label.Exposed);
}

/// <summary>What the exposure ledger and the logs say of a scope up to the board's instant: a background job on a large scope.</summary>
/// <param name="From">The first instant that the snapshot can answer for.</param>
/// <param name="To">Exclusive: the board's instant.</param>
/// <param name="Proof">Net, counts alone: its groups are empty.</param>
/// <param name="Longest">The net intervals with the most person-table-days.</param>
/// <param name="Intervals">How many net intervals there are; null where they are too many to be counted.</param>
public sealed record BoardHistory(
    DateTimeOffset From,
    DateTimeOffset To,
    LedgerFigures Gross,
    LedgerFigures Net,
    LedgerFigures Services,
    AccessProof Proof,
    ImmutableArray<ExposureRow> Longest,
    int? Intervals
);
