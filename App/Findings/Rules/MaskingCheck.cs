using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>
/// No more than <c>max_people</c> people (none, where it is not said) can read one of the <c>columns</c> in a table of the scope unmasked, at any instant. Where access hangs on a condition
/// nobody can say that it is kept.
/// </summary>
internal sealed class MaskingCheck : ICommitmentCheck
{
    private const string Columns = "columns";
    private const string MaxPeople = "max_people";

    public string Id => "masking";

    public IEnumerable<(HeldFact<Commitment> Commitment, CommitmentVerdict Verdict)> Judge(
        RuleContext context,
        IReadOnlyList<HeldFact<Commitment>> commitments
    )
    {
        var counted = new List<(HeldFact<Commitment> Commitment, AudienceLimit Limit)>();
        foreach (var commitment in commitments)
        {
            var (columns, scope) = (CommitmentParameters.Words(commitment.Value, Columns), commitment.Value.Scope);
            var fields = new FieldNames(columns);
            if (columns.IsEmpty || !fields.AreIn(context.Index, context.Scopes.Of(scope)))
            {
                yield return (
                    commitment,
                    CommitmentVerdict.Unknown(
                        columns.IsEmpty
                            ? $"The parameters do not say {Columns}."
                            : $"No table of the scope has a column {string.Join(" or ", columns)}."
                    )
                );
            }
            else
            {
                counted.Add(
                    (commitment, new(scope, CommitmentParameters.Number(commitment.Value, MaxPeople) ?? 0, fields))
                );
            }
        }

        if (counted.Count == 0)
        {
            yield break;
        }

        var exceeded = new AudienceOverTime(context, [.. counted.Select(each => each.Limit)]).Exceeded();
        for (var at = 0; at < counted.Count; at++)
        {
            yield return (counted[at].Commitment, Verdict(context, counted[at].Limit, exceeded[at]));
        }
    }

    private static CommitmentVerdict Verdict(
        RuleContext context,
        AudienceLimit limit,
        ImmutableArray<BrokenTime> exceeded
    )
    {
        var tables = context.Scopes.Of(limit.Scope);
        var people = limit.Fields!.Readers(context.Index, tables);
        var said =
            $"{Subject.Count(people.Count, "person reads", "people read")} a column that was to be masked as it is; {Subject.Count(limit.MaxPeople, "is", "are")} the most that was promised.";
        if (exceeded.IsEmpty)
        {
            return tables.Any(context.Index.IsConditional)
                ? CommitmentVerdict.Unknown("Who reads the columns as they are hangs on a condition.")
                : CommitmentVerdict.Kept(said);
        }

        var way = exceeded[^1].To is null ? context.Ways.Widest(tables, people) : null;
        return new(
            exceeded,
            false,
            way is { } widest ? [.. widest.Way.Subjects] : [],
            said,
            new(context.WeightOf(tables), people.Count)
        );
    }
}
