using GovernanceDashboard.Estate;
using GovernanceDashboard.Exposure;
using GovernanceDashboard.Exposure.Metrics;

namespace GovernanceDashboard.Cli;

/// <summary>Metrics for a reader at the terminal.</summary>
internal static class MetricsText
{
    private const int Shown = 50;
    private const int PeopleShown = 20;

    public static void Print(TextOutput text, MetricsAnswer answer)
    {
        text.Line(
            $"Metrics of {answer.Scope}, {Figures.Of(answer.Tables.Length, "table")}, people {Range(answer.People)}, {QuestionText.Of(answer.Stamp)}"
        );
        text.Table(
            ["FIGURE", TextColumn.Number("GROSS"), TextColumn.Number("NET"), "UNIT"],
            [
                Line("mass", totals => Range(totals.Mass)),
                Line("indexPercent", totals => Percent(totals.IndexPercent)),
                ["exposed pairs", Range(answer.Gross.Pairs), Range(answer.Net.Pairs), "person-table pairs"],
                ["people exposed", Range(answer.Gross.People), Range(answer.Net.People), "people"],
                ["tables exposed", Range(answer.Gross.Tables), Range(answer.Net.Tables), "tables"],
                Line("subjectViewerPairs", totals => Range(totals.SubjectViewers.Pairs)),
            ]
        );
        if (answer.Net.SubjectViewers is { TablesWithout: > 0 } subjects)
        {
            text.Line(
                $"Whose data stand in them is recorded for {answer.Tables.Length - subjects.TablesWithout} of {Figures.Of(answer.Tables.Length, "table")}: subject-viewer pairs are of these alone."
            );
        }

        PrintUse(text, answer);
        if (answer.Time is { } time)
        {
            text.Line();
            text.Line($"Over the time from {Instants.Format(time.From)} to {Instants.Format(time.To)}:");
            ExposureVerb.PrintFigures(text, time);
        }
        else
        {
            text.Line();
            text.Line(
                "Figures over a time are left out: of so many tables --from or --to asks for them, and they are never of some people alone (--whom)."
            );
        }

        PrintPopulations(text, answer);
        PrintPersons(text, answer);
        PrintTables(text, answer);
        text.Line("What each figure means, and how it is computed: metrics --formulas.");

        string[] Line(string id, Func<BasisTotals, string> figure) =>
            [Title(id), figure(answer.Gross), figure(answer.Net), MetricCatalogue.Of(id).Unit];
    }

    private static void PrintUse(TextOutput text, MetricsAnswer answer)
    {
        var pairs = answer.LookBack.Use is { Pairs: var known }
            ? $"of {Figures.Of(known.Entitled, "entitlement")} {known.Used} used, {known.ProvenUnused} proven unused, {known.Unknown} unknown."
            : $"{SmallCells.Word}, it would tell of fewer than five people.";
        text.Line();
        text.Line(
            $"Use from {Instants.Format(answer.LookBack.From)} to {Instants.Format(answer.LookBack.To)}{(answer.LookBack.IsShortened ? " (the facts are not known for longer)" : "")}: {pairs}"
        );
        if (answer.LookBack.CoverageNote is { } note)
        {
            text.Line(note);
        }

        text.Table(
            ["FIGURE", TextColumn.Number("VALUE"), "UNIT"],
            [
                Line("overExposurePercent", OfUse(use => Figures.Percent(use.NaivePercent))),
                Line("overExposureBoundsPercent", OfUse(use => Percent(use.BoundsPercent))),
                ["over-exposure, weighted bounds", OfUse(use => Percent(use.WeightedPercent)), "% of entitled weight"],
                Line("blastRadiusTables", OfReach(reach => Range(reach.Union.Tables))),
                Line("blastRadiusWeight", OfReach(reach => Range(reach.Union.Weight))),
                Line("blastRadiusPercent", OfReach(reach => Percent(reach.Union.Percent))),
                ["blast radius, mean of a person", OfReach(reach => Range(reach.Mean)), "severity points"],
                ["blast radius, widest person", OfReach(reach => Range(reach.Most)), "severity points"],
                Line("marginalWeight", OfReach(reach => Range(reach.Marginal))),
                Line("redundantWeight", OfReach(reach => Range(reach.Redundant))),
            ]
        );

        string OfUse(Func<OverExposureFigures, string> figure) =>
            answer.LookBack.Use is { } use ? figure(use) : SmallCells.Word;

        string OfReach(Func<PopulationReach, string> figure) =>
            answer.Reach is { } reach ? figure(reach) : SmallCells.Word;

        static string[] Line(string id, string value) => [Title(id), value, MetricCatalogue.Of(id).Unit];
    }

    private static void PrintPopulations(TextOutput text, MetricsAnswer answer)
    {
        if (answer.Populations.IsEmpty)
        {
            return;
        }

        text.Line();
        text.Line($"By {answer.Attribute}, net:");
        text.Table(
            [
                "POPULATION",
                TextColumn.Number("PEOPLE"),
                TextColumn.Number("EXPOSED"),
                TextColumn.Number("MASS"),
                TextColumn.Number("INDEX %"),
                TextColumn.Number("OER %"),
                TextColumn.Number("BLAST RADIUS"),
                TextColumn.Number("MEAN"),
            ],
            [
                .. answer.Populations.Select(population =>
                    new[]
                    {
                        population.Name,
                        Range(population.People),
                        Range(population.Net.People),
                        Range(population.Net.Mass),
                        Percent(population.Net.IndexPercent),
                        population.Use is { } use ? Percent(use.BoundsPercent) : SmallCells.Word,
                        population.Reach is { } reach ? Range(reach.Union.Weight) : SmallCells.Word,
                        population.Reach is { } mean ? Range(mean.Mean) : SmallCells.Word,
                    }
                ),
            ]
        );
    }

    private static void PrintPersons(TextOutput text, MetricsAnswer answer)
    {
        if (answer.Persons.IsEmpty)
        {
            return;
        }

        text.Line();
        text.Line(
            $"People, widest reach first{(answer.Persons.Length > PeopleShown ? $" ({PeopleShown} of {answer.Persons.Length}; --json gives all)" : "")}:"
        );
        text.Table(
            [
                "PERSON",
                TextColumn.Number("EXPOSED TO"),
                TextColumn.Number("TABLES"),
                TextColumn.Number("BRW"),
                TextColumn.Number("BR %"),
                TextColumn.Number("MARGINAL"),
                TextColumn.Number("OER %"),
                TextColumn.Number("OER BOUNDS %"),
            ],
            [
                .. answer
                    .Persons.Take(PeopleShown)
                    .Select(person =>
                        new[]
                        {
                            person.Person.Reference,
                            Range(person.Exposed),
                            Range(person.Reach.Tables),
                            Range(person.Reach.Weight),
                            Percent(person.Reach.Percent),
                            Range(person.Marginal),
                            Figures.Percent(person.Use.NaivePercent),
                            Percent(person.Use.BoundsPercent),
                        }
                    ),
            ]
        );
    }

    private static void PrintTables(TextOutput text, MetricsAnswer answer)
    {
        text.Line();
        text.Table(
            [
                "TABLE",
                TextColumn.Number("WEIGHT"),
                TextColumn.Number("READERS"),
                TextColumn.Number("REACH %"),
                TextColumn.Number("EXPOSED"),
                TextColumn.Number("OF"),
                TextColumn.Number("EXCESS %"),
                "BAND",
                TextColumn.Number("MASS"),
                TextColumn.Number("SCORE"),
                "AUDIENCE",
                TextColumn.Number("OVERDUE"),
                "OWNER",
                "APPROVAL",
                "LOGGED",
                TextColumn.Number("FAN-OUT"),
            ],
            [
                .. answer
                    .Tables.Take(Shown)
                    .Select(table =>
                        new[]
                        {
                            table.Name.ToString(),
                            Range(table.Weight),
                            Range(table.Readers),
                            Percent(table.ReachPercent),
                            Range(table.Net.Exposed),
                            Range(table.Net.Headroom),
                            Percent(table.Net.ExcessPercent),
                            table.Net.Band,
                            Range(table.Net.Mass),
                            Percent(table.Net.Score),
                            table.IsDeclared ? "declared" : "nobody declared one",
                            table.Modifiers.DaysOverdue is { } days ? Figures.Count(days) : "–",
                            Word(table.Modifiers.HasOwner),
                            Word(table.Modifiers.HasApproval),
                            Word(table.Modifiers.IsLogged),
                            Figures.Count(table.Modifiers.FanOut),
                        }
                    ),
            ]
        );
        if (answer.Tables.Length > Shown)
        {
            text.Line($"{Shown} of {Figures.Of(answer.Tables.Length, "table")}, by score; --csv and --json give all.");
        }
    }

    private static string Title(string id) => MetricCatalogue.Of(id).Title.ToLowerInvariant();

    private static string Word(bool isSo) => isSo ? "yes" : "no";

    private static string Range(MeasureRange? range) => ExposureDocument.Range(range);

    private static string Percent(MeasureRange? range) => ExposureDocument.PercentRange(range);
}
