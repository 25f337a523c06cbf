using GovernanceDashboard.Estate;

namespace GovernanceDashboard.Findings;

/// <summary>Which findings a filter lets through. What it says of status and owner is checked here once.</summary>
internal static class FindingSelection
{
    public static Func<FindingRow, bool> Of(FindingFilter filter, EstateView view)
    {
        var words = filter.Search?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        var owner = filter.Owner?.Trim() is { Length: > 0 } named ? Reference(named, view) : null;
        return row =>
            (filter.Rule is null || row.Rule.Id == filter.Rule)
            && row.Severity >= filter.AtLeast
            && (filter.Status is null || row.Life?.Status == filter.Status)
            && (!filter.IsWaiverAsked || row.Life?.Requested is not null)
            && (!filter.IsOverdue || row.Life is { IsOverdue: true })
            && (owner is null || IsOwner(row, owner))
            && Array.TrueForAll(words, word => Holds(row, word));
    }

    // A login is as good as its pseudonym; anything else may be a team.
    private static string Reference(string owner, EstateView view) =>
        view.Resolve(owner) is [var account] ? view.LabelOf(account, null).Reference : owner;

    private static bool IsOwner(FindingRow row, string owner) =>
        row.Owner is null
            ? owner.Equals(FindingFilter.Nobody, StringComparison.OrdinalIgnoreCase)
            : row.Owner.Reference == owner || owner.Equals(row.Owner.Team, StringComparison.OrdinalIgnoreCase);

    private static bool Holds(FindingRow row, string word) =>
        row.Statement.Contains(word, StringComparison.OrdinalIgnoreCase)
        || row.Rule.Title.Contains(word, StringComparison.OrdinalIgnoreCase)
        || row.Id.StartsWith(word, StringComparison.OrdinalIgnoreCase)
        || row.Subjects.Any(subject => subject.Text.Contains(word, StringComparison.OrdinalIgnoreCase));
}
