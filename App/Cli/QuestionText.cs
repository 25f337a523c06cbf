using GovernanceDashboard.Access;
using GovernanceDashboard.Estate;

namespace GovernanceDashboard.Cli;

/// <summary>Phrases that several verbs print alike.</summary>
internal static class QuestionText
{
    private const int DigestDigits = 12;

    /// <summary>What an answer holds for, on one line.</summary>
    public static string Of(AnswerStamp stamp) =>
        $"at {Instants.Format(stamp.At)}, snapshot {stamp.Snapshot} ({stamp.Digest[..Math.Min(DigestDigits, stamp.Digest.Length)]}), "
        + $"data quality {Figures.Percent(stamp.QualityScore)} of 100{(stamp.IsDemo ? ", generated demonstration estate" : "")}"
        + (stamp.Caution is { } caution ? $". Caution: {caution}" : "");

    /// <summary>The level, marked where a condition that a snapshot cannot settle could lift it.</summary>
    /// <param name="isKnown">False where it is not known how much is read.</param>
    public static string Level(AccessLevel level, bool isConditional, bool isKnown) =>
        isConditional && isKnown ? $"{level} or more" : Level(level, isKnown);

    /// <summary>The level as documents spell it.</summary>
    public static string Level(AccessLevel level, bool isKnown) => isKnown ? level.ToString() : "Unknown";

    public static string List(IEnumerable<string> words) => string.Join(", ", words);
}
