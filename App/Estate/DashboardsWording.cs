using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Estate;

/// <summary>Counts what dashboards let through, and puts it into sentences. Names nobody: people are labels.</summary>
internal static class DashboardsWording
{
    private const string ShowsUnknown = "Which columns and rows a dashboard shows is not known.";

    public static ThroughDashboards Through(EstateView view, DashboardReaders readers)
    {
        var own = view.Index.Readers(readers.Table);
        var alone = readers.Readers.Except(own);
        var people = view.Index.PeopleOf(readers.Readers).Except(view.Index.PeopleOf(own)).Count;
        var services = alone
            .Members()
            .Count(account => view.Index.Accounts[account.Value].Kind == PrincipalKind.ServiceAccount);
        var (all, unknown) = (readers.Dashboards.Length, readers.UnknownAudience.Length);
        var sentence =
            view.Facts.Dashboards.IsEmpty ? "No dashboards were imported: what they show is unknown."
            : all == 0 ? "No dashboard is known to show it."
            : $"{Count(all, "dashboard shows", "dashboards show")} it: {Count(people, "person", "people")} and {Count(services, "service account", "service accounts")} may open one and read nothing of the table itself."
                + (
                    unknown == 0
                        ? ""
                        : $" Who may open {(unknown == all ? unknown == 1 ? "it" : "them" : $"{unknown} of them")} is unknown."
                )
                + $" {ShowsUnknown}";
        return new(all, unknown, people, services, sentence);
    }

    public static DashboardOver Over(EstateView view, Dashboard dashboard, TableOrdinal table)
    {
        var audience = view.Index.Audience(dashboard) is { } accounts ? view.Index.PeopleOf(accounts) : null;
        return new(
            view.NameOf(dashboard),
            [.. view.Index.DashboardChain(dashboard, table).Select(one => view.Index.Table(one).Name)],
            audience?.Count,
            audience?.Except(view.Index.PeopleOf(view.Index.Readers(table))).Count
        );
    }

    public static DashboardsExplained Explain(EstateView view, PrincipalOrdinal account, TableOrdinal table, string who)
    {
        var name = view.Index.Table(table).Name;
        var ways = view.Index.DashboardWays(account, table);
        var isAlone = !ways.IsEmpty && !view.Index.Readers(table).Contains(account);
        var sentence = ways.IsEmpty
            ? view.Index.DashboardsOver(table) is { IsEmpty: false } over
                ? $"{Count(over.Length, "dashboard shows", "dashboards show")} {name}; {who} is in no audience of {(over.Length == 1 ? "it" : "them")}"
                    + (over.Any(one => one.Audience is null) ? " that is known, and some are not." : ".")
                : $"No dashboard is known to show {name}."
            : $"{who} may open {Count(ways.Length, "dashboard", "dashboards")} that {(ways.Length == 1 ? "shows" : "show")} {name}"
                + (isAlone ? $", without SELECT on {name} itself. {ShowsUnknown}" : " as well.");
        return new(
            isAlone,
            sentence,
            [
                .. ways.Select(way =>
                {
                    var dashboard = view.NameOf(way.Dashboard);
                    TableName[] views = [.. way.Views.Select(one => view.Index.Table(one).Name)];
                    return new DashboardWayText(
                        dashboard,
                        [.. views],
                        string.Join(
                            " -> ",
                            [who, $"dashboard {dashboard}", .. views.Select(one => $"view {one}"), name.ToString()]
                        )
                    );
                }),
            ]
        );
    }

    private static string Count(int number, string one, string many) =>
        number == 1 ? $"1 {one}" : FormattableString.Invariant($"{number:#,0} {many}");
}
