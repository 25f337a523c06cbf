using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules.Costs;

/// <summary>Whether anybody, person or service, read a table in the look-back.</summary>
public enum TableUseState
{
    /// <summary>A read is on record, or the table has not been there for all of the look-back.</summary>
    Used,

    /// <summary>No read, and its use through Hive, files and views was logged in full.</summary>
    ProvenUnused,

    /// <summary>No read is on record, and not all use was logged.</summary>
    Unknown,
}

/// <summary>Why storing a table need not be paid for.</summary>
/// <param name="IsOverdue">It holds data older than its retention allows.</param>
/// <param name="OverdueShare">How much of it surely is overdue, 0 to 1, rows taken as equally large: those of people all of whose data are too old.</param>
/// <param name="IsCopy">It is a copy of a sensitive table, outside that table's zone.</param>
internal readonly record struct AvoidableTable(bool IsOverdue, decimal OverdueShare, TableUseState Use, bool IsCopy)
{
    internal bool IsSure => IsCopy || Use == TableUseState.ProvenUnused;

    internal bool IsPossible => IsSure || IsOverdue || Use == TableUseState.Unknown;
}

/// <summary>Judges what storage is for nothing: data kept too long, tables that nobody reads, shadow copies.</summary>
internal sealed class AvoidableData
{
    /// <summary>Look-back of the over-exposure ratio (metrics 6.4).</summary>
    internal const int UnusedDays = 90;

    private readonly RuleContext _context;
    private readonly DateTimeOffset _since;
    private readonly HashSet<string> _overdue;
    private readonly HashSet<string> _copies;
    private readonly ILookup<TableName, SubjectPresence> _presences;
    private readonly Dictionary<TableOrdinal, List<RetentionRule>> _retention;

    /// <param name="findings">All that the rules found.</param>
    internal AvoidableData(RuleContext context, IEnumerable<Finding> findings)
    {
        _context = context;
        _since = context.Now.AddDays(-UnusedDays);
        var byRule = findings.ToLookup(finding => finding.Rule, finding => finding.Subjects[0], StringComparer.Ordinal);
        _overdue = [.. byRule[new RetentionOverdue().Info.Id]];
        _copies = [.. byRule[new ShadowCopy().Info.Id]];
        _presences = context.Held(context.Records.Subjects).ToLookup(presence => presence.Table);
        _retention = context.Scopes.Narrowest(context.Held(context.Records.RetentionRules), rule => rule.Scope);
    }

    internal AvoidableTable Of(TableOrdinal table)
    {
        var subject = Subject.Of(_context.Table(table).Name);
        var isOverdue = _overdue.Contains(subject);
        return new(isOverdue, isOverdue ? ShareOf(table) : 0, UseOf(table), _copies.Contains(subject));
    }

    private decimal ShareOf(TableOrdinal table)
    {
        if (_context.Table(table) is not { Rows: > 0 and var rows, Name: var name })
        {
            return 0;
        }

        var days = _retention[table].Min(rule => rule.Days);
        var old = _presences[name]
            .Where(presence => presence.LastAt is { } last && RetentionRule.Deadline(last, days) <= _context.Now)
            .Sum(presence => (decimal)(presence.Rows ?? 0));
        return Math.Min(1, old / rows);
    }

    private TableUseState UseOf(TableOrdinal table)
    {
        var facts = _context.Table(table);
        var isRead =
            facts.CreatedAt > _since
            || facts.LastAccessAt >= _since
            || _context.Index.ViewsOver(table).Prepend(table).Any(one => _context.Use.LastReadOf(one) >= _since);
        return isRead ? TableUseState.Used
            : _context.Use.SpeaksOf(_since, _context.Now)
            && new[] { AccessChannel.Hive, AccessChannel.Files, AccessChannel.View }.All(channel =>
                _context.LoggedTime.Of(table, channel).Covers(_since, _context.Now)
            )
                ? TableUseState.ProvenUnused
            : TableUseState.Unknown;
    }
}
