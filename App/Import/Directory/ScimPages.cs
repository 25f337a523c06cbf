using System.Text.Json;
using GovernanceDashboard.Import.Json;

namespace GovernanceDashboard.Import.Directory;

/// <summary>
/// Holds the pages of list responses (RFC 7644, 3.4.2.4) against what they say of themselves: how many results there are, and where each page begins.
/// A page that is missing is people who are missing.
/// </summary>
internal sealed class ScimPages
{
    private readonly SortedDictionary<string, (SortedSet<long> Totals, long Held)> _lists = new(StringComparer.Ordinal);

    /// <summary>Whether a response without a list says that it has no results.</summary>
    public bool IsEmptyPage(Dictionary<string, JsonSlice> members) =>
        !members.ContainsKey("Resources") && Number(members, "totalResults") is { } total && Add("resources", total, 0);

    /// <param name="users">How many of the page's resources are users.</param>
    public void Add(Dictionary<string, JsonSlice> members, int users, int resources)
    {
        if (Number(members, "totalResults") is { } total)
        {
            Add(
                users == resources ? "users"
                    : users == 0 ? "groups"
                    : "users and groups",
                total,
                resources
            );
        }
    }

    public void Say(ImportLedger ledger)
    {
        foreach (var (what, (totals, held)) in _lists)
        {
            if (totals.Count > 1)
            {
                ledger.Warn(
                    $"SCIM pages of {what} disagree on how many there are ({string.Join(", ", totals)}): the directory changed between them."
                );
            }

            if (totals.Max != held)
            {
                ledger.Warn(
                    $"SCIM lists of {what} say that there are {totals.Max}, and the files hold {held}: {(held < totals.Max ? "pages are missing" : "pages stand there twice, or more than one list was exported")}."
                );
            }
        }
    }

    private bool Add(string what, long total, long held)
    {
        var (totals, before) = _lists.GetValueOrDefault(what, ([], 0));
        totals.Add(total);
        _lists[what] = (totals, before + held);
        return true;
    }

    private static long? Number(Dictionary<string, JsonSlice> members, string name)
    {
        if (!members.TryGetValue(name, out var slice))
        {
            return null;
        }

        using var value = slice.Parse();
        return
            value.RootElement.ValueKind == JsonValueKind.Number
            && value.RootElement.TryGetInt64(out var number)
            && number >= 0
            ? number
            : null;
    }
}
