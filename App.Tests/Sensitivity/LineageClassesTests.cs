using GovernanceDashboard.Domain;
using GovernanceDashboard.Sensitivity;

namespace GovernanceDashboard.Tests.Sensitivity;

public sealed class LineageClassesTests
{
    private static readonly HashSet<TableName> s_known = [T("a"), T("b"), T("c"), T("v")];

    [Fact]
    public void A_class_goes_from_column_to_column_unless_a_step_masks_it_and_names_where_it_came_from()
    {
        LineageEdge[] edges =
        [
            Edge(
                "a",
                "b",
                new ColumnFlow("mail", "contact"),
                new ColumnFlow("mail", "hash", IsMasked: true),
                new ColumnFlow("mail", "n", IsIndirect: true)
            ),
            Edge("b", "c", new ColumnFlow("contact", "c1"), new ColumnFlow("hash", "c2")),
        ];

        var inferred = Infer(edges, [Has("a", "mail")]);

        Assert.Equal(["d.b.contact PII found from d.a.mail", "d.c.c1 PII found from d.b.contact"], inferred);
    }

    [Fact]
    public void Where_only_tables_are_known_a_class_may_have_come_along_and_views_are_lineage_too()
    {
        var inferred = Infer(
            [Edge("a", "b"), Edge("b", "c", new ColumnFlow("x", "y"))],
            [Has("a", "mail")],
            new ViewSources(T("v"), [T("a")], IsComplete: true)
        );

        Assert.Equal(
            ["d.b PII possible from d.a.mail", "d.c.y PII possible from d.b", "d.v PII possible from d.a.mail"],
            inferred
        );
    }

    [Fact]
    public void What_was_found_stands_over_what_is_possible_and_what_is_known_is_not_said_again()
    {
        var inferred = Infer(
            [Edge("a", "b"), Edge("a", "b", new ColumnFlow("mail", "contact")), Edge("a", "c")],
            [Has("a", "mail"), Has("c", null)]
        );

        Assert.Equal(["d.b.contact PII found from d.a.mail"], inferred);
    }

    [Fact]
    public void Circles_end_places_outside_pass_classes_on_and_tables_that_are_gone_get_none()
    {
        LineageEdge[] edges =
        [
            Edge("a", "b"),
            Edge("b", "a"),
            new(LineageNode.Table(T("b")), LineageNode.Address("s3://lake/x"), LineageKind.Derive, []),
            new(LineageNode.Address("s3://lake/x"), LineageNode.Table(T("c")), LineageKind.Derive, []),
            Edge("a", "gone"),
        ];

        Assert.Equal(
            ["d.b PII possible from d.a.mail", "d.c PII possible from s3://lake/x"],
            Infer(edges, [Has("a", "mail")])
        );
    }

    [Fact]
    public void A_class_of_a_database_is_one_of_each_of_its_tables()
    {
        var inferred = Infer(
            [new(LineageNode.Table(new("e", "s")), LineageNode.Table(T("b")), LineageKind.Derive, [])],
            [new(new("e"), "HR", ClassificationBasis.Import)]
        );

        Assert.Equal(["d.b HR possible from e.s"], inferred);
    }

    private static string[] Infer(LineageEdge[] edges, Classification[] given, params ViewSources[] views) =>
        [
            .. LineageClasses
                .Infer(edges, views, given, s_known)
                .Select(one =>
                    $"{one.Resource} {one.Class} {(one.MayContain ? "possible" : "found")} from {one.Origin}"
                ),
        ];

    private static TableName T(string name) => new("d", name);

    private static Classification Has(string table, string? column) =>
        new(new("d", table, column), "PII", ClassificationBasis.Rule);

    private static LineageEdge Edge(string from, string to, params ColumnFlow[] columns) =>
        new(LineageNode.Table(T(from)), LineageNode.Table(T(to)), LineageKind.Derive, [.. columns]);
}
