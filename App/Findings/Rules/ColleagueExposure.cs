using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>Who outside the audience reads recorded data of people of whose management they are not; one rule for each kind of colleague.</summary>
public abstract class ColleagueExposure : IFindingRule
{
    public abstract RuleInfo Info { get; }

    /// <summary>After "read data of".</summary>
    protected abstract string Whom { get; }

    /// <summary>Which of the viewers count for a data subject.</summary>
    /// <param name="own">People of the subject's department.</param>
    /// <param name="known">People whose department the directory gives.</param>
    internal abstract PrincipalSet Colleagues(PrincipalSet viewers, PrincipalSet own, PrincipalSet known);

    public IEnumerable<Finding> Run(RuleContext context, CancellationToken cancellationToken)
    {
        var recorded = context
            .Records.Subjects.Where(held => held.HeldAt(context.Now))
            .Select(held => (held.Value.Table, held.Value.Subject))
            .Concat(
                context
                    .Records.Captures.Where(held => held.From <= context.Now)
                    .Select(held => (held.Value.Table, held.Value.Subject))
            )
            .Distinct()
            .ToLookup(one => one.Table, one => one.Subject);
        if (recorded.Count == 0)
        {
            yield break;
        }

        var people = new Colleagues(context);
        foreach (var group in context.Groups.Groups)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (
                Measure(
                    context,
                    people,
                    [.. group.Tables.Where(table => recorded.Contains(context.Table(table).Name))],
                    recorded
                ) is
                { Viewers.IsEmpty: false } found
            )
            {
                var viewers = found.Viewers.Count;
                yield return new(
                    Info.Id,
                    [Subject.Group(group.Group.Name)],
                    found.Since,
                    null,
                    viewers,
                    $"{Subject.Count(viewers, "person", "people")} outside the audience of {group.Group.Name} can read data of {Whom} whom they do not manage.",
                    new(context.WeightOf(group.Tables), viewers)
                )
                {
                    Figures = [new("viewer-subject pairs", found.Pairs), new("data subjects", found.Subjects)],
                };
            }
        }
    }

    private (PrincipalSet Viewers, long Pairs, int Subjects, DateTimeOffset? Since)? Measure(
        RuleContext context,
        Colleagues people,
        TableOrdinal[] tables,
        ILookup<TableName, string> recorded
    )
    {
        var viewersOf = new Dictionary<string, PrincipalSet>(StringComparer.Ordinal);
        foreach (var table in tables)
        {
            var outside = context.Audiences.Outside(table);
            foreach (var subject in outside.IsEmpty ? [] : recorded[context.Table(table).Name])
            {
                viewersOf[subject] = viewersOf.TryGetValue(subject, out var known) ? known.Union(outside) : outside;
            }
        }

        var (all, pairs, subjects) = (PrincipalSet.Empty(context.Index.Accounts.Length), 0L, 0);
        foreach (var (subject, viewers) in viewersOf)
        {
            if (people.DepartmentOf(subject) is { } own)
            {
                var colleagues = Colleagues(viewers, own, people.Known).Except(people.AboveOrSame(subject));
                all = all.Union(colleagues);
                pairs += colleagues.Count;
                subjects += colleagues.IsEmpty ? 0 : 1;
            }
        }

        return all.IsEmpty ? null : (all, pairs, subjects, context.Ways.Widest(tables, all)?.Since);
    }
}
