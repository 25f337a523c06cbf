using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Estate;

/// <summary>What the audit logs say that one login did with a table.</summary>
/// <param name="Level">What the login can read in Hive at the picture's instant.</param>
/// <param name="Reads">Allowed reads, repeats included.</param>
/// <param name="Denied">Refused reads and writes.</param>
/// <param name="Columns">The columns that the logs name, sorted; empty where they name none.</param>
/// <param name="Channels">Ways by which the data was reached: hive, files.</param>
public sealed record TableUseRow(
    PrincipalLabel Principal,
    string? Department,
    AccessLevel Level,
    long Reads,
    long Denied,
    long Writes,
    DateTimeOffset First,
    DateTimeOffset Last,
    ImmutableArray<string> Columns,
    ImmutableArray<string> Channels
);

/// <summary>Logged use of one table. Who is missing may have used it all the same: what was not logged is not known.</summary>
/// <param name="Logs">Log files that were imported.</param>
/// <param name="From">The first event kept of any table; null where no log was imported.</param>
/// <param name="IsExact">Every instant is an event's own; otherwise the events of a day were added up.</param>
/// <param name="Rows">The last to use it first.</param>
public sealed record TableUseAnswer(
    TableName Table,
    int Logs,
    DateTimeOffset? From,
    DateTimeOffset? To,
    bool IsExact,
    ImmutableArray<TableUseRow> Rows,
    string Sentence,
    AnswerStamp Stamp
)
{
    /// <summary>Uses after it were left out; null where all were asked for.</summary>
    public DateTimeOffset? UpTo { get; init; }
}
