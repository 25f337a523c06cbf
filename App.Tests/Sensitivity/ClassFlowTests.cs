using GovernanceDashboard.Domain;
using GovernanceDashboard.Sensitivity;

namespace GovernanceDashboard.Tests.Sensitivity;

public sealed class ClassFlowTests
{
    private static readonly LineageNode s_raw = Node("d.raw");

    private static LineageNode Node(string name) =>
        TableName.TryParse(name, out var table) ? LineageNode.Table(table) : LineageNode.Dashboard(name);

    private static LineageEdge Edge(string from, string to, params ColumnFlow[] columns) =>
        new(Node(from), Node(to), LineageKind.Derive, [.. columns]);

    [Fact]
    public void What_lies_downstream_has_its_shortest_distance_and_circles_end()
    {
        var flow = new ClassFlow(
            [
                Edge("d.raw", "d.a"),
                Edge("d.a", "d.b"),
                Edge("d.b", "d.raw"),
                Edge("d.b", "d.a"),
                Edge("d.raw", "d.b"),
                Edge("d.b", "board"),
            ],
            []
        );

        Assert.Equal(
            [("d.a", 1, "d.raw"), ("d.b", 1, "d.raw"), ("board", 2, "d.b")],
            flow.Downstream(s_raw)
                .Select(reach => (reach.Node.Name, reach.Depth, string.Join(',', reach.From.Select(node => node.Name))))
        );
        Assert.Equal(["d.b", "d.a"], flow.Upstream(s_raw).Select(reach => reach.Node.Name));
        Assert.Empty(flow.Downstream(Node("board")));
    }

    [Fact]
    public void Views_are_steps_too()
    {
        var flow = new ClassFlow([], [new(new("d", "v"), [new("d", "raw")], IsComplete: true)]);

        Assert.Equal("d.v", Assert.Single(flow.Downstream(s_raw)).Node.Name);
    }

    [Fact]
    public void A_class_goes_where_a_column_of_it_goes_unmasked()
    {
        var flow = new ClassFlow(
            [
                Edge("d.raw", "d.clear", new("ssn", "id"), new("day", "day")),
                Edge("d.raw", "d.masked", new ColumnFlow("ssn", "id", IsMasked: true)),
                Edge("d.raw", "d.filtered", new("ssn", null, IsIndirect: true), new("day", "day")),
                Edge("d.raw", "d.unknown"),
                Edge("d.clear", "d.other", new ColumnFlow("day", "day")),
                Edge("d.clear", "d.next", new ColumnFlow("id", "key")),
            ],
            []
        );

        var carried = flow.Carry(s_raw, [("PII", "ssn"), ("WHOLE", null)]);

        Assert.Equal(["PII", "WHOLE"], carried[Node("d.clear")].Keys);
        Assert.Equal(["id"], carried[Node("d.clear")]["PII"]!);
        Assert.Equal(["day", "id"], carried[Node("d.clear")]["WHOLE"]!);
        Assert.False(carried.ContainsKey(Node("d.masked")));
        Assert.Equal(["WHOLE"], carried[Node("d.filtered")].Keys);
        Assert.Null(carried[Node("d.unknown")]["PII"]);
        Assert.Equal(["WHOLE"], carried[Node("d.other")].Keys);
        Assert.Equal(["key"], carried[Node("d.next")]["PII"]!);
    }

    [Fact]
    public void A_second_way_adds_columns_also_behind_a_circle()
    {
        var flow = new ClassFlow(
            [
                Edge("d.raw", "d.a", new ColumnFlow("x", "x")),
                Edge("d.a", "d.b", new ColumnFlow("x", "y"), new ColumnFlow("y", "z")),
                Edge("d.b", "d.a", new ColumnFlow("y", "y")),
            ],
            []
        );

        var carried = flow.Carry(s_raw, [("PII", "x")]);

        Assert.Equal(["x", "y"], carried[Node("d.a")]["PII"]!);
        Assert.Equal(["y", "z"], carried[Node("d.b")]["PII"]!);
    }
}
