using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Estate;

/// <summary>What goes past Hive on one table, in figures. Never part of who can read it: models are not unioned.</summary>
/// <param name="People">People who can read files of the table and nothing of it in Hive.</param>
/// <param name="Services">Service accounts that can.</param>
/// <param name="Sentence">What is known in one plain sentence; where nothing is, that it cannot be answered.</param>
public sealed record FileBypass(FileCoverage Coverage, int People, int Services, string Sentence)
{
    public bool IsKnown => Coverage is FileCoverage.Listed or FileCoverage.NoFiles;
}

/// <summary>One inode's say, in words.</summary>
/// <param name="IsAllowed">Null where it is not known.</param>
public sealed record FileStep(string Path, string Sentence, bool? IsAllowed);

/// <summary>One place where a table's data lies, and the way there for one account.</summary>
/// <param name="Refusing">The first few inodes below that refuse; each stands for all like it.</param>
public sealed record FilePlaceWay(
    string Location,
    bool IsPartition,
    AccessLevel Level,
    string Sentence,
    ImmutableArray<FileStep> Steps,
    ImmutableArray<FileStep> Refusing
);

/// <summary>Why one account can or cannot read one table's files.</summary>
/// <param name="Sentence">Names the bypass, or says that there is none, or that it cannot be answered.</param>
public sealed record FilesExplained(
    FileCoverage Coverage,
    AccessLevel Level,
    bool IsBypass,
    string Sentence,
    ImmutableArray<FilePlaceWay> Places
);

/// <summary>One account that reads files past Hive.</summary>
/// <param name="Why">The class that lets it in at the table's location, in words.</param>
public sealed record FileReaderRow(ReaderRow Reader, string Why);

/// <summary>Who reads a table's files without Hive, by reference, and where they lie.</summary>
/// <param name="CanElevate">Accounts that may take the role admin, by reference: an answer apart, under SQL-standard authorization only.</param>
public sealed record FilesAnswer(
    TableName Table,
    Authorizer Authorizer,
    FileBypass Bypass,
    ImmutableArray<string> Locations,
    ImmutableArray<FileReaderRow> Readers,
    ImmutableArray<ReaderRow> CanElevate,
    AnswerStamp Stamp
);
