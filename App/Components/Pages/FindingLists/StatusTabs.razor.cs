using GovernanceDashboard.Findings;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.FindingLists;

/// <summary>How many findings stand where, each a link to them. What a waiver permits and what is resolved are counted apart.</summary>
public sealed partial class StatusTabs : ComponentBase
{
    private static readonly FindingStatus[] s_order =
    [
        FindingStatus.New,
        FindingStatus.BackAgain,
        FindingStatus.InProgress,
        FindingStatus.Suppressed,
        FindingStatus.Resolved,
    ];

    /// <summary>Null while it is asked for.</summary>
    [Parameter, EditorRequired]
    public FindingsAnswer? Answer { get; set; }

    /// <summary>Null for all that are found.</summary>
    [Parameter]
    public FindingStatus? Status { get; set; }

    /// <summary>The address of a status; of null: of all that are found.</summary>
    [Parameter, EditorRequired]
    public required Func<FindingStatus?, string> Link { get; set; }

    /// <summary>Whether only findings are shown whose waiver waits for its approval.</summary>
    [Parameter]
    public bool IsAsked { get; set; }

    /// <summary>The address of those findings.</summary>
    [Parameter]
    public string AskedLink { get; set; } = "";

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];

    private static string Meaning(FindingStatus status) =>
        status switch
        {
            FindingStatus.New => "Found, and nobody has taken it up",
            FindingStatus.InProgress => "Found, and somebody has taken it up",
            FindingStatus.Suppressed => "Found, and a waiver in force permits it; it still counts among the found",
            FindingStatus.Resolved => "Found in an earlier snapshot and no longer; not among the found",
            FindingStatus.BackAgain => "Was resolved, is found again, and nobody has taken it up since",
        };
}
