using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Estate;

/// <summary>Counts what views let through, and puts it into sentences. Names nobody: people are labels.</summary>
internal static class ViewsWording
{
    private const int MostWays = 20;
    private const string ColumnsUnknown = "Which columns a view shows is not known.";

    public static ThroughViews Through(EstateView view, ViewReaders readers)
    {
        var (nothing, less) = Beside(view, readers.Unmasked, readers.Table);
        var services = readers
            .Readers.Except(view.Index.Readers(readers.Table))
            .Members()
            .Count(account => view.Index.Accounts[account.Value].Kind == PrincipalKind.ServiceAccount);
        var conditional = view
            .Index.PeopleOf(readers.Conditional.Except(view.Index.Readers(readers.Table)))
            .Except(view.Index.PeopleOf(readers.Readers))
            .Count;
        var figures = new ThroughViews(
            readers.Views.Length,
            readers.UnclearViews.Length,
            nothing.Count,
            services,
            less.Count,
            conditional,
            ""
        );
        return figures with { Sentence = Sentence(view.Index.Authorizer, figures) };
    }

    /// <summary>People who read a view and nothing of the table, and people who read less than all of the table in the clear.</summary>
    public static (PrincipalSet Nothing, PrincipalSet Less) Beside(
        EstateView view,
        PrincipalSet viewers,
        TableOrdinal table
    )
    {
        var readers = view.Index.WhoCanAccess(table);
        var people = view.Index.PeopleOf(viewers);
        var own = view.Index.PeopleOf(readers.Full.Union(readers.Partial));
        var whole = readers.Full.Except(readers.Flags.Masked).Except(readers.Flags.Filtered);
        return (people.Except(own), people.Intersect(own).Except(view.Index.PeopleOf(whole)));
    }

    public static ViewShows Shows(ViewContents contents, bool isMaterialised, ImmutableArray<ShownTable> tables)
    {
        var kind = isMaterialised ? "A materialised view: a copy of what it read when it was made. It" : "It";
        var sentence = contents.Direct.IsEmpty
            ? contents.IsUnderstood
                ? "Its text reads no table of the catalogue."
                : "Its text was not understood: what it reads is not known."
            : $"{kind} reads {Count(contents.Direct.Length, "table or view", "tables and views")}"
                + (
                    contents.All.Length > contents.Direct.Length
                        ? $", {contents.All.Length} with what is below them."
                        : "."
                )
                + (contents.IsUnderstood ? "" : " Its text was not understood to its end: it may read more.");
        return new(contents.IsUnderstood, isMaterialised, tables, contents.Unknown, sentence);
    }

    public static ViewsExplained Explain(
        EstateView view,
        PrincipalOrdinal account,
        TableOrdinal table,
        string who,
        UnmaskPermit? permit
    )
    {
        var name = view.Index.Table(table).Name;
        var ways = view.Index.ViewWays(account, table);
        var isAlone = !ways.IsEmpty && !view.Index.Readers(table).Contains(account);
        var sentence = ways.IsEmpty
            ? view.Index.ViewsOver(table) is { Length: var over and > 0 }
                ? $"{Count(over, "view shows", "views show")} {name}; {who} reads none of them."
                : $"No view is known to show {name}."
            : isAlone
                ? $"{who} reads {Count(ways.Length, "view", "views")} that {(ways.Length == 1 ? "shows" : "show")} {name}, without SELECT on {name} itself. {ColumnsUnknown}"
                : $"{who} reads {Count(ways.Length, "view", "views")} that {(ways.Length == 1 ? "shows" : "show")} {name} as well.";
        return new(
            isAlone,
            ways.Length,
            sentence,
            [.. ways.Take(MostWays).Select(way => Way(view, account, name, way, permit))]
        );
    }

    private static ViewWayText Way(
        EstateView view,
        PrincipalOrdinal account,
        TableName table,
        ViewWay way,
        UnmaskPermit? permit
    )
    {
        var first = view.Index.Table(way.Views[0]);
        var deciding = view.Index.Explain(account, way.Views[0], null).Deciding;
        var why = deciding.IsEmpty ? null : ExplanationWording.Explained(view, first, deciding[0], null, permit);
        ImmutableArray<TableName> views = [.. way.Views.Select(one => view.Index.Table(one).Name)];
        return new(
            views,
            way.Level,
            ReaderRestrictions.Of(view, view.Index.WhoCanAccess(way.Views[0]), account, null),
            why?.Sentence ?? "",
            string.Join(
                " -> ",
                [
                    .. (why?.Chain ?? []).Select(link => link.Text),
                    .. deciding is [{ PolicyName: { } policy }, ..] ? [$"“{policy}”"] : Array.Empty<string>(),
                    .. views.Select(one => $"view {one}"),
                    table.ToString(),
                ]
            )
        );
    }

    private static string Sentence(Authorizer authorizer, ThroughViews figures)
    {
        var unclear =
            figures.UnclearViews == 0
                ? ""
                : $" {Count(figures.UnclearViews, "view", "views")} of the catalogue {(figures.UnclearViews == 1 ? "was" : "were")} not understood, and may show it.";
        if (figures.Views == 0)
        {
            return $"No view is known to show it.{unclear}";
        }

        var less =
            figures.PeopleReadingLess == 0
                ? ""
                : $" {Count(figures.PeopleReadingLess, "person who reads", "people who read")} it only in part, masked or filtered {(figures.PeopleReadingLess == 1 ? "reads" : "read")} one as well.";
        var conditional =
            figures.ConditionalPeople == 0
                ? ""
                : $" {Count(figures.ConditionalPeople, "person", "people")} more could, on a condition that cannot be known.";
        var show = Count(figures.Views, "view shows it", "views show it");
        return figures.People + figures.Services == 0
            ? $"{show}. Nobody reads one who cannot read it itself.{Below(authorizer)}{less}{conditional}{unclear}"
            : $"{show}: {Count(figures.People, "person", "people")} and {Count(figures.Services, "service account", "service accounts")} read one and nothing of it itself. {ColumnsUnknown}{less}{conditional}{unclear}";
    }

    // Why a view lets nobody through there.
    private static string Below(Authorizer authorizer) =>
        authorizer switch
        {
            Authorizer.Legacy => " The legacy authorizer asks for the tables below a view, too.",
            Authorizer.StorageBased => " A view has no files of its own: whoever reads it reads the files below.",
            Authorizer.Ranger or Authorizer.SqlStandard => "",
        };

    private static string Count(int number, string one, string many) =>
        number == 1 ? $"1 {one}" : FormattableString.Invariant($"{number:#,0} {many}");
}
