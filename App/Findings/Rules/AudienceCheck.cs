using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>
/// No more than <c>max_people</c> people can read any table of the scope, unmasked, at any instant; or nobody but those of <c>principals</c> can, which is
/// judged as it is now, since the widest way of the others.
/// </summary>
internal sealed class AudienceCheck : ICommitmentCheck
{
    private const string MaxPeople = "max_people";
    private const string Principals = "principals";

    public string Id => "audience";

    public IEnumerable<(HeldFact<Commitment> Commitment, CommitmentVerdict Verdict)> Judge(
        RuleContext context,
        IReadOnlyList<HeldFact<Commitment>> commitments
    )
    {
        var counted = new List<(HeldFact<Commitment> Commitment, AudienceLimit Limit)>();
        foreach (var commitment in commitments)
        {
            var named = CommitmentParameters.Words(commitment.Value, Principals);
            if (CommitmentParameters.Number(commitment.Value, MaxPeople) is { } most)
            {
                counted.Add((commitment, new(commitment.Value.Scope, most)));
            }
            else
            {
                yield return (
                    commitment,
                    named.IsEmpty
                        ? CommitmentVerdict.Unknown($"The parameters say neither {MaxPeople} nor {Principals}.")
                        : ByNames(context, commitment, named)
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
            yield return (counted[at].Commitment, ByCount(context, counted[at].Limit, exceeded[at]));
        }
    }

    private static CommitmentVerdict ByCount(
        RuleContext context,
        AudienceLimit limit,
        ImmutableArray<BrokenTime> exceeded
    )
    {
        var tables = context.Scopes.Of(limit.Scope);
        var people = tables.IsEmpty ? 0 : context.Readers(tables.DistinctBy(context.Index.Signature));
        var said =
            $"{Subject.Count(people, "person can", "people can")} read a table of the scope; {Subject.Count(limit.MaxPeople, "is", "are")} the most that was promised.";
        var widest = context.Ways.Widest(tables, context.Index.People);
        return exceeded.IsEmpty
            ? tables.IsEmpty && context.Changes.Tables.IsEmpty
                ? CommitmentVerdict.Unknown("The scope holds no table.")
                : CommitmentVerdict.Kept(said)
            : new(
                exceeded,
                false,
                widest is { } way && exceeded[^1].To is null ? [.. way.Way.Subjects] : [],
                said,
                new(context.WeightOf(tables), people)
            );
    }

    private static CommitmentVerdict ByNames(
        RuleContext context,
        HeldFact<Commitment> commitment,
        ImmutableArray<string> named
    )
    {
        var tables = context.Scopes.Of(commitment.Value.Scope);
        var meant = named
            .Select(text => PrincipalId.TryParse(text, out var id) ? id : PrincipalId.Login(text))
            .Aggregate(
                PrincipalSet.Empty(context.Index.Accounts.Length),
                (all, id) => all.Union(context.Ways.PeopleOf(id))
            );
        var others = tables
            .DistinctBy(context.Index.Signature)
            .Aggregate(
                PrincipalSet.Empty(context.Index.Accounts.Length),
                (all, table) => all.Union(context.Index.ReadingPeople(table))
            )
            .Except(meant);
        if (others.IsEmpty)
        {
            return tables.IsEmpty
                ? CommitmentVerdict.Unknown("The scope holds no table.")
                : CommitmentVerdict.Kept("Nobody else can read a table of the scope.");
        }

        var way = context.Ways.Widest(tables, others);
        return CommitmentVerdict.BrokenSince(
            way?.Since ?? commitment.From,
            way?.Way.Subjects ?? [],
            $"{Subject.Count(others.Count, "person", "people")} outside the promised audience can read a table of the scope.",
            new(context.WeightOf(tables), others.Count)
        );
    }
}
