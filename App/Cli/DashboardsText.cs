using GovernanceDashboard.Estate;

namespace GovernanceDashboard.Cli;

/// <summary>What dashboards let through, as verbs print it.</summary>
internal static class DashboardsText
{
    public static object Document(ThroughDashboards through, IEnumerable<ReaderRow> readers) =>
        new
        {
            dashboards = through.Dashboards,
            audienceUnknown = through.UnknownAudience,
            count = readers.Count(),
            people = through.People,
            services = through.Services,
            sentence = through.Sentence,
        };

    public static object Document(DashboardsExplained dashboards) =>
        new
        {
            alone = dashboards.IsAlone,
            total = dashboards.Ways.Length,
            sentence = dashboards.Sentence,
            ways = dashboards.Ways.Select(way => new
            {
                dashboard = way.Dashboard,
                views = way.Views.Select(view => view.ToString()),
                trail = way.Trail,
            }),
        };

    public static void Print(TextOutput text, DashboardsExplained? dashboards)
    {
        if (dashboards is null)
        {
            return;
        }

        text.Line();
        text.Line($"Dashboards: {dashboards.Sentence}");
        foreach (var way in dashboards.Ways)
        {
            text.Line($"- {way.Trail}");
        }
    }
}
