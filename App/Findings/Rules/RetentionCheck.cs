using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>Nothing in the scope is older than <c>max_days</c>: judged by the oldest data of a person known to stand in its tables.</summary>
internal sealed class RetentionCheck : ICommitmentCheck
{
    private const string MaxDays = "max_days";

    public string Id => "retention";

    public IEnumerable<(HeldFact<Commitment> Commitment, CommitmentVerdict Verdict)> Judge(
        RuleContext context,
        IReadOnlyList<HeldFact<Commitment>> commitments
    )
    {
        var oldest = context
            .Held(context.Records.Subjects)
            .Where(subject => subject.FirstAt <= context.Now)
            .GroupBy(subject => subject.Table)
            .Select(table => (Table: context.Index.FindTable(table.Key), First: table.Min(one => one.FirstAt!.Value)))
            .Where(table => table.Table is not null)
            .ToDictionary(table => table.Table!.Value, table => table.First);
        foreach (var commitment in commitments)
        {
            yield return (commitment, Verdict(context, commitment.Value, oldest));
        }
    }

    private static CommitmentVerdict Verdict(
        RuleContext context,
        Commitment commitment,
        Dictionary<TableOrdinal, DateTimeOffset> oldest
    )
    {
        if (CommitmentParameters.Number(commitment, MaxDays) is not { } days)
        {
            return CommitmentVerdict.Unknown($"The parameters do not say {MaxDays}.");
        }

        TableOrdinal[] known = [.. context.Scopes.Of(commitment.Scope).Where(oldest.ContainsKey)];
        if (known.Length == 0)
        {
            return CommitmentVerdict.Unknown("Of no table of the scope is it recorded how old its data is.");
        }

        TableOrdinal[] late = [.. known.Where(table => RetentionRule.Deadline(oldest[table], days) <= context.Now)];
        return late.Length == 0
            ? CommitmentVerdict.Kept(
                $"The oldest data in {Subject.Count(known.Length, "table", "tables")} of which it is recorded is within {Subject.Count(days, "day", "days")}."
            )
            : CommitmentVerdict.BrokenSince(
                RetentionRule.Deadline(late.Min(table => oldest[table]), days),
                late.Select(table => Subject.Of(context.Table(table).Name)),
                $"{Subject.Count(late.Length, "table holds", "tables hold")} data older than {Subject.Count(days, "day", "days")}.",
                new(context.WeightOf(late), 0)
            );
    }
}
