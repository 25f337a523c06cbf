using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>No table of the scope was there while no approval of its class was in force.</summary>
internal sealed class ApprovalCheck : ICommitmentCheck
{
    public string Id => "approval";

    public IEnumerable<(HeldFact<Commitment> Commitment, CommitmentVerdict Verdict)> Judge(
        RuleContext context,
        IReadOnlyList<HeldFact<Commitment>> commitments
    )
    {
        var approvals = new ClassApprovals(context);
        foreach (var commitment in commitments)
        {
            TableOrdinal[] tables = [.. context.Scopes.Of(commitment.Value.Scope)];
            var gaps = tables
                .Select(table => (Table: table, Bare: BareTime(context, approvals, table)))
                .Where(table => table.Bare is not null)
                .ToArray();
            yield return (
                commitment,
                tables.Length == 0 ? CommitmentVerdict.Unknown("The scope holds no table.")
                : gaps.Length == 0
                    ? CommitmentVerdict.Kept($"Approvals reach all {Subject.Count(tables.Length, "table", "tables")}.")
                : new(
                    // From the first table without to the last that got one: a table between them may have had one all the time.
                    [
                        new(
                            gaps.Min(table => table.Bare!.Value.From),
                            Array.Exists(gaps, table => table.Bare!.Value.To is null)
                                ? null
                                : gaps.Max(table => table.Bare!.Value.To)
                        ),
                    ],
                    false,
                    [.. gaps.Select(table => Subject.Of(context.Table(table.Table).Name))],
                    $"{Subject.Count(gaps.Length, "table was", "tables were")} there while no approval of the class was in force.",
                    new(context.WeightOf(gaps.Select(table => table.Table)), 0)
                )
            );
        }
    }

    // The first time in which the table was there and nothing approved it; null for never.
    private static BrokenTime? BareTime(RuleContext context, ClassApprovals approvals, TableOrdinal table)
    {
        var reached = context.Table(table).CreatedAt ?? context.Changes.From ?? context.Now;
        foreach (var approval in approvals.Of(table).OrderBy(approval => approval.From))
        {
            if (approval.From > reached)
            {
                return new(reached, approval.From);
            }

            reached =
                approval.To is not { } to ? DateTimeOffset.MaxValue
                : to > reached ? to
                : reached;
        }

        return reached <= context.Now ? new(reached, null) : null;
    }
}
