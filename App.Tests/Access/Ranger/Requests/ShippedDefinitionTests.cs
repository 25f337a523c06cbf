using System.Collections.Immutable;
using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Access.Ranger.Requests;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Tests.Access.Ranger.Requests;

/// <summary>What Ranger ships for Hive and for tags (semantics 2.1 to 2.7), where no definition was imported.</summary>
public sealed class ShippedDefinitionTests
{
    private static readonly AccessService s_service = new("hive", AccessService.HiveAccessTypes, [], []);

    [Fact]
    public void Levels_of_hive()
    {
        var hive = ServiceDefinition.Hive(s_service);

        Assert.Equal(
            "database<-:True/default/ci | table<database:True/default/ci | column<table:/default/ci | udf<database:/default/ci | url<-:/url/cs/rec | hiveservice<-:/default/cs | global<-:/default/cs",
            Text(hive.Levels)
        );
        Assert.Equal(
            "database<-:False/default/ci/lit | table<database:False/default/ci/lit | column<table:/default/ci/lit",
            Text(hive.LevelsFor(PolicyType.DataMask))
        );
        Assert.Equal(
            "database<-:False/default/ci/lit | table<database:/default/ci/lit",
            Text(hive.LevelsFor(PolicyType.RowFilter))
        );
        Assert.Equal(Text(hive.Levels), Text(hive.LevelsFor(PolicyType.Access)));
        Assert.Equal(Text(hive.Levels), Text(hive.LevelsFor(PolicyType.Audit)));
        Assert.Equal(("hive", true), (hive.Name, hive.DenyAndExceptionsEnabled));

        var tag = ServiceDefinition.Tag(s_service.AccessTypes);
        Assert.Equal("tag<-:True/default/cs/lit", Text(tag.Levels));
        Assert.Equal(("tag", true), (tag.Name, tag.DenyAndExceptionsEnabled));
        Assert.Empty(tag.MaskLevels);
        Assert.False(ServiceDefinition.Tag([], false).DenyAndExceptionsEnabled);
    }

    [Fact]
    public void Conditions_of_hive_and_tags() =>
        Assert.Equal(
            [
                "resources-accessed-together RangerHiveResourcesAccessedTogetherCondition ",
                "not-accessed-together RangerHiveResourcesNotAccessedTogetherCondition ",
                "accessed-after-expiry RangerScriptTemplateConditionEvaluator scriptTemplate=ctx.isAccessedAfter('expiry_date');",
                "expression RangerScriptConditionEvaluator ",
                "_expression RangerScriptConditionEvaluator ",
            ],
            ServiceDefinition.HiveConditions.Select(condition =>
                $"{condition.Name} {condition.Evaluator} {string.Join(',', condition.Options.Select(option => $"{option.Key}={option.Value}"))}"
            )
        );

    [Theory]
    [InlineData("_create", "alter create")]
    [InlineData("_read", "read select")]
    [InlineData("_update", "update write")]
    [InlineData("_delete", "drop")]
    [InlineData("_manage", "index lock refresh repladmin serviceadmin tempudfadmin")]
    [InlineData("_CREATE", "alter create")]
    [InlineData("Select", "select")]
    [InlineData("_unknown", "_unknown")]
    public void Markers_stand_for_the_types_of_their_category(string marker, string expected)
    {
        var expanded = new AccessTypes(AccessService.HiveAccessTypes).Expand([new(marker)], false);

        Assert.Equal(expected, string.Join(' ', expanded.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void A_definitions_own_categories_count_where_it_names_any()
    {
        var types = new AccessTypes([new("select", [], "OTHER"), new("peek", [], "READ"), new("update", [])]);

        Assert.Equal(["peek"], types.Expand([new("_read")], false));
        Assert.Empty(types.Expand([new("_update")], false));
        Assert.Equal(0b111UL, types.Mask);
        Assert.Equal(
            ulong.MaxValue,
            new AccessTypes([.. Enumerable.Range(0, 64).Select(at => new AccessType($"t{at}", []))]).Mask
        );
    }

    [Theory]
    [InlineData("hive:select", "select")]
    [InlineData("hive:SELECT", "select")]
    [InlineData("HIVE:select", "")]
    [InlineData("hbase:read", "")]
    [InlineData("Update", "update")]
    public void Tag_policies_write_the_component_before_the_type(string type, string expected) =>
        Assert.Equal(
            expected,
            string.Join(' ', new AccessTypes(AccessService.HiveAccessTypes).Expand([new(type)], true))
        );

    [Fact]
    public void A_level_restated_keeps_its_place_and_takes_the_options()
    {
        var none = ImmutableSortedDictionary<string, string>.Empty;
        var level = new LevelDefinition(
            "a",
            "b",
            MatcherKind.Default,
            none.Add("wildCard", "true").Add("x", "1"),
            true
        );
        var delta = new LevelDefinition("a", null, MatcherKind.Path, none.Add("wildCard", "false"), false, true);

        var said = level.With(delta, saysMatcher: true);
        var unsaid = delta.With(level, saysMatcher: false);

        Assert.Equal(("a", "b", MatcherKind.Path), (said.Name, said.Parent, said.Matcher));
        Assert.Equal((false, true, false), (said.IsValidLeaf, said.IsRecursive, said.Options.WildCard));
        Assert.Equal("1", said.RawOptions["x"]);
        Assert.Equal((MatcherKind.Path, true, true), (unsaid.Matcher, unsaid.IsRecursive, unsaid.IsValidLeaf));
    }

    [Fact]
    public void A_resource_may_end_where_its_level_says_so()
    {
        var none = ImmutableSortedDictionary<string, string>.Empty;
        var hierarchies = new Hierarchies([
            new("c", "b", MatcherKind.Default, none),
            new("b", "a", MatcherKind.Default, none, true),
            new("a", null, MatcherKind.Default, none, false),
            new("alone", "missing", MatcherKind.Default, none),
        ]);

        Assert.Equal(
            ["a b c", "a b", "alone"],
            hierarchies.All.Select(levels => string.Join(' ', levels.Select(level => level.Name)))
        );
        Assert.Empty(new Hierarchies([new("a", null, MatcherKind.Default, none, false)]).All);
    }

    private static string Text(ImmutableArray<LevelDefinition> levels) =>
        string.Join(
            " | ",
            levels.Select(level =>
                $"{level.Name}<{level.Parent ?? "-"}:{level.IsValidLeaf}/{level.Matcher.ToString().ToLowerInvariant()}/"
                + (level.Options.IgnoreCase ? "ci" : "cs")
                + (level.Options.WildCard ? "" : "/lit")
                + (level.IsRecursive ? "/rec" : "")
            )
        );
}
