using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules.Use;

/// <summary>What logs tell of the columns of tables that flows fill.</summary>
public sealed class CapturedFields
{
    private readonly RuleContext _context;
    private readonly DateTimeOffset _since;
    private readonly ILookup<TableName, ColumnsRead> _reads;

    /// <param name="since">Where the look-back begins.</param>
    internal CapturedFields(RuleContext context, DateTimeOffset since)
    {
        (_context, _since) = (context, since);
        _reads = context.ColumnsRead.ToLookup(read => read.Table);
    }

    /// <summary>The tables that flows fill, and the views over them, by name: whose reads tell of them.</summary>
    public static ImmutableArray<TableName> Tables(AccessIndex index, GovernanceHistory records) =>
        [
            .. records
                .Captures.Select(capture => index.FindTable(capture.Value.Table))
                .OfType<TableOrdinal>()
                .Distinct()
                .SelectMany(table => index.ViewsOver(table).Prepend(table))
                .Select(table => index.Table(table).Name)
                .Distinct()
                .Order(),
        ];

    /// <summary>
    /// Whether silence of the logs says that nobody read: the table has been there, and its use through Hive, files and views was logged in full, for all of the look-back.
    /// </summary>
    internal bool IsJudged(TableOrdinal table) =>
        (_context.Table(table).CreatedAt is not { } made || made <= _since)
        && new[] { AccessChannel.Hive, AccessChannel.Files, AccessChannel.View }.All(channel =>
            _context.LoggedTime.Of(table, channel).Covers(_since, _context.Now)
        );

    /// <summary>Whether anybody read anything of the table in the look-back.</summary>
    internal bool IsInUse(TableOrdinal table) => Reads(table).Any(read => read.Last >= _since);

    /// <summary>
    /// When the column may have been read last; null for never. A read that names no column, or of the table's files, or of a view over it, may be one of any column.
    /// </summary>
    internal DateTimeOffset? LastRead(TableOrdinal table, string column) =>
        Reads(table)
            .Where(read =>
                read.Columns.Length == 0
                || read.Channel == AuditChannel.Files
                || read.Table != _context.Table(table).Name
                || read.Columns.Split(',').Contains(column, StringComparer.OrdinalIgnoreCase)
            )
            .Select(read => (DateTimeOffset?)read.Last)
            .Max();

    private IEnumerable<ColumnsRead> Reads(TableOrdinal table) =>
        _context.Index.ViewsOver(table).Prepend(table).SelectMany(one => _reads[_context.Table(one).Name]);
}
