using System.Collections.Immutable;

namespace GovernanceDashboard.Findings;

/// <summary>Where a finding stands (glossary; the first four after OCSF).</summary>
public enum FindingStatus
{
    /// <summary>It is found, for the first time or still since, and nobody has taken it up.</summary>
    New,

    /// <summary>Somebody has taken it up since it appeared.</summary>
    InProgress,

    /// <summary>It is found, and a waiver in force permits it. It still counts.</summary>
    Suppressed,

    /// <summary>Its rule ran and no longer finds it. Nobody can declare that by hand.</summary>
    Resolved,

    /// <summary>It was resolved, is found again, and nobody has taken it up since.</summary>
    BackAgain,
}

/// <summary>The words for where a finding stands.</summary>
public static class FindingStatusWords
{
    /// <summary>As arguments and links spell them, in the order of the enumeration.</summary>
    public static ImmutableArray<string> All { get; } = [.. Enum.GetValues<FindingStatus>().Select(Word)];

    /// <summary>As arguments and links spell it: <c>in-progress</c>.</summary>
    public static string Word(this FindingStatus status) =>
        status switch
        {
            FindingStatus.New => "new",
            FindingStatus.InProgress => "in-progress",
            FindingStatus.Suppressed => "suppressed",
            FindingStatus.Resolved => "resolved",
            FindingStatus.BackAgain => "back-again",
        };

    /// <summary>As a reader reads it: "in progress".</summary>
    public static string Title(this FindingStatus status) => Word(status).Replace('-', ' ');

    /// <summary>Null where the word is none of them.</summary>
    public static FindingStatus? Parse(string? word)
    {
        var index = All.IndexOf(word?.Trim().ToLowerInvariant().Replace(' ', '-') ?? "");
        return index < 0 ? null : (FindingStatus)index;
    }
}
