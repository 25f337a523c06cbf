using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure;
using GovernanceDashboard.Simulation;

namespace GovernanceDashboard.Tests.Scenarios;

/// <summary>The golden case of the metrics, worked by hand: what the engine owes to it.</summary>
public sealed class GoldenCaseTests
{
    private static readonly CancellationToken s_never = CancellationToken.None;

    private static EstateFacts Golden() =>
        Facts.Of(
            people: ["alice", "bob", "carol", "dave"],
            groups: [("eng", ["alice", "bob"]), ("sens", ["carol"])],
            tables: [("tel.t1", ["a", "b"]), ("tel.t2", ["a"]), ("pub.t3", ["a"])],
            policies:
            [
                Facts.Policy(1, "tel.t1.*", allow: [Facts.Item(groups: ["sens"])], deny: [Facts.Item(users: ["dave"])]),
                Facts.Policy(2, "tel.t2.*", allow: [Facts.Item(groups: ["eng"])]),
                Facts.Policy(3, "pub.t3.*", allow: [Facts.Item(groups: ["public"])]),
                Facts.Policy(4, "tel.*.*", allow: [Facts.Item(groups: ["public"])]),
            ]
        ) with
        {
            TableGroups = [new("g", ["tel.*"], []), new("p", ["pub.*"], [])],
        };

    [Fact]
    public void Readers_at_day_12_are_those_worked_by_hand()
    {
        var index = AccessIndex.Build(Golden(), s_never);

        Assert.Equal(["alice", "bob", "carol"], Facts.Readers(index, "tel.t1"));
        Assert.Equal(["alice", "bob", "carol", "dave"], Facts.Readers(index, "tel.t2"));
        Assert.Equal(["alice", "bob", "carol", "dave"], Facts.Readers(index, "pub.t3"));
    }

    [Fact]
    public void Alice_has_two_paths_to_t2_and_dave_one()
    {
        var index = AccessIndex.Build(Golden(), s_never);

        var alice = Facts.Explain(index, "alice", "tel.t2");
        Assert.Equal([2L, 4L], alice.Deciding.Select(opinion => opinion.PolicyId!.Value).Order());
        Assert.Equal(
            ["login:alice", "group:eng"],
            alice.Deciding.Single(opinion => opinion.PolicyId == 2).Chain.Select(link => link.ToString())
        );
        Assert.Equal(ResourceKind.Database, alice.Deciding.Single(opinion => opinion.PolicyId == 4).ArisesAt);
        Assert.Equal([4L], Facts.Explain(index, "dave", "tel.t2").Deciding.Select(opinion => opinion.PolicyId!.Value));
        Assert.Equal([4L], Facts.Explain(index, "bob", "tel.t1").Deciding.Select(opinion => opinion.PolicyId!.Value));
    }

    [Fact]
    public void Removing_the_everyone_item_of_the_database_leaves_the_intended_readers()
    {
        var facts = Golden();
        var fix = new ChangeSet([
            new ItemPrincipalChange(ChangeOperation.Remove, 4, PolicyItemList.Allow, 0, PrincipalId.Everyone),
        ]);
        var before = AccessIndex.Build(facts, s_never);
        var after = AccessIndex.Build(fix.ApplyTo(facts).Facts!, s_never);

        Assert.Equal(["carol"], Facts.Readers(after, "tel.t1"));
        Assert.Equal(["alice", "bob"], Facts.Readers(after, "tel.t2"));
        Assert.Equal([2L], Facts.Explain(after, "alice", "tel.t2").Deciding.Select(opinion => opinion.PolicyId!.Value));

        var result = WhatIf.Compare(
            WhatIfEstate.Of(before, "department", s_never),
            before.After(fix, s_never).Access!,
            s_never
        );
        Assert.Equal((0L, 4L), (result.Diff.PairsGained, result.Diff.PairsLost));
        Assert.Equal((0, 2, 0, 4), (result.TablesGained, result.TablesLost, result.PeopleGained, result.PeopleLost));
        var cell = Assert.Single(result.Cells);
        Assert.Equal(("g", "unknown", 4L, 1), (cell.Group, cell.Population, cell.PairsLost, cell.PeopleLost));
    }

    [Fact]
    public void Heatmap_counts_people_once_and_pairs_per_table()
    {
        var index = AccessIndex.Build(Golden(), s_never);
        var heatmap = Heatmap.Build(
            index,
            TableGroupIndex.Build(index, s_never),
            PopulationIndex.Build(index),
            "department",
            s_never
        );

        Assert.Equal(new HeatmapCell(4, 4, 7, true), heatmap.Cell(0, 0));
        Assert.Equal(100.0, heatmap.Totals[0].BreadthPercent);
        Assert.Equal(new HeatmapCell(4, 4, 4, true), heatmap.Totals[1]);
    }
}
