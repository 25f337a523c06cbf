using GovernanceDashboard.Estate;
using GovernanceDashboard.Exposure.Metrics;

namespace GovernanceDashboard.Cli;

/// <summary>Metrics as a document. Figures are <c>{low, high}</c>, equal where everything is known; null where they do not apply.</summary>
internal static class MetricsDocument
{
    public static object Of(MetricsAnswer answer) =>
        new
        {
            scope = answer.Scope,
            at = answer.Stamp.At,
            snapshot = answer.Stamp.Snapshot.ToString(),
            digest = answer.Stamp.Digest,
            quality = QualityDocument.Of(answer.Stamp),
            people = Bounds(answer.People),
            weight = Bounds(answer.Weight),
            gross = Of(answer.Gross),
            net = Of(answer.Net),
            lookBack = new
            {
                from = answer.LookBack.From,
                to = answer.LookBack.To,
                shortened = answer.LookBack.IsShortened,
                use = Of(answer.LookBack.Use),
                coverageNote = answer.LookBack.CoverageNote,
            },
            blastRadius = Of(answer.Reach),
            time = answer.Time is { } time
                ? new
                {
                    from = time.From,
                    to = time.To,
                    gross = ExposureDocument.Of(time.Gross),
                    net = ExposureDocument.Of(time.Net),
                }
                : null,
            by = answer.Attribute,
            populations = answer.Populations.Select(population => new
            {
                name = population.Name,
                people = Bounds(population.People),
                gross = Of(population.Gross),
                net = Of(population.Net),
                use = Of(population.Use),
                blastRadius = Of(population.Reach),
            }),
            persons = answer.Persons.Select(person => new
            {
                name = person.Person.Reference,
                exposedTables = Bounds(person.Exposed),
                use = Of(person.Use),
                blastRadius = Of(person.Reach),
                marginalWeight = Bounds(person.Marginal),
            }),
            withheld = new { populations = answer.Withheld.Populations, tables = answer.Withheld.Tables },
            count = answer.Tables.Length,
            tables = answer.Tables.Select(table => new
            {
                name = table.Name.ToString(),
                classes = table.Classes,
                weight = Bounds(table.Weight),
                declared = table.IsDeclared,
                readers = Bounds(table.Readers),
                reachPercent = ExposureDocument.Percents(table.ReachPercent),
                gross = Of(table.Gross),
                net = Of(table.Net),
                subjects = table.Subjects,
                daysOverdue = table.Modifiers.DaysOverdue,
                owner = table.Modifiers.HasOwner,
                approval = table.Modifiers.HasApproval,
                logged = table.Modifiers.IsLogged,
                fanOut = table.Modifiers.FanOut,
            }),
            formulas = MetricCatalogue.All,
        };

    private static object Of(BasisTotals totals) =>
        new
        {
            mass = Bounds(totals.Mass),
            indexPercent = ExposureDocument.Percents(totals.IndexPercent),
            blurred = totals.IsBlurred,
            pairs = Bounds(totals.Pairs),
            people = Bounds(totals.People),
            tables = Bounds(totals.Tables),
            subjects = totals.SubjectViewers.Subjects,
            subjectViewerPairs = Bounds(totals.SubjectViewers.Pairs),
            tablesWithoutSubjects = totals.SubjectViewers.TablesWithout,
        };

    private static object Of(BasisMetrics figures) =>
        new
        {
            exposed = Bounds(figures.Exposed),
            headroom = Bounds(figures.Headroom),
            excessPercent = ExposureDocument.Percents(figures.ExcessPercent),
            band = figures.ExcessPercent is null ? null : figures.Band,
            mass = Bounds(figures.Mass),
            score = ExposureDocument.Percents(figures.Score),
            subjectViewerPairs = Bounds(figures.SubjectViewerPairs),
        };

    // Null: withheld from a wide audience.
    private static object? Of(OverExposureFigures? figures) =>
        figures is not { } use
            ? null
            : new
            {
                entitled = use.Pairs.Entitled,
                used = use.Pairs.Used,
                provenUnused = use.Pairs.ProvenUnused,
                unknown = use.Pairs.Unknown,
                doubtful = use.Doubtful.Entitled,
                overExposurePercent = Figures.PercentNumber(use.NaivePercent),
                overExposureBoundsPercent = ExposureDocument.Percents(use.BoundsPercent),
                weightedBoundsPercent = ExposureDocument.Percents(use.WeightedPercent),
            };

    private static object Of(BlastRadiusFigures reach) =>
        new
        {
            tables = Bounds(reach.Tables),
            weight = Bounds(reach.Weight),
            percent = ExposureDocument.Percents(reach.Percent),
        };

    private static object? Of(PopulationReach? figures) =>
        figures is not { } reach
            ? null
            : new
            {
                tables = Bounds(reach.Union.Tables),
                weight = Bounds(reach.Union.Weight),
                percent = ExposureDocument.Percents(reach.Union.Percent),
                meanWeight = Bounds(reach.Mean),
                maxWeight = Bounds(reach.Most),
                marginalWeight = Bounds(reach.Marginal),
                redundantWeight = Bounds(reach.Redundant),
            };

    private static object? Bounds(MeasureRange? range) => ExposureDocument.Bounds(range);
}
