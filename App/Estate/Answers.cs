using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Estate;

/// <summary>Which snapshot and instant an answer holds for.</summary>
/// <param name="Caution">What the facts lack altogether; null where nothing is missing.</param>
public sealed record AnswerStamp(
    SnapshotId Snapshot,
    DateTimeOffset At,
    string Digest,
    DataQuality Quality,
    bool IsDemo,
    string? Caution
)
{
    /// <summary>0 to 100.</summary>
    public double QualityScore => Quality.Score;
}

/// <summary>One table as lists show it.</summary>
/// <param name="Label">Null means unclassified: unknown, never safe.</param>
/// <param name="Creator">A label's reference; null where the metastore names nobody.</param>
/// <param name="People">People at level Full or Partial.</param>
/// <param name="Services">Service accounts at level Full or Partial.</param>
/// <param name="BreadthPercent">100·People / |P|; null where there are no people.</param>
/// <param name="IsConditional">Some reader's level hangs on a condition: People is a lower bound.</param>
public sealed record TableSummary(
    TableOrdinal Ordinal,
    TableName Name,
    ResourceKind Kind,
    SensitivityLabel? Label,
    ImmutableArray<string> Classes,
    ImmutableArray<string> Groups,
    string? Creator,
    int Columns,
    long? Rows,
    DateTimeOffset? CreatedAt,
    int People,
    int Services,
    double? BreadthPercent,
    bool IsConditional
);

public enum TableSort
{
    Name,
    Label,
    People,
    Columns,
    Rows,
    CreatedAt,
}

/// <summary>Which tables, in which order. Filters are joined by "and"; null filters nothing.</summary>
/// <param name="Search">Parts of the full name, divided by blanks, each of which must occur; without case.</param>
/// <param name="Label">A label's name, or <c>unknown</c> for unclassified tables.</param>
public sealed record TableQuery(
    string? Search = null,
    string? Database = null,
    string? Group = null,
    string? Class = null,
    string? Label = null,
    int? MinPeople = null,
    TableSort Sort = TableSort.Name,
    bool Descending = false
)
{
    public static TableQuery Everything { get; } = new();
}

/// <summary>A stretch of a list.</summary>
/// <param name="Total">Rows that fit the query, on all pages.</param>
public sealed record Page<T>(ImmutableArray<T> Rows, int Total, AnswerStamp Stamp);

/// <summary>A database as the tree shows it.</summary>
/// <param name="Unclassified">Tables without any class.</param>
/// <param name="Sensitive">Tables labelled Confidential or Restricted, and unclassified ones.</param>
public sealed record DatabaseSummary(string Name, int Tables, int Sensitive, int Unclassified, int MaxPeople);

/// <summary>One column with the classes on it and how many people can read it.</summary>
/// <param name="MaskedPeople">Of them, to whom it is masked.</param>
public sealed record ColumnDetail(TableColumn Column, ImmutableArray<string> Classes, int People, int MaskedPeople = 0);

/// <summary>A policy that has a say on a table, as the properties pane lists it.</summary>
public sealed record PolicyMention(long Id, string Name, string ResourceText, bool IsTagPolicy, bool NamesEveryone);

/// <summary>A table with its columns and the number of people on each level. Who they are is <see cref="WhoAnswer"/>.</summary>
public sealed record TableDetail(
    TableSummary Summary,
    string? Comment,
    string? Location,
    long? Bytes,
    DateTimeOffset? LastAccessAt,
    ImmutableArray<DataOwner> Owners,
    ImmutableArray<ColumnDetail> Columns,
    ImmutableArray<Classification> Classifications,
    int FullPeople,
    int PartialPeople,
    int TableOnlyPeople,
    int MetadataOnlyPeople,
    int ConditionalPeople,
    AnswerStamp Stamp
)
{
    /// <summary>Readers to whom at least one column that they read is masked.</summary>
    public int MaskedPeople { get; init; }

    /// <summary>Readers to whom every column that they read is masked, or may be: in neither People nor breadth.</summary>
    public int MaskedOnlyPeople { get; init; }

    /// <summary>Readers before whom a row filter stands.</summary>
    public int FilteredPeople { get; init; }

    /// <summary>Inferred classes that an override sets aside: they count nowhere.</summary>
    public ImmutableArray<Classification> SetAside { get; init; } = [];

    /// <summary>Classes set by hand on the table and its columns, by id.</summary>
    public ImmutableArray<ClassOverride> Overrides { get; init; } = [];

    /// <summary>What goes past Hive, in figures; part of none of the others.</summary>
    public required FileBypass Bypass { get; init; }

    /// <summary>What views let through, in figures; part of none of the others.</summary>
    public required ThroughViews Through { get; init; }

    /// <summary>What dashboards let through, in figures; part of none of the others.</summary>
    public required ThroughDashboards OnDashboards { get; init; }
}

/// <summary>One principal that can read the table.</summary>
/// <param name="Columns">Names of the readable columns at level Partial; empty at level Full.</param>
public sealed record ReaderRow(
    PrincipalLabel Principal,
    AccessLevel Level,
    ImmutableArray<string> Columns,
    ImmutableArray<string> Channels,
    bool IsConditional,
    string? Department,
    string? Team,
    string? PersonLevel,
    string? Region,
    EmploymentStatus? Status
)
{
    /// <summary>Masks on the columns that they read, and the row filter before them.</summary>
    public ReaderRestrictions Restrictions { get; init; } = ReaderRestrictions.None;

    /// <summary>One policy item that lets them read the table, and through what; null where a column was asked about, or SELECT is not their way.</summary>
    public string? OpenedBy { get; init; }

    /// <summary>Views over the table that they read, by name.</summary>
    public ImmutableArray<TableName> Views { get; init; } = [];

    /// <summary>Dashboards over the table that they may open, by name.</summary>
    public ImmutableArray<string> Dashboards { get; init; } = [];

    /// <summary>False where all that they read is a view's or a dashboard's: which columns of the table it shows is not known, and Level is None.</summary>
    public bool IsLevelKnown => Level != AccessLevel.None || (Views.IsEmpty && Dashboards.IsEmpty);
}

/// <summary>Who can read a table (or one column): levels Full and Partial, sorted by label reference.</summary>
/// <param name="People">
/// People among the rows who read something unmasked (of a column: that column). The other rows are service accounts and people who see
/// masked values only.
/// </param>
public sealed record WhoAnswer(
    TableName Table,
    string? Column,
    ImmutableArray<ReaderRow> Principals,
    int People,
    int TableOnly,
    int MetadataOnly,
    AnswerStamp Stamp
)
{
    /// <summary>People among the rows to whom all that they read is masked, or may be; counted apart.</summary>
    public int MaskedOnlyPeople { get; init; }

    /// <summary>What goes past Hive, in figures.</summary>
    public required FileBypass Bypass { get; init; }

    /// <summary>Those who read the files and nothing in Hive, sorted by label reference; in no other figure.</summary>
    public ImmutableArray<ReaderRow> FileReaders { get; init; } = [];

    /// <summary>What views let through, in figures.</summary>
    public required ThroughViews Through { get; init; }

    /// <summary>Those who read a view over the table, and neither the table nor its files, sorted by label reference; in no other figure.</summary>
    public ImmutableArray<ReaderRow> ViewReaders { get; init; } = [];

    /// <summary>What dashboards let through, in figures.</summary>
    public required ThroughDashboards OnDashboards { get; init; }

    /// <summary>Those who may open a dashboard over the table and have no other way to it, sorted by label reference; in no other figure.</summary>
    public ImmutableArray<ReaderRow> DashboardReaders { get; init; } = [];

    /// <summary>Those who may take the role admin, an answer apart (SQL-standard authorization only); sorted by label reference.</summary>
    public ImmutableArray<ReaderRow> CanElevate { get; init; } = [];
}

/// <summary>One table that the principal can read.</summary>
public sealed record ReadableTable(
    TableSummary Table,
    AccessLevel Level,
    ImmutableArray<string> Columns,
    ImmutableArray<string> Channels,
    bool IsConditional
)
{
    public ReaderRestrictions Restrictions { get; init; } = ReaderRestrictions.None;

    /// <summary>Views over the table that the principal reads, by name; listed where the table itself is not read.</summary>
    public ImmutableArray<TableName> Views { get; init; } = [];

    /// <summary>Dashboards over the table that the principal may open, by name; listed where there is no other way to it.</summary>
    public ImmutableArray<string> Dashboards { get; init; } = [];

    /// <summary>False where all that is read is a view's or a dashboard's: which columns of the table it shows is not known, and Level is None.</summary>
    public bool IsLevelKnown => Level != AccessLevel.None || (Views.IsEmpty && Dashboards.IsEmpty);
}

/// <summary>What a principal can read: levels Full and Partial, sorted by table name.</summary>
public sealed record WhatAnswer(
    PersonSummary Principal,
    ImmutableArray<ReadableTable> Tables,
    ImmutableArray<PrincipalId> Containers,
    AnswerStamp Stamp
)
{
    /// <summary>Tables that the principal reads through files alone, sorted by name; in no other figure.</summary>
    public ImmutableArray<ReadableTable> FileTables { get; init; } = [];

    /// <summary>Tables that the principal reads through views alone, sorted by name; in no other figure.</summary>
    public ImmutableArray<ReadableTable> ViewTables { get; init; } = [];

    /// <summary>Tables that the principal sees on dashboards alone, sorted by name; in no other figure.</summary>
    public ImmutableArray<ReadableTable> DashboardTables { get; init; } = [];

    /// <summary>Addresses that Ranger's url policies name and let the principal read, sorted.</summary>
    public ImmutableArray<ReadableAddress> Addresses { get; init; } = [];

    /// <summary>Views of the catalogue whose text was not understood: what they show is in no list.</summary>
    public int UnclearViews { get; init; }

    /// <summary>Whether <see cref="FileTables"/> could be told: a listing of HDFS was imported.</summary>
    public bool KnowsFiles { get; init; }
}

/// <summary>A person or service account as lists show it.</summary>
/// <param name="Manager">The manager's label; null where unknown.</param>
/// <param name="Tables">Readable tables (Full or Partial); -1 where not counted.</param>
public sealed record PersonSummary(
    PrincipalLabel Principal,
    bool IsEnabled,
    string? Department,
    string? Team,
    string? Level,
    string? Region,
    string? EmploymentType,
    EmploymentStatus? Status,
    PrincipalLabel? Manager,
    int Tables
);

/// <summary>One step of a chain, already labelled: "p-0a1b2c3d4e", "group eng".</summary>
/// <param name="Reference">How a link or a change set names it: a pseudonym, or a name; null for macros such as {OWNER}.</param>
public sealed record ChainLink(PrincipalNamespace Namespace, string Text, string? Reference);

/// <summary>An opinion in words, for people who do not know Ranger.</summary>
/// <param name="Sentence">One plain sentence that names the policy, its resource and the chain.</param>
/// <param name="Loss">Why it did not decide; null for deciding opinions.</param>
public sealed record ExplainedOpinion(
    AccessOpinion Opinion,
    ImmutableArray<ChainLink> Chain,
    string Sentence,
    ImmutableArray<string> Columns,
    LossReason? Loss
);

/// <summary>Why one principal can, or cannot, read one table or column.</summary>
/// <param name="Paths">All minimal paths; null for a disabled account.</param>
/// <param name="Cuts">What would end the access; null where nothing can be read.</param>
/// <param name="Nearest">What comes nearest to what is refused; null where nothing is, or nothing comes near.</param>
public sealed record ExplainAnswer(
    PersonSummary Principal,
    TableName Table,
    string? Column,
    AccessLevel Level,
    ImmutableArray<string> Columns,
    ImmutableArray<ExplainedOpinion> Deciding,
    ImmutableArray<ExplainedOpinion> Losing,
    string Verdict,
    string? WhyNot,
    AnswerStamp Stamp,
    PathsAnswer? Paths = null,
    CutsAnswer? Cuts = null,
    NearestAnswer? Nearest = null
)
{
    public ReaderRestrictions Restrictions { get; init; } = ReaderRestrictions.None;

    /// <summary>Ways in, of <see cref="AccessChannels"/>; empty where nothing can be read.</summary>
    public ImmutableArray<string> Channels { get; init; } = [];

    /// <summary>The level could be higher, or masks and filters others, should a condition hold that cannot be known.</summary>
    public bool IsConditional { get; init; }

    /// <summary>The same question to the files; null for a disabled account.</summary>
    public FilesExplained? Files { get; init; }

    /// <summary>The same question to views over the table; null for a disabled account.</summary>
    public ViewsExplained? Views { get; init; }

    /// <summary>The same question to dashboards over the table; null for a disabled account.</summary>
    public DashboardsExplained? Dashboards { get; init; }
}

/// <param name="Sensitivities">Of each of the heatmap's groups, in their order.</param>
public sealed record HeatmapAnswer(Heatmap Heatmap, ImmutableArray<GroupSensitivity> Sensitivities, AnswerStamp Stamp);

/// <summary>One person of a heatmap cell with how many of the group's tables they can read.</summary>
public sealed record CellPerson(PersonSummary Person, int TablesInGroup);

/// <summary>The people and tables behind a heatmap cell. Population null: all people.</summary>
public sealed record CellAnswer(
    string Group,
    string Attribute,
    string? Population,
    HeatmapCell Cell,
    ImmutableArray<CellPerson> People,
    ImmutableArray<CellTable> Tables,
    GroupSensitivity Sensitivity,
    AnswerStamp Stamp
);

/// <summary>One table of a heatmap cell with how many of the population's people can read it.</summary>
public sealed record CellTable(TableSummary Table, int PeopleInPopulation);

/// <summary>One policy item as What-if offers it. Logins among the principals are pseudonyms.</summary>
/// <param name="TablesReached">Tables that the policy's resource matches.</param>
public sealed record PolicyItemRow(
    long PolicyId,
    string PolicyName,
    bool IsTagPolicy,
    bool IsEnabled,
    int Priority,
    string ResourceText,
    PolicyItemList List,
    int ItemIndex,
    ImmutableArray<string> Accesses,
    ImmutableArray<ChainLink> Principals,
    bool NamesEveryone,
    int TablesReached
);
