using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>
/// Approvals of classes about scopes that collection flows fill: a scope counts where a flow captures into at least one of its tables. A table that no approval reaches belongs to the smallest table group
/// that holds it.
/// </summary>
internal sealed class ClassApprovals
{
    private readonly ILookup<TableOrdinal, HeldFact<Approval>> _byTable;

    public ClassApprovals(RuleContext context)
    {
        var filled = context
            .Records.Captures.Select(capture => context.Index.FindTable(capture.Value.Table))
            .OfType<TableOrdinal>()
            .ToHashSet();
        var approvals = context
            .Records.Approvals.Where(approval => approval.Value.Kind == ApprovalKind.Class)
            .OrderBy(approval => approval.From)
            .ToArray();
        _byTable = approvals
            .SelectMany(approval => context.Scopes.Of(approval.Value.Scope).Select(table => (table, approval)))
            .ToLookup(pair => pair.table, pair => pair.approval);
        Tables = context
            .Tables.Select(table => (Table: table, Scope: ScopeOf(context, table)))
            .Where(pair => pair.Scope is not null && context.Scopes.Of(pair.Scope).Any(filled.Contains))
            .ToLookup(pair => pair.Scope!, pair => pair.Table, StringComparer.Ordinal);
    }

    /// <summary>Tables by the scope that speaks of them: that of their first approval, else their smallest group.</summary>
    public ILookup<string, TableOrdinal> Tables { get; }

    /// <summary>By beginning.</summary>
    public IEnumerable<HeldFact<Approval>> Of(TableOrdinal table) => _byTable[table];

    private string? ScopeOf(RuleContext context, TableOrdinal table) =>
        _byTable[table].FirstOrDefault()?.Value.Scope
        ?? (
            context.Groups.GroupsOf(table).MinBy(group => group.Tables.Length) is { } group
                ? Subject.Group(group.Group.Name)
                : null
        );
}
