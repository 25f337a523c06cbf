using System.Collections.Immutable;
using GovernanceDashboard.Access.Ranger.Requests;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Tests.Scenarios;

namespace GovernanceDashboard.Tests.Access.Ranger.Requests;

/// <summary>Single requests where one rule alone decides: order, priorities of tags, levels left out, prefixes of a tag service's types.</summary>
public sealed class RequestCornersTests
{
    private static readonly PolicyItem s_public = Facts.Item(groups: ["public"]);

    // "all" leaves some out.
    private static readonly PolicyItem s_all = s_public with
    {
        Accesses = [.. AccessService.HiveAccessTypes.Select(type => new ItemAccess(type.Name))],
    };
    private static readonly PolicyItem s_allByTag = s_public with
    {
        Accesses = [.. s_all.Accesses.Select(access => new ItemAccess("hive:" + access.Type))],
    };
    private static readonly PolicyItem s_byTag = Facts.Item("hive:select", groups: ["public"]);
    private static readonly Policy s_open = Facts.Policy(1, "shop.orders.*", [s_public]);
    private static readonly AccessRequest s_any = Ask("shop", "orders", access: AccessRequest.AnyAccess);
    private static readonly ImmutableSortedDictionary<string, string> s_noOptions = ImmutableSortedDictionary<
        string,
        string
    >.Empty;

    [Theory]
    [InlineData(0, 0, "Denied by 2")] // what a tag allows yields to the same priority
    [InlineData(1, 0, "Allowed by 1")]
    [InlineData(0, 1, "Denied by 2")]
    public void For_visibility_what_a_tag_allows_stands_above_lower_priorities(
        int tag,
        int resource,
        string expected
    ) =>
        Assert.Equal(
            expected,
            Answer(
                [
                    Facts.Policy(1, "tag:PII", [s_byTag], priority: tag),
                    Facts.Policy(2, "shop.orders.*", deny: [s_all], priority: resource),
                ],
                s_any with
                {
                    Tags = [RequestTag.Plain("PII")],
                }
            )
        );

    [Theory]
    [InlineData(0, 0, "Denied by 1")] // what a tag denies stands against the same priority too
    [InlineData(1, 0, "Denied by 1")]
    [InlineData(0, 1, "Allowed by 2")]
    public void For_visibility_what_a_tag_denies_yields_to_higher_priorities(int tag, int resource, string expected) =>
        Assert.Equal(
            expected,
            Answer(
                [
                    Facts.Policy(1, "tag:PII", deny: [s_allByTag], priority: tag),
                    Facts.Policy(2, "shop.orders.*", [s_public], priority: resource),
                ],
                s_any with
                {
                    Tags = [RequestTag.Plain("PII")],
                }
            )
        );

    [Theory]
    [InlineData("b=1 a=2", "Allowed by 2")] // by name
    [InlineData("a=2 a=1", "Allowed by 1")] // then by number
    [InlineData("b=1/1 a=2", "Allowed by 1")] // after priorities
    [InlineData("a=2 b=1 z=3!", "Allowed by 3")] // and those that deny come first
    public void Policies_of_several_tags_are_asked_in_one_order(string policies, string expected) =>
        Assert.Equal(
            expected,
            Answer(
                [
                    .. policies
                        .Split(' ')
                        .Select(text =>
                        {
                            var (name, number) = (text[..1], text[2..].TrimEnd('!').Split('/'));
                            var id = number[0][0] - '0';
                            return Facts.Policy(
                                id,
                                $"tag:T{id}",
                                [s_byTag],
                                text.EndsWith('!') ? [Facts.Item("hive:drop", users: ["nobody"])] : null,
                                priority: number.Length > 1 ? 1 : 0
                            ) with
                            {
                                Name = name,
                            };
                        }),
                ],
                s_any with
                {
                    Tags = [RequestTag.Plain("T1"), RequestTag.Plain("T2"), RequestTag.Plain("T3")],
                }
            )
        );

    [Theory]
    [InlineData("b=1 a=2", 2)]
    [InlineData("a=2 a=1", 1)]
    public void Policies_of_resources_are_asked_by_name_and_then_by_number(string policies, int expected) =>
        Assert.Equal(
            expected,
            Engine([
                    .. policies
                        .Split(' ')
                        .Select(text =>
                            Facts.Policy(text[2] - '0', "shop.orders.*", [s_public]) with
                            {
                                Name = text[..1],
                            }
                        ),
                ])
                .Decide(s_any)
                .PolicyId
        );

    [Fact]
    public void Visibility_is_denied_by_what_denies_every_type_and_by_default_otherwise()
    {
        var all = Engine([Facts.Policy(7, "shop.orders.*", deny: [s_all])]).Decide(s_any);
        var one = Engine([Facts.Policy(7, "shop.orders.*", deny: [s_public])]).Decide(s_any);

        Assert.Equal((DecisionOutcome.Denied, true, 7L), (all.Outcome, all.IsDetermined, all.PolicyId));
        Assert.Equal((DecisionOutcome.Denied, false, (long?)null), (one.Outcome, one.IsDetermined, one.PolicyId));
    }

    [Fact]
    public void One_unzoned_policy_among_zoned_ones_leaves_recording_to_policies()
    {
        var zoned = s_open with { ZoneName = "z" };
        var elsewhere = Facts.Policy(2, "shop.items.*", [s_public]);

        Assert.False(Engine([zoned, elsewhere]).Decide(Ask("shop", "orders")).IsAudited);
        Assert.True(Engine([zoned]).Decide(Ask("shop", "orders")).IsAudited);
    }

    [Fact]
    public void Whoever_asks_as_a_super_user_and_is_none_is_recorded_as_denied()
    {
        var filter = new AuditFilter(AuditedOutcome.Denied, null, [], [], [], [], [], false);
        var engine = Engine(
            [s_open],
            facts => facts with { AuditMode = AuditMode.All, AuditFilters = [filter], SuperUsers = ["root"] }
        );
        var asked = Ask("shop", "orders", access: AccessRequest.SuperUserAccess);

        Assert.False(engine.Decide(asked).IsAudited);
        Assert.True(engine.Decide(asked with { User = "root" }).IsAudited);
    }

    [Fact]
    public void A_policy_whose_value_cannot_be_filled_in_may_speak()
    {
        var engine = Engine([
            s_open with
            {
                Resources =
                [
                    Facts.Resource(("database", ["shop"]), ("table", ["orders"]), ("column", ["${{USER.site}}"])),
                ],
            },
        ]);
        var card = Ask("shop", "orders", "card");

        Assert.Equal(DecisionOutcome.Conditional, engine.Decide(card with { IsComplete = false }).Outcome);
        Assert.Equal(
            DecisionOutcome.Allowed,
            engine.Decide(card with { UserAttributes = s_noOptions.Add("site", "card") }).Outcome
        );
        Assert.Equal(
            DecisionOutcome.Denied,
            engine.Decide(card with { UserAttributes = s_noOptions.Add("site", "id") }).Outcome
        );
    }

    [Fact]
    public void Tag_policies_name_people_too()
    {
        var named = Engine([
                Facts.Policy(1, "tag:PII", [Facts.Item("hive:select", ["ann"])], [Facts.Item("hive:select", ["eve"])]),
                Facts.Policy(2, "tag:OTHER", [Facts.Item("hive:select", ["far"])]),
            ])
            .NamedOn(Ask("shop", "orders") with { Tags = [RequestTag.Plain("PII")] });

        Assert.Equal("ann", string.Join(' ', named.AllowedUsers));
        Assert.Equal("eve", string.Join(' ', named.DeniedUsers));
    }

    [Theory]
    [InlineData("hive:own", DecisionOutcome.Allowed)] // implies hive:select, which is ours
    [InlineData("common", DecisionOutcome.Allowed)] // without a prefix on either side
    [InlineData("hive:foreign", DecisionOutcome.Denied)] // implies another component's
    [InlineData("hbase:own", DecisionOutcome.Denied)]
    public void Types_of_the_tag_service_imply_those_of_their_component(string type, DecisionOutcome expected)
    {
        var types = ImmutableArray.Create(
            new AccessType("hive:select", []),
            new AccessType("hive:own", ["hive:select"]),
            new AccessType("hive:foreign", ["hbase:select"]),
            new AccessType("hbase:own", ["hive:select"]),
            new AccessType("common", ["select"]),
            new AccessType("select", [])
        );
        var engine = Engine(
            [Facts.Policy(1, "tag:PII", [Facts.Item(type, groups: ["public"])])],
            facts => facts with { TagDefinition = ServiceDefinition.Tag(types) }
        );

        Assert.Equal(expected, engine.Decide(Ask("shop", "orders") with { Tags = [RequestTag.Plain("PII")] }).Outcome);
    }

    [Fact]
    public void Denies_and_exceptions_count_where_the_service_knows_them()
    {
        Policy[] policies =
        [
            Facts.Policy(1, "shop.orders.*", [s_public], [s_public], [s_public]) with
            {
                MaskOrFilterItems = default,
            },
            Facts.Policy(2, "tag:PII", deny: [s_byTag]),
        ];
        var tagged = Ask("shop", "orders") with { Tags = [RequestTag.Plain("PII")] };

        Assert.Equal(DecisionOutcome.Denied, Engine(policies[..1]).Decide(Ask("shop", "orders")).Outcome);
        Assert.Equal(
            DecisionOutcome.Allowed,
            Engine(
                    policies[..1],
                    facts => facts with { Definition = facts.Definition with { DenyAndExceptionsEnabled = false } }
                )
                .Decide(Ask("shop", "orders"))
                .Outcome
        );
        Assert.Equal(DecisionOutcome.Denied, Engine([s_open, policies[1]]).Decide(tagged).Outcome);
        Assert.Equal(
            DecisionOutcome.Allowed,
            Engine(
                    [s_open, policies[1]],
                    facts => facts with { TagDefinition = ServiceDefinition.Tag(AccessService.HiveAccessTypes, false) }
                )
                .Decide(tagged)
                .Outcome
        );
    }

    [Fact]
    public void Levels_are_filled_from_the_root_without_gaps()
    {
        var gap = s_open with { Resources = [Facts.Resource(("database", ["shop"]), ("column", ["card"]))] };
        var below = Facts.Policy(2, "shop.orders", [s_public]);
        var whole = Facts.Policy(3, "shop", [s_public]);

        Assert.Equal(DecisionOutcome.Denied, Engine([gap]).Decide(Ask("shop", "orders", "card")).Outcome);
        Assert.Equal(DecisionOutcome.Denied, Engine([gap]).Decide(s_any).Outcome);

        // A table's policy shows its database, and does not open it.
        var database = Ask("shop", access: AccessRequest.AnyAccess);
        Assert.Equal(DecisionOutcome.Allowed, Engine([below]).Decide(database).Outcome);
        Assert.Equal(DecisionOutcome.Denied, Engine([below]).Decide(database with { AccessType = "select" }).Outcome);
        Assert.Equal(
            DecisionOutcome.Allowed,
            Engine([below])
                .Decide(database with { AccessType = "select", Scope = MatchingScope.SelfOrDescendants })
                .Outcome
        );

        // No resource is a table and a function at once.
        var levels = AccessResource.Of(new("shop", "orders")).Levels;
        var both = new AccessResource(levels.Add("udf", AccessResource.One("f")));
        Assert.Equal(DecisionOutcome.Denied, Engine([whole]).Decide(s_any with { Resource = both }).Outcome);
        var without = new AccessResource(levels.Remove("table").Add("column", AccessResource.One("id")));
        Assert.Equal(DecisionOutcome.Denied, Engine([whole]).Decide(s_any with { Resource = without }).Outcome);
    }

    [Theory]
    [InlineData("", false, true)]
    [InlineData("*", false, true)]
    [InlineData("a", false, false)]
    [InlineData("", true, false)]
    [InlineData(null, false, true)]
    [InlineData(null, true, false)]
    public void Everything_is_asked_for_by_nothing_or_an_asterisk(string? value, bool isList, bool expected) =>
        Assert.Equal(expected, new RequestedValues(value is null ? [] : [value], isList).IsAll);

    [Theory]
    [InlineData("ab", "", ElementScope.SelfOrPrefix, "Prefix")]
    [InlineData("ab", "", ElementScope.Self, "None")]
    [InlineData("ab", null, ElementScope.SelfOrPrefix, "None")]
    [InlineData("a?", "", ElementScope.SelfOrPrefix, "Prefix")]
    [InlineData("/a/b/", "/a/b", ElementScope.SelfOrChild, "Child")] // up to its last separator
    [InlineData("/a/b/", "/a", ElementScope.SelfOrChild, "None")]
    [InlineData("/a?/b", "/ax", ElementScope.SelfOrChild, "Child")]
    [InlineData("/a?/b", "/ax/", ElementScope.SelfOrChild, "Child")]
    [InlineData("/a?/b", "/b", ElementScope.SelfOrChild, "None")]
    public void A_level_may_be_met_loosely(string written, string? asked, ElementScope scope, string expected)
    {
        var isUncertain = false;
        var match = new ElementMatcher(new("path", null, MatcherKind.Path, s_noOptions), new([written])).Match(
            asked is null ? null : AccessResource.One(asked),
            scope,
            Substitutions.None,
            ref isUncertain
        );

        Assert.Equal(expected, match.ToString());
        Assert.False(isUncertain);
    }

    [Theory]
    [InlineData(MatcherKind.Url, "s3?://", "s3a://", true)]
    [InlineData(MatcherKind.Url, "s3?://b", "s3a://b/c", true)]
    [InlineData(MatcherKind.Url, "s3?://b", "s3a:///b", false)]
    [InlineData(MatcherKind.Url, "*", "/b", false)]
    [InlineData(MatcherKind.Url, "*//b", "://b", true)]
    [InlineData(MatcherKind.Path, "?", "/", true)]
    [InlineData(MatcherKind.Path, "*", "", false)]
    [InlineData(MatcherKind.Path, "/a/?", "/a/b/c", true)]
    public void A_wildcard_reaches_down_from_any_step(
        MatcherKind matcher,
        string pattern,
        string asked,
        bool expected
    ) =>
        Assert.Equal(
            expected,
            PathWildcard.Matches(pattern, asked, new("p", null, matcher, s_noOptions), StringComparison.Ordinal)
        );

    [Fact]
    public void A_pattern_may_begin_with_nothing()
    {
        Assert.True(PathWildcard.IsPrefix("a*", "", StringComparison.Ordinal));
        Assert.True(PathWildcard.IsPrefix("a*b", "ax", StringComparison.Ordinal));
        Assert.False(PathWildcard.IsPrefix("a*b", "b", StringComparison.Ordinal));
    }

    [Fact]
    public void An_item_without_accesses_names_nobody_and_a_mask_is_shown_to_whoever_asks_for_anything()
    {
        var bare = s_public with { Accesses = [], Users = ["bare"], Groups = [] };
        var mask = Facts.Policy(2, "shop.orders.card") with
        {
            Type = PolicyType.DataMask,
            MaskOrFilterItems = [s_public with { Mask = new("MASK", null, null) }],
        };
        var engine = Engine([Facts.Policy(1, "shop.orders.*", [bare, Facts.Item("update", ["ann"])]), mask]);

        Assert.Equal("ann", string.Join(' ', engine.NamedOn(s_any).AllowedUsers));
        Assert.Equal(2, engine.MaskOf(Ask("shop", "orders", "card", AccessRequest.AnyAccess)).PolicyId);
        Assert.Equal(2, engine.MaskOf(Ask("shop", "orders", "card", "SELECT")).PolicyId);
        Assert.Null(engine.MaskOf(Ask("shop", "orders", "card", "update")).PolicyId);
    }

    [Fact]
    public void Reasons_stand_in_order()
    {
        PolicyItem Asking(string fact) => s_public with { Conditions = [new("expression", [$"REQ.{fact} == 'x'"])] };

        var decision = Engine([Facts.Policy(1, "shop.orders.*", [Asking("clientType"), Asking("action")])])
            .Decide(Ask("shop", "orders") with { IsComplete = false });

        Assert.Equal(["action is not known", "clientType is not known"], decision.Undecided);
    }

    [Fact]
    public void Asking_for_nothing_in_particular_asks_every_zone()
    {
        var engine = Engine(
            [s_open with { ZoneName = "z" }],
            facts => facts with { Zones = [new("z", [Facts.Resource("shop.orders")], false)] }
        );
        var nothing = s_any with { Resource = AccessResource.Empty };

        Assert.Equal(DecisionOutcome.Allowed, engine.Decide(nothing).Outcome);
        Assert.Equal(DecisionOutcome.Denied, engine.Decide(nothing with { AccessType = "select" }).Outcome);
    }

    [Fact]
    public void The_highest_of_two_masks_that_may_apply_counts_against_a_tags()
    {
        PolicyCondition open = new("expression", ["REQ.clientType == 'x'"]);
        Policy Mask(long id, string on, int priority, bool isOpen) =>
            Facts.Policy(id, on, priority: priority) with
            {
                Type = PolicyType.DataMask,
                MaskOrFilterItems =
                [
                    (on.StartsWith("tag:", StringComparison.Ordinal) ? s_byTag : s_public) with
                    {
                        Mask = new("MASK", null, null),
                        Conditions = isOpen ? [open] : [],
                    },
                ],
            };
        var asked = Ask("shop", "orders", "card") with { IsComplete = false, Tags = [RequestTag.Plain("PII")] };

        bool IsConditional(int first, int second) =>
            Engine([
                    Mask(1, "tag:PII", 1, false),
                    Mask(2, "shop.orders.card", first, true),
                    Mask(3, "shop.orders.card", second, true),
                ])
                .MaskOf(asked)
                .IsConditional;

        Assert.True(IsConditional(5, 0));
        Assert.True(IsConditional(0, 5));
        Assert.False(IsConditional(0, 1));
    }

    [Fact]
    public void A_filter_that_may_be_anothers_and_cannot_be_filled_in_stays_conditional()
    {
        PolicyCondition open = new("expression", ["REQ.clientType == 'x'"]);
        var filter = Facts.Policy(1, "shop.orders") with
        {
            Type = PolicyType.RowFilter,
            MaskOrFilterItems =
            [
                s_public with
                {
                    RowFilter = "a = 1",
                    Conditions = [open],
                },
                s_public with
                {
                    RowFilter = "site = ${{USER.site}}",
                },
            ],
        };

        var shown = Engine([filter]).RowFilterOf(Ask("shop", "orders") with { IsComplete = false });

        Assert.Equal(("site = ${{USER.site}}", true), (shown.RowFilter, shown.IsConditional));
    }

    [Theory]
    [InlineData("allow")]
    [InlineData("deny")]
    [InlineData("allowExcept")]
    [InlineData("denyExcept")]
    [InlineData("policy")]
    public void A_condition_that_the_shipped_definition_lacks_leaves_open_wherever_it_stands(string place)
    {
        var (plain, open) = (s_public, s_public with { Conditions = [new("ip-range", ["10.*"])] });
        var policy = Facts.Policy(
            1,
            "sales.orders.*",
            [place == "allow" ? open : plain],
            place switch
            {
                "deny" => [open],
                "denyExcept" => [plain],
                _ => [],
            },
            place == "allowExcept" ? [open] : [],
            place == "denyExcept" ? [open] : []
        ) with
        {
            Conditions = place == "policy" ? open.Conditions : [],
        };

        var decision = EstateEngine
            .Of(OneTable.Make(policy))
            .Decide(PrincipalId.Login("ann"), new("sales", "orders", "id"), "select");

        Assert.Equal(DecisionOutcome.Conditional, decision.Outcome);
    }

    [Fact]
    public void The_macro_of_roles_names_all_of_them()
    {
        var engine = Engine([Facts.Policy(1, "shop.orders.{ROLES}", [s_public])]);
        var asked = Ask("shop", "orders", "[one, two]");

        Assert.Equal(DecisionOutcome.Allowed, engine.Decide(asked with { Roles = ["one", "two"] }).Outcome);
        Assert.Equal(DecisionOutcome.Denied, engine.Decide(asked with { Roles = ["one"] }).Outcome);
        Assert.Equal(DecisionOutcome.Denied, engine.Decide(asked).Outcome);
    }

    private static string Answer(Policy[] policies, AccessRequest request)
    {
        var decision = Engine(policies).Decide(request);
        return $"{decision.Outcome} by {decision.PolicyId}";
    }

    private static AccessRequest Ask(
        string database,
        string? table = null,
        string? column = null,
        string? access = null
    ) =>
        new()
        {
            User = "ann",
            Resource = AccessResource.Of(new(database, table, column)),
            AccessType = access ?? "select",
            AccessTime = Facts.Noon,
            IsComplete = true,
        };

    private static RangerEngine Engine(Policy[] policies, Func<EngineFacts, EngineFacts>? with = null)
    {
        var service = new AccessService("hive", AccessService.HiveAccessTypes, [], []);
        var facts = new EngineFacts { Definition = ServiceDefinition.Hive(service), Policies = [.. policies] };
        if (policies.Any(policy => policy.IsTagPolicy))
        {
            facts = facts with { TagDefinition = ServiceDefinition.Tag(service.AccessTypes) };
        }

        return new((with ?? (same => same))(facts));
    }
}
