using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;

namespace GovernanceDashboard.Cli;

/// <summary>What views let through, as verbs print it.</summary>
internal static class ViewsText
{
    public static object Document(ThroughViews through, IEnumerable<ReaderRow> readers) =>
        new
        {
            views = through.Views,
            notUnderstood = through.UnclearViews,
            count = readers.Count(),
            people = through.People,
            services = through.Services,
            peopleReadingLess = through.PeopleReadingLess,
            conditionalPeople = through.ConditionalPeople,
            sentence = through.Sentence,
        };

    public static object Document(ViewsExplained views) =>
        new
        {
            alone = views.IsAlone,
            total = views.Total,
            sentence = views.Sentence,
            ways = views.Ways.Select(way => new
            {
                views = way.Views.Select(view => view.ToString()),
                level = way.Level,
                masked = way.Restrictions.IsMasked,
                filtered = way.Restrictions.IsFiltered,
                why = way.Why,
                trail = way.Trail,
            }),
        };

    /// <summary>What a cell says where all that is read is a view's or a dashboard's.</summary>
    public static string Columns(IEnumerable<TableName> views, IEnumerable<string> dashboards) =>
        $"unknown, through {QuestionText.List([.. views.Select(view => view.ToString()), .. dashboards.Select(one => $"dashboard {one}")])}";

    public static void Print(TextOutput text, ViewsExplained? views)
    {
        if (views is null)
        {
            return;
        }

        text.Line();
        text.Line($"Views: {views.Sentence}");
        foreach (var way in views.Ways)
        {
            var less = RestrictionText.Cell(way.Restrictions);
            text.Line($"- {way.Trail}{(less.Length == 0 ? "" : $" ({less} in {way.Views[0]})")}");
            if (way.Why.Length > 0)
            {
                text.Line($"    {way.Why}");
            }
        }

        if (views.Total > views.Ways.Length)
        {
            text.Line($"  and {Figures.Of(views.Total - views.Ways.Length, "view")} more");
        }
    }
}
