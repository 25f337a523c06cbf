using GovernanceDashboard.Estate;
using GovernanceDashboard.Exposure.Metrics;

namespace GovernanceDashboard.Cli;

/// <summary>A trend as a document, and for a reader at the terminal.</summary>
internal static class TrendText
{
    public static object Document(TrendAnswer answer) =>
        new
        {
            scope = answer.Scope,
            from = answer.From,
            to = answer.To,
            snapshot = answer.Stamp.Snapshot.ToString(),
            digest = answer.Stamp.Digest,
            quality = QualityDocument.Of(answer.Stamp),
            count = answer.Trend.Points.Length,
            points = answer.Trend.Points.Select(point => new
            {
                at = point.At,
                people = ExposureDocument.Bounds(point.People),
                tables = point.Tables,
                gross = Document(point.Gross),
                net = Document(point.Net),
            }),
            growth = new
            {
                broadAbovePercent = answer.Growth.BroadPercent,
                instants = answer.Growth.Points.Length,
                points = answer.Growth.Points.Select(point => new
                {
                    at = point.At,
                    tables = ExposureDocument.Bounds(point.Tables),
                    sensitiveTables = ExposureDocument.Bounds(point.Sensitive),
                    broadSensitiveTables = ExposureDocument.Bounds(point.Broad),
                    sensitiveColumns = ExposureDocument.Bounds(point.Columns),
                    newSensitiveColumns = ExposureDocument.Bounds(point.NewColumns),
                }),
                slopes = TrendLines
                    .Growth(answer)
                    .Select(line => new
                    {
                        figure = line.Name,
                        per30Days = ExposureDocument.Bounds(line.Slope?.Per30Days),
                        n = answer.Growth.Points.Length,
                    }),
                newSensitiveColumns = ExposureDocument.Bounds(answer.Growth.NewColumns),
            },
            waterfall = new { gross = answer.Trend.Gross.Select(Document), net = answer.Trend.Net.Select(Document) },
        };

    public static void Print(TextOutput text, TrendAnswer answer)
    {
        text.Line(
            $"Trend of {answer.Scope} from {Instants.Format(answer.From)} to {Instants.Format(answer.To)}, {QuestionText.Of(answer.Stamp)}"
        );
        text.Table(
            [
                "AT",
                TextColumn.Number("PEOPLE"),
                TextColumn.Number("TABLES"),
                TextColumn.Number("EXPOSED NET"),
                TextColumn.Number("PAIRS NET"),
                TextColumn.Number("MASS GROSS"),
                TextColumn.Number("MASS NET"),
                TextColumn.Number("INDEX % NET"),
            ],
            [
                .. answer.Trend.Points.Select(point =>
                    new[]
                    {
                        Instants.Format(point.At),
                        ExposureDocument.Range(point.People),
                        Figures.Count(point.Tables),
                        ExposureDocument.Range(point.Net.People),
                        ExposureDocument.Range(point.Net.Pairs),
                        ExposureDocument.Range(point.Gross.Mass),
                        ExposureDocument.Range(point.Net.Mass),
                        ExposureDocument.PercentRange(point.Net.IndexPercent),
                    }
                ),
            ]
        );
        text.Line();
        text.Line("What changed from the first instant to the last, net; the steps add up:");
        var (first, last) = (answer.Trend.Points[0].Net, answer.Trend.Points[^1].Net);
        text.Table(
            ["STEP", TextColumn.Number("PAIRS"), TextColumn.Number("MASS")],
            [
                ["at first", ExposureDocument.Range(first.Pairs), ExposureDocument.Range(first.Mass)],
                .. answer.Trend.Net.Select(step =>
                    new[] { TrendLines.Word(step.Cause), TrendLines.Change(step.Pairs), TrendLines.Change(step.Mass) }
                ),
                ["at last", ExposureDocument.Range(last.Pairs), ExposureDocument.Range(last.Mass)],
            ]
        );
        text.Line();
        text.Line(
            $"What could be exposed, by its least-squares slope over {Figures.Of(answer.Growth.Points.Length, "instant")}; {ExposureDocument.Range(answer.Growth.NewColumns)} columns of sensitive classes were new:"
        );
        text.Table(
            ["FIGURE", TextColumn.Number("AT FIRST"), TextColumn.Number("AT LAST"), TextColumn.Number("PER 30 DAYS")],
            [
                .. TrendLines
                    .Growth(answer)
                    .Select(line =>
                        new[]
                        {
                            line.Title,
                            ExposureDocument.Range(line.First),
                            ExposureDocument.Range(line.Last),
                            TrendLines.Slope(line.Slope),
                        }
                    ),
            ]
        );
    }

    private static object Document(TrendFigures figures) =>
        new
        {
            people = ExposureDocument.Bounds(figures.People),
            pairs = ExposureDocument.Bounds(figures.Pairs),
            mass = ExposureDocument.Bounds(figures.Mass),
            indexPercent = ExposureDocument.Percents(figures.IndexPercent),
        };

    private static object Document(TrendStep step) =>
        new
        {
            cause = TrendLines.Word(step.Cause),
            pairs = ExposureDocument.Moved(step.Pairs),
            mass = ExposureDocument.Moved(step.Mass),
        };
}
