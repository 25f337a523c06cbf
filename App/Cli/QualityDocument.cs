using GovernanceDashboard.Estate;

namespace GovernanceDashboard.Cli;

/// <summary>How a document says how far its facts can be relied on: the score, what is missing or in doubt, and each part by name.</summary>
internal static class QualityDocument
{
    public static object Of(AnswerStamp stamp) =>
        new
        {
            score = stamp.QualityScore,
            caution = stamp.Caution,
            parts = stamp.Quality.Parts.Select(part => new
            {
                name = part.Name,
                score = part.Shown,
                faults = part.Faults,
                of = part.Of,
                weight = part.Weight,
            }),
        };
}
