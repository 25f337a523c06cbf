using GovernanceDashboard.Estate;

namespace GovernanceDashboard.Cli;

/// <summary>Which grants uphold exposure, as a document and for a reader at the terminal.</summary>
internal static class GrantsText
{
    private const int Shown = 50;

    public static object Document(GrantsAnswer answer) =>
        new
        {
            scope = answer.Scope,
            at = answer.Stamp.At,
            snapshot = answer.Stamp.Snapshot.ToString(),
            digest = answer.Stamp.Digest,
            quality = QualityDocument.Of(answer.Stamp),
            mass = ExposureDocument.Bounds(answer.Mass),
            redundant = ExposureDocument.Bounds(answer.Redundant),
            count = answer.Grants.Length,
            grants = answer.Grants.Select(grant => new
            {
                policy = grant.PolicyId,
                name = grant.Policy,
                item = grant.Item,
                principals = grant.Principals,
                pairs = ExposureDocument.Moved(grant.Pairs),
                mass = ExposureDocument.Moved(grant.Mass),
            }),
        };

    public static void Print(TextOutput text, GrantsAnswer answer)
    {
        text.Line(
            $"Grants that uphold exposure of {answer.Scope}, net mass {ExposureDocument.Range(answer.Mass)}, {QuestionText.Of(answer.Stamp)}"
        );
        text.Table(
            [
                TextColumn.Number("POLICY"),
                "NAME",
                TextColumn.Number("ITEM"),
                TextColumn.Number("PAIRS"),
                TextColumn.Number("MASS"),
                "TO",
            ],
            [
                .. answer
                    .Grants.Take(Shown)
                    .Select(grant =>
                        new[]
                        {
                            Figures.Count(grant.PolicyId),
                            grant.Policy,
                            Figures.Count(grant.Item),
                            TrendLines.Change(grant.Pairs),
                            TrendLines.Change(grant.Mass),
                            QuestionText.List(grant.Principals),
                        }
                    ),
            ]
        );
        text.Line(
            $"Removing one grant alone takes so much away; {ExposureDocument.Range(answer.Redundant)} is upheld by several at once{(answer.Grants.Length > Shown ? $". {Shown} of {answer.Grants.Length} grants are shown; --json gives all" : "")}."
        );
    }
}
