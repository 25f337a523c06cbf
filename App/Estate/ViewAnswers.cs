using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Estate;

/// <summary>What views let through on one table, in figures. Part of no other figure: who answers for the table itself.</summary>
/// <param name="Views">Views that show it, directly or through other views.</param>
/// <param name="UnclearViews">Views of the catalogue whose text was not understood, and which may show it.</param>
/// <param name="People">People who read a view over it and none of it themselves: laundered exposure .</param>
/// <param name="Services">Service accounts that do.</param>
/// <param name="PeopleReadingLess">People who read it only in part, masked or filtered, and a view over it as well.</param>
/// <param name="ConditionalPeople">People who could read a view, should a condition hold that cannot be known; among none of the others.</param>
/// <param name="Sentence">All of it in plain sentences.</param>
public sealed record ThroughViews(
    int Views,
    int UnclearViews,
    int People,
    int Services,
    int PeopleReadingLess,
    int ConditionalPeople,
    string Sentence
);

/// <summary>One view over a table.</summary>
/// <param name="Chain">From the view down to the one that reads the table itself; a shortest one.</param>
/// <param name="Readers">People who read the view.</param>
/// <param name="People">Of them those who read nothing of the table itself.</param>
/// <param name="PeopleReadingLess">Of them those who read the table only in part, masked or filtered.</param>
public sealed record ViewOver(
    ImmutableArray<TableName> Chain,
    bool IsMaterialised,
    bool IsUnderstood,
    int Readers,
    int People,
    int PeopleReadingLess
)
{
    public TableName View => Chain[0];
}

/// <summary>One table or view that a view shows.</summary>
/// <param name="IsDirect">Its own text names it; otherwise a view below does.</param>
/// <param name="Label">Null means unclassified: unknown, never safe.</param>
/// <param name="People">People who read the view and nothing of this one: laundered exposure .</param>
/// <param name="PeopleReadingLess">People who read the view, and this one only in part, masked or filtered.</param>
public sealed record ShownTable(
    TableName Table,
    ResourceKind Kind,
    bool IsDirect,
    SensitivityLabel? Label,
    int People,
    int PeopleReadingLess
);

/// <summary>What a view shows.</summary>
/// <param name="Unknown">Names in its text that the catalogue does not have.</param>
/// <param name="Sentence">How far that is known, in a plain sentence.</param>
public sealed record ViewShows(
    bool IsUnderstood,
    bool IsMaterialised,
    ImmutableArray<ShownTable> Tables,
    ImmutableArray<TableName> Unknown,
    string Sentence
);

/// <summary>Who reads a table's data through views and dashboards, through which, and what the table itself shows if it is a view.</summary>
/// <param name="Unclear">The first few views that were not understood, by name.</param>
/// <param name="Readers">Those who read a view or open a dashboard over it and read none of it themselves, by reference.</param>
/// <param name="Shows">Null for a table.</param>
public sealed record ViewsAnswer(
    TableName Table,
    ThroughViews Through,
    ImmutableArray<ViewOver> Over,
    ImmutableArray<TableName> Unclear,
    ImmutableArray<ReaderRow> Readers,
    ViewShows? Shows,
    AnswerStamp Stamp
)
{
    public required ThroughDashboards OnDashboards { get; init; }

    /// <summary>Dashboards that show the table, by id.</summary>
    public required ImmutableArray<DashboardOver> Dashboards { get; init; }
}

/// <summary>One way of one account to a table's data through a view.</summary>
/// <param name="Views">The account reads the first, each reads the next, the last reads the table.</param>
/// <param name="Level">What the account reads of the first.</param>
/// <param name="Why">Why the account reads the first, in a sentence.</param>
/// <param name="Trail">The whole way: <c>p-1 -> eng -> “policy” -> view a.v -> b.t</c>.</param>
public sealed record ViewWayText(
    ImmutableArray<TableName> Views,
    AccessLevel Level,
    ReaderRestrictions Restrictions,
    string Why,
    string Trail
);

/// <summary>Whether one account gets at a table's data through views.</summary>
/// <param name="IsAlone">The account reads nothing of the table itself.</param>
/// <param name="Total">How many views over the table the account reads; exact where <paramref name="Ways"/> is cut.</param>
/// <param name="Ways">One shortest way for each view, shortest first.</param>
public sealed record ViewsExplained(bool IsAlone, int Total, string Sentence, ImmutableArray<ViewWayText> Ways);
