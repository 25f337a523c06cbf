using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Estate;

/// <summary>
/// The last columns of every CSV file: what its rows hold for, and how far that can be relied on. Columns and not a heading, so that they stay with
/// a row that is sorted, filtered or pasted elsewhere.
/// </summary>
public static class StampColumns
{
    public static ImmutableArray<string> Header { get; } =
    ["snapshot", "at", "digest", "data_quality", "data_quality_lowered_by"];

    public static ImmutableArray<string> Of(AnswerStamp stamp) =>
        [
            stamp.Snapshot.ToString(),
            UtcText.Of(stamp.At),
            stamp.Digest,
            Score(stamp.QualityScore),
            string.Join(
                "; ",
                stamp
                    .Quality.Parts.Where(part => part is { Weight: > 0, Score: < 100 })
                    .Select(part => $"{part.Name} {Score(part.Score)}")
            ),
        ];

    // The digits that documents give; only what is complete reads 100.
    private static string Score(double score) =>
        (score < 100 ? Math.Min(Math.Round(score, 2), 99.99) : 100).ToString("0.##", CultureInfo.InvariantCulture);
}
