using System.Collections.Immutable;
using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Access.Ranger.Conditions;
using GovernanceDashboard.Access.Ranger.Expressions;
using GovernanceDashboard.Access.Ranger.Requests;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Tests.Access.Ranger;

/// <summary>Conditions on what one query asks for together (semantics, section 14): two named resources at least, of two requested ones.</summary>
public sealed class AccessedTogetherTests
{
    private const string Together = "RangerHiveResourcesAccessedTogetherCondition";
    private const string Apart = "RangerHiveResourcesNotAccessedTogetherCondition";

    [Theory]
    [InlineData(Together, "id ssn", Certainty.Yes)]
    [InlineData(Together, "id name", Certainty.No)]
    [InlineData(Together, "ssn", Certainty.No)]
    [InlineData(Together, null, Certainty.Unknown)]
    [InlineData(Apart, "id ssn", Certainty.No)]
    [InlineData(Apart, "id name", Certainty.Yes)]
    [InlineData(Apart, null, Certainty.Unknown)]
    public void Counts_the_named_columns_of_the_query(string rule, string? requested, Certainty expected) =>
        Assert.Equal(expected, Holds(rule, requested, ["sales.orders.id", "sales.orders.ssn"]));

    [Fact]
    public void A_table_stands_for_all_its_columns() =>
        Assert.Equal(Certainty.Yes, Holds(Together, "id name", ["sales.orders"]));

    [Theory]
    [InlineData("id", "sales.orders sales.orders.id", Certainty.No)] // one resource is nothing together
    [InlineData("id ssn name", "sales.orders.id sales.orders.name", Certainty.Yes)]
    [InlineData("id ssn", "sales.other.id sales.other.ssn", Certainty.No)]
    [InlineData("id ssn", "sales", Certainty.Yes)]
    [InlineData("id ssn", "hr", Certainty.No)]
    public void Requested_resources_meet_named_ones(string requested, string named, Certainty expected) =>
        Assert.Equal(expected, Holds(Together, requested, [.. named.Split(' ')]));

    [Theory]
    [InlineData("")]
    [InlineData("a.b.c.d")]
    public void What_names_no_resource_is_met(string value) =>
        Assert.Equal(Certainty.Yes, Holds(Together, "id", [value]));

    private static Certainty Holds(string rule, string? requested, ImmutableArray<string> named)
    {
        var definition = ServiceDefinition.Hive(new("hive", AccessService.HiveAccessTypes, [], [])) with
        {
            Conditions = [new("c", "org.apache.ranger.plugin.conditionevaluator." + rule, Options)],
        };
        var request = new AccessRequest { AccessTime = DateTimeOffset.UnixEpoch };
        request = requested is null
            ? request
            : request with
            {
                RequestedTogether =
                [
                    .. requested.Split(' ').Select(column => AccessResource.Of(new("sales", "orders", column), null)),
                ],
            };
        var scope = new ExpressionScope(request, [], [], null);
        var holds = new ConditionRule(definition, TimeZoneInfo.Utc).All([new("c", named)], scope);
        Assert.Equal(holds == Certainty.Unknown ? ["what else the query asks for is not known"] : [], scope.Reasons);
        return holds;
    }

    private static ImmutableSortedDictionary<string, string> Options => ImmutableSortedDictionary<string, string>.Empty;
}
