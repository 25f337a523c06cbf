using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Cli;

/// <summary>How a document says how far its facts can be relied on: the score, and each part by name.</summary>
internal static class QualityDocument
{
    public static object Of(DataQuality quality) =>
        new
        {
            score = Figures.PercentNumber(quality.Score),
            parts = quality.Parts.Select(part => new
            {
                name = part.Name,
                score = Figures.PercentNumber(part.Score),
                faults = part.Faults,
                of = part.Of,
                weight = part.Weight,
            }),
        };
}
