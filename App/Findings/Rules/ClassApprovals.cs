using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>Which tables of groups that flows fill stood without an approval of their class, and when.</summary>
internal static class ClassApprovals
{
    /// <summary>Groups with a table that a flow captures into: each of their tables, since it was made, with the approvals about it.</summary>
    public static IEnumerable<(
        string Group,
        ImmutableArray<TableOrdinal> Tables,
        ImmutableArray<HeldFact<Approval>> Approvals
    )> Groups(RuleContext context)
    {
        var filled = context
            .Records.Captures.Select(capture => context.Index.FindTable(capture.Value.Table))
            .OfType<TableOrdinal>()
            .ToHashSet();
        var approvals = context
            .Records.Approvals.Where(approval => approval.Value.Kind == ApprovalKind.Class)
            .ToArray();
        foreach (var group in context.Groups.Groups.Where(group => group.Tables.Any(filled.Contains)))
        {
            // An approval counts for the group where it reaches each of its tables.
            yield return (
                group.Group.Name,
                group.Tables,
                [
                    .. approvals
                        .Where(approval => group.Tables.All(context.Scopes.Of(approval.Value.Scope).Contains))
                        .OrderBy(approval => approval.From),
                ]
            );
        }
    }
}
