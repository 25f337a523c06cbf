using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Tests.Scenarios;

namespace GovernanceDashboard.Tests.Access.Ranger;

/// <summary>Which tags apply to a database, a table and a column, and which lie below (semantics, section 10).</summary>
public sealed class TagIndexTests
{
    private static readonly TagInstance s_over = new([], [new(null, "2025/01/01 00:00:00", null, [])]);
    private static readonly TagInstance s_unclear = new([], [new(null, null, "Nowhere/None", [])]);

    private static readonly TagIndex s_tags = new(
        [
            new(new("sales"), "Z", ClassificationBasis.Import),
            new(new("sales", "orders"), "Y", ClassificationBasis.Import),
            new(new("sales", "orders", "ssn"), "X", ClassificationBasis.Import),
            new(new("sales", "orders", "id"), "W", ClassificationBasis.Import),
            new(new("sales", "items"), "V", ClassificationBasis.Import),
            new(new("sales", "orders"), "RULE", ClassificationBasis.Rule),
            new(new("sales", "orders"), "OVER", ClassificationBasis.Import, Instance: s_over),
            new(new("sales", "orders"), "MAYBE", ClassificationBasis.Import, Instance: s_unclear),
            new(new("pay"), "U", ClassificationBasis.Import),
        ],
        Facts.Noon
    );

    [Theory]
    [InlineData("sales", false, "Z@sales")]
    [InlineData(
        "sales",
        true,
        "MAYBE@sales.orders below, V@sales.items below, W@sales.orders.id below, X@sales.orders.ssn below, Y@sales.orders below, Z@sales"
    )]
    [InlineData("sales.orders", false, "Z@sales, MAYBE@sales.orders, Y@sales.orders")]
    [InlineData(
        "sales.orders",
        true,
        "Z@sales, MAYBE@sales.orders, W@sales.orders.id below, X@sales.orders.ssn below, Y@sales.orders"
    )]
    [InlineData("sales.orders.ssn", false, "Z@sales, MAYBE@sales.orders, X@sales.orders.ssn, Y@sales.orders")]
    [InlineData("sales.orders.ssn", true, "Z@sales, MAYBE@sales.orders, X@sales.orders.ssn, Y@sales.orders")]
    [InlineData("sales.none", true, "Z@sales")]
    [InlineData("none.orders", true, "")]
    public void Tags_of_a_resource(string resource, bool withBelow, string expected) =>
        Assert.Equal(
            expected,
            string.Join(
                ", ",
                s_tags
                    .Of(ScenarioTags.Resource(resource), withBelow)
                    .Select(tag => $"{tag.Name}@{tag.At}{(tag.IsBelow ? " below" : "")}")
            )
        );

    [Fact]
    public void Every_combination_of_tags_is_foreseen()
    {
        var contexts = s_tags
            .Contexts()
            .Select(context =>
                string.Join(
                    ' ',
                    context.Tags.Select(tag => tag.Name + (tag.IsBelow ? "-" : "")).Order(StringComparer.Ordinal)
                )
            )
            .Distinct()
            .Order(StringComparer.Ordinal);

        Assert.Equal(
            ["MAYBE W Y Z", "MAYBE W- X- Y Z", "MAYBE X Y Z", "MAYBE Y Z", "MAYBE- V- W- X- Y- Z", "U", "V Z", "Z"],
            contexts
        );
        Assert.Equal(["sales"], s_tags.OnDatabase("sales").Select(tag => tag.Resource.ToString()));
        Assert.Equal(["MAYBE", "W", "X", "Y"], s_tags.OnTable(new("sales", "orders")).Select(tag => tag.Class));
    }
}
