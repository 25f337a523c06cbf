using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules;

/// <summary>R-25: people changed teams and are still in the group of the team that they left.</summary>
public sealed class MoverKeepsAccess : IFindingRule
{
    private const string Kind = "attribute";
    private const string Team = "team=";
    private const int Days = 30;

    public RuleInfo Info { get; } =
        new(
            "mover-keeps-access",
            "Moved, and kept the old team's access",
            "The change log says that people changed teams more than 30 days ago, and they are still directly in a group that they were in before and nearly all of whose people (80 %) were of the team they left. Those who moved on one day into one group, which they make up at least half of, are one finding; others one each. Amount: people.",
            "people",
            ["R-25"],
            ["CSF 2.0 PR.AA-05", "ISO 27001 A.5.18"]
        );

    public IEnumerable<Finding> Run(RuleContext context, CancellationToken cancellationToken)
    {
        ChangeEvent[] moves =
        [
            .. context
                .Records.ChangeEvents.Select(change => change.Value)
                .Where(change => change.Kind == Kind && TeamIn(change.Before) is not null && change.At <= context.Now)
                .OrderBy(change => change.At),
        ];
        if (moves.Length == 0)
        {
            yield break;
        }

        var kept = Kept(context, moves);
        foreach (var day in kept.GroupBy(one => one.Move.At.UtcDateTime.Date).OrderBy(day => day.Key))
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var finding in Findings(context, [.. day]))
            {
                yield return finding;
            }
        }
    }

    private IEnumerable<Finding> Findings(RuleContext context, Mover[] movers)
    {
        var people = PrincipalSet.Of(context.Index.Accounts.Length, movers.Select(mover => mover.Person).Distinct());
        if (people.Count > 1 && Destination(context, movers[0].Account.Id, people) is { } group)
        {
            yield return Finding(context, movers, [group.ToString()], people.Count, $"who moved to {group}");
            yield break;
        }

        foreach (
            var one in movers.GroupBy(mover => mover.Account.Id.Name).OrderBy(one => one.Key, StringComparer.Ordinal)
        )
        {
            yield return Finding(
                context,
                [.. one],
                [Subject.Login(one.Key), .. one.Select(mover => mover.Group.ToString()).Distinct()],
                1,
                $"{Subject.Login(one.Key)} among them"
            );
        }
    }

    private Finding Finding(
        RuleContext context,
        Mover[] movers,
        ImmutableArray<string> subjects,
        int people,
        string who
    )
    {
        var groups = movers.Select(mover => mover.Group).Distinct().ToArray();
        var above = groups.SelectMany(group => context.Index.Containers(group).Prepend(group)).ToHashSet();
        TableOrdinal[] tables =
        [
            .. context
                .Ways.Sensitive.Where(alike =>
                    context.Ways.Reasons(alike.First()).All.Any(reason => reason.Through.Any(above.Contains))
                )
                .SelectMany(alike => alike),
        ];
        return new(
            Info.Id,
            subjects,
            movers.Min(mover => mover.Move.At),
            null,
            people,
            $"{Subject.Count(people, "person", "people")} changed teams ({who}) and {(people == 1 ? "is" : "are")} still in {Subject.Count(groups.Length, "group", "groups")} of the teams that they left.",
            new(context.WeightOf(tables), people, IsGapOnly: tables.Length == 0)
        )
        {
            Figures = [new("groups kept", groups.Length)],
        };
    }

    // The smallest group that holds all of them and in which at least every second one is of them.
    private static PrincipalId? Destination(RuleContext context, PrincipalId one, PrincipalSet people) =>
        context
            .Index.Containers(one)
            .Where(container => container.Namespace == PrincipalNamespace.Group)
            .Select(container => (Id: container, People: context.Ways.PeopleOf(container)))
            .Where(container => people.Except(container.People).IsEmpty && container.People.Count <= 2 * people.Count)
            .OrderBy(container => container.People.Count)
            .ThenBy(container => container.Id)
            .Select(container => (PrincipalId?)container.Id)
            .FirstOrDefault();

    private static List<Mover> Kept(RuleContext context, ChangeEvent[] moves)
    {
        var accounts = context
            .Index.Accounts.Select((account, ordinal) => (account, ordinal))
            .ToDictionary(each => each.account.Id.ToString(), each => each.ordinal, StringComparer.Ordinal);
        var groups = context
            .Facts.Memberships.Where(edge => !edge.IsNesting && edge.Container.Namespace == PrincipalNamespace.Group)
            .ToLookup(edge => edge.Member, edge => edge.Container);
        var begun = context
            .Changes.Memberships.Where(held => held.HeldAt(context.Now) && held.FromNotBefore is not null)
            .ToDictionary(held => held.Value, held => held.From);
        var teams = new TeamHistory(context, moves);
        var kept = new List<Mover>();
        foreach (var move in moves.Where(move => (context.Now - move.At).TotalDays > Days))
        {
            if (!accounts.TryGetValue(move.Target, out var ordinal))
            {
                continue;
            }

            var account = context.Index.Accounts[ordinal];
            var left = TeamIn(move.Before);
            if (teams.TeamOf(move.Target) == left)
            {
                continue;
            }

            foreach (var group in groups[account.Id])
            {
                var isOld = !begun.TryGetValue(new(account.Id, group), out var since) || since < move.At;
                if (isOld && teams.MostOf(group, move.At) == left)
                {
                    kept.Add(new(move, account, context.Index.IdentityOf(new(ordinal)), group));
                }
            }
        }

        return kept;
    }

    internal static string? TeamIn(string? attribute) =>
        attribute is not null && attribute.StartsWith(Team, StringComparison.Ordinal) && attribute.Length > Team.Length
            ? attribute[Team.Length..]
            : null;

    private sealed record Mover(ChangeEvent Move, Principal Account, PrincipalOrdinal Person, PrincipalId Group);
}
