using System.Collections.Immutable;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure.Metrics;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Estate;

/// <summary>Which metrics are asked for.</summary>
/// <param name="Scope">As <see cref="Exposure.Ledger.ExposureScope.Parse"/> reads it; a person by pseudonym or login.</param>
/// <param name="Attribute">department, level, region or employment: the populations.</param>
/// <param name="From">Beginning of the time that figures over time are about; null: since the facts are known.</param>
/// <param name="To">Its end, exclusive; null: up to the snapshot's own instant.</param>
/// <param name="LookBackDays">How far use is looked back from the instant; null for 90 days, or since the facts are known if that is less.</param>
/// <param name="LookBack">The stretch itself, in place of the days.</param>
public sealed record MetricsQuestion(
    string Scope,
    string Attribute = "department",
    DateTimeOffset? From = null,
    DateTimeOffset? To = null,
    double? LookBackDays = null,
    (DateTimeOffset From, DateTimeOffset To)? LookBack = null
)
{
    /// <summary>Only of the members of this group or role, by its name with <c>group:</c> or <c>role:</c> before it: its blast radius is theirs together. Null for everybody.</summary>
    public string? Whom { get; init; }

    /// <summary>A scope of more tables gets figures over time only where somebody gives a time: they take tens of seconds.</summary>
    public const int MostTablesInTime = 5_000;

    public const int DefaultLookBackDays = 90;
}

/// <summary>One basis of some tables together.</summary>
/// <param name="Pairs">Σ |Ex|: person-table pairs.</param>
/// <param name="People">People exposed to any of the tables.</param>
/// <param name="Tables">Tables with anybody exposed.</param>
/// <param name="Mass">Σ M(t).</param>
/// <param name="IndexPercent">XI; null where nobody could be exposed.</param>
public sealed record BasisTotals(
    MeasureRange Pairs,
    MeasureRange People,
    MeasureRange Tables,
    MeasureRange Mass,
    MeasureRange? IndexPercent,
    SubjectViewers SubjectViewers
)
{
    /// <summary>So few people that a wide audience gets bounds alone: no index, and how many people is told as "1 to 4".</summary>
    public bool IsBlurred { get; init; }
}

/// <summary>One basis of one table. Null where a figure is not applicable.</summary>
/// <param name="Exposed">|Ex|.</param>
/// <param name="Headroom">|P ∖ Int|.</param>
/// <param name="Mass">M(t), weighted person-tables.</param>
/// <param name="Score">R(t), 0 to 100.</param>
/// <param name="SubjectViewerPairs">Null where nobody recorded whose data stand in the table.</param>
public sealed record BasisMetrics(
    MeasureRange Exposed,
    MeasureRange Headroom,
    MeasureRange? ExcessPercent,
    MeasureRange Mass,
    MeasureRange? Score,
    MeasureRange? SubjectViewerPairs
)
{
    /// <summary>The bands of the excess' two ends: one word where they agree, "–" where it is not applicable.</summary>
    public string Band =>
        ExcessPercent is not { } excess ? "–"
        : ExposureMetrics.Band(excess.Low) is var low && ExposureMetrics.Band(excess.High) is var high && low == high
            ? Word(low)
        : $"{Word(low)} to {Word(high)}";

    private static string Word(ExcessBand band) => band.ToString().ToLowerInvariant();
}

/// <summary>What makes exposure of a table worse and is in no score (metrics 6.3).</summary>
/// <param name="DaysOverdue">Days since its oldest data should have been deleted; null where no rule or no date says.</param>
/// <param name="HasOwner">Somebody is named as its owner.</param>
/// <param name="HasApproval">An approval of it, its database or its group is in force.</param>
/// <param name="IsLogged">Its use through Hive is declared as fully logged at the instant.</param>
/// <param name="FanOut">Resources that are computed from it, or show it, directly.</param>
public sealed record TableModifiers(int? DaysOverdue, bool HasOwner, bool HasApproval, bool IsLogged, int FanOut);

/// <summary>One table of a metrics answer, by basis. Null where a figure is not applicable.</summary>
/// <param name="Subjects">D(t); null where nobody recorded any.</param>
public sealed record TableMetrics(
    TableName Name,
    ImmutableArray<string> Classes,
    MeasureRange Weight,
    MeasureRange Readers,
    MeasureRange? ReachPercent,
    BasisMetrics Gross,
    BasisMetrics Net,
    bool IsDeclared,
    int? Subjects,
    TableModifiers Modifiers
);

/// <summary>A slice of the people: a population of the attribute asked for.</summary>
/// <param name="Use">Null where it is withheld from a wide audience.</param>
/// <param name="Reach">Likewise.</param>
public sealed record PopulationMetrics(
    string Name,
    MeasureRange People,
    BasisTotals Gross,
    BasisTotals Net,
    OverExposureFigures? Use,
    PopulationReach? Reach
);

/// <summary>One person: what they reach, what of it they do not use, and what they are not meant to.</summary>
/// <param name="Exposed">Tables that they can read without being meant to, net.</param>
/// <param name="Marginal">The weight that nobody else reaches.</param>
public sealed record PersonMetrics(
    PrincipalLabel Person,
    MeasureRange Exposed,
    OverExposureFigures Use,
    BlastRadiusFigures Reach,
    MeasureRange Marginal
);

/// <summary>Use in a stretch of time.</summary>
/// <param name="To">Exclusive.</param>
/// <param name="IsShortened">The facts are not known for as long as was wanted.</param>
/// <param name="Use">Null where it is withheld from a wide audience: it would say what one to four people do.</param>
public sealed record LookBackMetrics(DateTimeOffset From, DateTimeOffset To, bool IsShortened, OverExposureFigures? Use)
{
    /// <summary>A sentence where coverage was derived from the logs' own numbers; null where it is as declared.</summary>
    public string? CoverageNote { get; init; }
}

/// <summary>The metrics of a scope at one instant, and over a time.</summary>
/// <param name="People">|P|.</param>
/// <param name="Weight">Σ w(t).</param>
/// <param name="Tables">Greatest ranking score first.</param>
/// <param name="Reach">Null where it is withheld from a wide audience: one to four people reach anything.</param>
/// <param name="Populations">By name; empty for a person.</param>
/// <param name="Persons">Widest reach first; empty where the role may not see people.</param>
/// <param name="Time">Null where the scope is large and no time was asked for.</param>
public sealed record MetricsAnswer(
    string Scope,
    MeasureRange People,
    MeasureRange Weight,
    BasisTotals Gross,
    BasisTotals Net,
    ImmutableArray<TableMetrics> Tables,
    LookBackMetrics LookBack,
    PopulationReach? Reach,
    string Attribute,
    ImmutableArray<PopulationMetrics> Populations,
    ImmutableArray<PersonMetrics> Persons,
    ExposureAnswer? Time,
    AnswerStamp Stamp
)
{
    /// <summary>Populations and tables that are left out for a wide audience: fewer than five people, or what would give such a figure away.</summary>
    public (int Populations, int Tables) Withheld { get; init; }
}
