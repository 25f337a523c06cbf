using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Findings.Rules.Use;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>R-11: a dashboard shows a sensitive table to people who cannot read it.</summary>
public sealed class DashboardLaunders : IFindingRule
{
    public RuleInfo Info { get; } =
        new(
            "dashboard-launders",
            "Laundered by a dashboard",
            "The audience of a dashboard holds people who cannot read a sensitive or unclassified table that it shows, directly or through views. Amount: such people. Since the table was there, it was known to be shown there, and the first of them had come into the audience; not known where all of that stands since the facts begin.",
            "people",
            ["R-11", "R-22"],
            ["GDPR 5(1)(f)", "CSF 2.0 PR.AA-05"]
        );

    public IEnumerable<Finding> Run(RuleContext context, CancellationToken cancellationToken)
    {
        // Who was in what is worked out once, and only where a dashboard shows too much.
        var times = new Lazy<MembershipTimes>(() =>
            new(
                context.Memberships,
                context
                    .Facts.Dashboards.Where(one => one.Audience is not null)
                    .SelectMany(one => one.Audience!.Value)
                    .ToHashSet()
            )
        );
        foreach (var table in context.Tables.Where(context.IsSensitive))
        {
            foreach (var dashboard in context.Index.DashboardsOver(table))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (context.Index.Audience(dashboard) is not { } audience)
                {
                    continue;
                }

                var people = context
                    .Index.PeopleOf(audience)
                    .Except(context.Index.PeopleOf(context.Index.Readers(table)));
                if (!people.IsEmpty)
                {
                    var name = context.Table(table).Name;
                    yield return new(
                        Info.Id,
                        [
                            $"dashboard:{dashboard.Id}",
                            Subject.Of(name),
                            .. dashboard.Audience!.Value.Select(one => one.ToString()),
                        ],
                        Since(context, times, table, dashboard, people),
                        null,
                        people.Count,
                        $"A dashboard shows {name} to {Subject.Count(people.Count, "person who", "people who")} cannot read the table.",
                        new(context.WeightOf(table), people.Count)
                    );
                }
            }
        }
    }

    // The latest beginning of all that it takes; what stood when the facts begin has none.
    private static DateTimeOffset? Since(
        RuleContext context,
        Lazy<MembershipTimes> times,
        TableOrdinal table,
        Dashboard dashboard,
        PrincipalSet people
    )
    {
        var made = context.Table(table).CreatedAt is { } at && at > context.Changes.From ? at : (DateTimeOffset?)null;
        var shown = context
            .Lineage.Where(edge => edge.HeldAt(context.Now) && edge.Value.To == dashboard.Node)
            .Where(edge => edge.Value.From == LineageNode.Table(context.Table(table).Name))
            .Select(edge => edge.FromNotBefore is null ? null : (DateTimeOffset?)edge.From)
            .FirstOrDefault();
        return new[] { made, shown, FirstIn(context, times.Value, dashboard, people) }.Max();
    }

    // When the first of some people came into the audience; null where somebody was in it when the facts begin.
    private static DateTimeOffset? FirstIn(
        RuleContext context,
        MembershipTimes times,
        Dashboard dashboard,
        PrincipalSet people
    )
    {
        DateTimeOffset? first = null;
        for (var value = 0; value < context.Index.Accounts.Length; value++)
        {
            if (!people.Contains(context.Index.IdentityOf(new(value))))
            {
                continue;
            }

            var login = context.Index.Accounts[value].Id;
            foreach (var principal in dashboard.Audience!.Value)
            {
                // Of some it is not known since when: those who are named, and Everyone.
                foreach (var stretch in times.Of(login, principal).Where(stretch => stretch.Holds(context.Now)))
                {
                    if (context.Changes.From is not { } known || stretch.From <= known)
                    {
                        return null;
                    }

                    first = first is null || stretch.From < first ? stretch.From : first;
                }
            }
        }

        return first;
    }
}
