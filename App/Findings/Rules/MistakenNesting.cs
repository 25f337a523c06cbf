using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>R-20, R-42: a group was put into another without a ticket or an approval, and reads what that one reads.</summary>
public sealed class MistakenNesting : IFindingRule
{
    private const string Kind = "membership";

    public RuleInfo Info { get; } =
        new(
            "mistaken-nesting",
            "Group in a group that nobody asked for",
            "A group or role was put into another one, the change log names neither ticket nor approval, and by it alone people read sensitive or unclassified tables. Since it was put in. Amount: people of the group that was put in.",
            "people",
            ["R-20", "R-24", "R-42"],
            ["CSF 2.0 PR.AA-05", "ISO 27001 A.5.18"]
        );

    public IEnumerable<Finding> Run(RuleContext context, CancellationToken cancellationToken)
    {
        var unasked = context
            .Records.ChangeEvents.Select(change => change.Value)
            .Where(change =>
                change is { Kind: Kind, After: not null, Ticket: null, ApprovedBy: null } && change.At <= context.Now
            )
            .ToLookup(change => (change.Target, change.After!, change.At));
        var nested =
            from held in context.Changes.Memberships
            where held.Value.IsNesting && held.HeldAt(context.Now)
            where unasked.Contains((held.Value.Container.ToString(), held.Value.Member.ToString(), held.From))
            orderby held.From, held.Value.Container, held.Value.Member
            select held;
        foreach (var held in nested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (inner, outer) = held.Value;
            TableOrdinal[] tables =
            [
                .. context
                    .Ways.Sensitive.Where(alike =>
                        context
                            .Ways.Reasons(alike.First())
                            .All.Any(reason => reason.Through.Contains(inner) && reason.Through.Contains(outer))
                    )
                    .SelectMany(alike => alike),
            ];
            if (tables.Length == 0)
            {
                continue;
            }

            var people = context.Ways.PeopleOf(inner).Count;
            yield return new(
                Info.Id,
                [outer.ToString(), inner.ToString()],
                held.From,
                null,
                people,
                $"{inner} was put into {outer} without a ticket or an approval: by that its people read {Subject.Count(tables.Length, "sensitive or unclassified table", "sensitive or unclassified tables")}.",
                new(context.WeightOf(tables), people)
            )
            {
                Figures = [new("tables", tables.Length)],
            };
        }
    }
}
