using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Access.Ranger.Requests;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Tests.Scenarios;

namespace GovernanceDashboard.Tests.Access.Ranger.Requests;

/// <summary>Single requests to one service: what is recorded, who is named, what is shown, and which policy is behind it.</summary>
public sealed class RangerEngineTests
{
    private static readonly PolicyItem s_public = Facts.Item(groups: ["public"]);

    private static readonly Policy s_open = Facts.Policy(1, "shop.orders.*", [s_public]);

    [Theory]
    [InlineData(AuditMode.All, false, true)]
    [InlineData(AuditMode.None, true, false)]
    [InlineData(AuditMode.ByPolicy, true, true)]
    [InlineData(AuditMode.ByPolicy, false, false)]
    public void The_mode_and_the_policies_say_what_is_recorded(AuditMode mode, bool isOfPolicy, bool expected) =>
        Assert.Equal(
            expected,
            Engine(s_open with { IsAuditEnabled = isOfPolicy }, facts => facts with { AuditMode = mode })
                .Decide(Ask("ann"))
                .IsAudited
        );

    [Fact]
    public void Without_any_unzoned_policy_everything_is_recorded_unless_there_are_tags()
    {
        var zoned = s_open with { ZoneName = "z" };

        Assert.True(Engine(zoned).Decide(Ask("ann")).IsAudited);
        Assert.False(
            Engine(zoned, facts => facts with { TagDefinition = ServiceDefinition.Tag([]) })
                .Decide(Ask("ann"))
                .IsAudited
        );
        Assert.False(Engine(s_open with { Resources = [Facts.Resource("other")] }).Decide(Ask("ann")).IsAudited);
    }

    [Theory]
    [InlineData("ann", "", "", false)]
    [InlineData("", "staff", "", false)]
    [InlineData("", "", "readers", false)]
    [InlineData("bob", "clerks", "writers", true)]
    public void Some_are_not_recorded(string user, string group, string role, bool expected)
    {
        var engine = Engine(
            s_open,
            facts => facts with { UnauditedUsers = [user], UnauditedGroups = [group], UnauditedRoles = [role] }
        );

        Assert.Equal(expected, engine.Decide(Ask("ann")).IsAudited);
        Assert.True(engine.Decide(Ask(null) with { Groups = ["others"], Roles = ["others"] }).IsAudited);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("users=ann", false)]
    [InlineData("users=bob", true)]
    [InlineData("users={USER}", false)]
    [InlineData("users={OWNER}", false)]
    [InlineData("groups=staff", false)]
    [InlineData("groups=clerks", true)]
    [InlineData("groups=public", false)]
    [InlineData("roles=readers", false)]
    [InlineData("roles=writers", true)]
    [InlineData("actions=QUERY", false)]
    [InlineData("actions=EXPORT", true)]
    [InlineData("types=select", false)]
    [InlineData("types=update", true)]
    [InlineData("actions=EXPORT types=select", false)]
    [InlineData("users=ann types=update", true)]
    [InlineData("outcome=Allowed", false)]
    [InlineData("outcome=Denied", true)]
    [InlineData("resource=shop.orders", false)]
    [InlineData("resource=shop.*", false)]
    [InlineData("resource=shop.items", true)]
    [InlineData("resource=shop.orders.card", true)]
    [InlineData("silent=", true)]
    public void A_filter_that_fits_decides_before_policies(string filter, bool isAudited)
    {
        var parts = filter
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .ToDictionary(part => part.Split('=')[0], part => part.Split('=')[1]);
        var written = new AuditFilter(
            parts.TryGetValue("outcome", out var outcome) ? Enum.Parse<AuditedOutcome>(outcome) : null,
            parts.TryGetValue("resource", out var resource) ? Facts.Resource(resource) : null,
            Names("users"),
            Names("groups"),
            Names("roles"),
            Names("actions"),
            Names("types"),
            parts.ContainsKey("silent") ? null : false
        );

        Assert.Equal(
            isAudited,
            Engine(s_open, facts => facts with { AuditFilters = [written] }).Decide(Ask("ann")).IsAudited
        );

        ImmutableArray<string> Names(string name) => parts.TryGetValue(name, out var one) ? [one] : [];
    }

    [Fact]
    public void A_filter_on_what_lies_below_fits_visibility_only_and_tags_come_first()
    {
        var below = Filter(Facts.Resource("shop.orders.card"), false);
        var engine = Engine(s_open, facts => facts with { AuditFilters = [below] });

        Assert.True(engine.Decide(Ask("ann")).IsAudited);
        Assert.False(engine.Decide(Ask("ann") with { AccessType = AccessRequest.AnyAccess }).IsAudited);
        Assert.False(engine.Decide(Ask("ann") with { Scope = MatchingScope.SelfOrDescendants }).IsAudited);

        var tagged = Engine(
            s_open,
            facts =>
                facts with
                {
                    Tags = [new(Facts.Resource("shop.orders"), [RequestTag.Plain("PII")])],
                    TagAuditFilters =
                    [
                        Filter(Facts.Resource("tag:OTHER"), true),
                        Filter(Facts.Resource("tag:PII"), false),
                    ],
                    AuditFilters = [Filter(null, true)],
                }
        );
        Assert.False(tagged.Decide(Ask("ann")).IsAudited);
        Assert.True(tagged.Decide(Ask("ann") with { Resource = AccessResource.Of(new("shop", "items")) }).IsAudited);
    }

    [Fact]
    public void Those_named_are_gathered_and_exceptions_and_denials_take_out()
    {
        var engine = Engine([
            Facts.Policy(
                1,
                "shop.orders.*",
                [Facts.Item(users: ["ann", "bob", "eve"], groups: ["staff", "clerks"])],
                [Facts.Item(users: ["eve", "mia"], groups: ["clerks", "guests"])],
                [Facts.Item(users: ["bob"], groups: ["staff"])],
                [Facts.Item(users: ["mia"], groups: ["guests"])]
            ),
            Facts.Policy(2, "shop.orders.card", [Facts.Item(users: ["low"])], [Facts.Item(users: ["ann"])]),
            Facts.Policy(3, "shop.orders.*", [Facts.Item("update", ["upd"])]),
            Facts.Policy(4, "shop.items.*", [Facts.Item(users: ["far"])]),
            Facts.Policy(5, "shop.orders.*", [Facts.Item("update", ["adm"]) with { DelegateAdmin = true }]),
            Facts.Policy(
                6,
                "shop.orders.*",
                [Facts.Item(users: ["never"]) with { Conditions = [new("expression", ["false"])] }]
            ),
        ]);

        var named = engine.NamedOn(Ask("ann"));

        Assert.Equal("ann low", string.Join(' ', named.AllowedUsers));
        Assert.Equal("", string.Join(' ', named.AllowedGroups));
        Assert.Equal("eve", string.Join(' ', named.DeniedUsers));
        Assert.Equal("clerks", string.Join(' ', named.DeniedGroups));
        Assert.Equal(
            "adm ann low upd",
            string.Join(' ', engine.NamedOn(Ask("x") with { AccessType = AccessRequest.AnyAccess }).AllowedUsers)
        );
        Assert.Equal(
            "adm",
            string.Join(' ', engine.NamedOn(Ask("x") with { AccessType = AccessRequest.AdminAccess }).AllowedUsers)
        );
    }

    [Theory]
    [InlineData("T1=1 T2=2", "T1:Self T2:Self", 1)] // the first by name
    [InlineData("T1=1 T2=2/5", "T1:Self T2:Self", 2)] // a priority
    [InlineData("T1=1 T2=2", "T1:Ancestor T2:Self", 2)] // the nearer
    [InlineData("T1=1 T2=2/5", "T1:Self T2:Ancestor", 1)] // before any priority
    [InlineData("T1=1 T2=2", "T1:Ancestor T2:SelfAndAllDescendants", 2)]
    [InlineData("T1=1 R=9", "T1:Self", 1)]
    [InlineData("T1=1 R=9/5", "T1:Self", 9)]
    [InlineData("T1=1/5 R=9/5", "T1:Self", 1)]
    [InlineData("T1=1", "", null)]
    public void The_mask_of_the_nearest_tag_is_shown_unless_a_resource_overrides_it(
        string policies,
        string tags,
        int? expected
    )
    {
        var engine = Engine([
            .. policies
                .Split(' ')
                .Select(text =>
                {
                    var (name, number) = (text.Split('=')[0], text.Split('=')[1].Split('/'));
                    return Mask(
                        int.Parse(number[0], CultureInfo.InvariantCulture),
                        name == "R" ? "shop.orders.card" : "tag:" + name,
                        number.Length > 1 ? int.Parse(number[1], CultureInfo.InvariantCulture) : 0
                    );
                }),
        ]);
        var request = Ask("ann", "card") with
        {
            Tags =
            [
                .. tags.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                    .Select(tag =>
                        RequestTag.Plain(tag.Split(':')[0]) with
                        {
                            Place = Enum.Parse<TagPlace>(tag.Split(':')[1]),
                        }
                    ),
            ],
        };

        var shown = engine.MaskOf(request);

        Assert.Equal(expected, (int?)shown.PolicyId);
        Assert.Equal(expected is null ? null : "MASK", shown.Mask?.Type);
        Assert.False(shown.IsConditional);
    }

    [Fact]
    public void A_mask_that_may_be_anothers_is_conditional_and_says_why()
    {
        var maybe = Mask(1, "shop.orders.card", 1, new PolicyCondition("expression", ["REQ.clientType == 'x'"]));
        var snapshot = Ask("ann", "card") with { IsComplete = false };

        var first = Engine([maybe, Mask(2, "shop.orders.card")]).MaskOf(snapshot);
        Assert.Equal((2, true), (first.PolicyId, first.IsConditional));
        Assert.Equal(["clientType is not known"], first.Undecided);

        var alone = Engine([maybe]).MaskOf(snapshot);
        Assert.Equal(((long?)null, true), (alone.PolicyId, alone.IsConditional));
        Assert.Equal(["clientType is not known"], alone.Undecided);

        // Over a tag's mask it counts at a higher priority only.
        var tagged = snapshot with
        {
            Tags = [RequestTag.Plain("T")],
        };
        Assert.True(Engine([maybe, Mask(2, "tag:T")]).MaskOf(tagged).IsConditional);
        Assert.False(Engine([maybe, Mask(2, "tag:T", 1)]).MaskOf(tagged).IsConditional);

        var behind = Engine([maybe with { Priority = 0, Name = "z" }, Mask(2, "shop.orders.card", 1)]).MaskOf(snapshot);
        Assert.Equal((2, false), (behind.PolicyId, behind.IsConditional));
        Assert.Empty(behind.Undecided);
    }

    [Theory]
    [InlineData("${{USER._name}} = 1", "ann = 1", false)]
    [InlineData("${{USER.site}} = 1", "${{USER.site}} = 1", true)]
    [InlineData("plain", "plain", false)]
    public void A_filter_is_filled_in_where_it_can_be(string written, string filter, bool isConditional)
    {
        var item = s_public with { RowFilter = written };
        var engine = Engine([
            Facts.Policy(1, "shop.orders") with
            {
                Type = PolicyType.RowFilter,
                MaskOrFilterItems = [item],
            },
        ]);

        var shown = engine.RowFilterOf(Ask("ann") with { IsComplete = false });

        Assert.Equal(
            (filter, isConditional, !isConditional),
            (shown.RowFilter, shown.IsConditional, shown.Undecided.IsEmpty)
        );
    }

    [Fact]
    public void Super_users_meet_no_mask_and_are_allowed_without_a_policy()
    {
        var engine = Engine(
            Mask(1, "shop.orders.card"),
            facts => facts with { SuperUsers = ["root"], SuperGroups = ["wheel"] }
        );

        foreach (var super in new[] { Ask("root", "card"), Ask("x", "card") with { Groups = ["wheel"] } })
        {
            Assert.Equal(((long?)null, false), (engine.MaskOf(super).PolicyId, engine.MaskOf(super).IsConditional));
            var decision = engine.Decide(super);
            Assert.Equal(
                (DecisionOutcome.Allowed, true, (long?)null),
                (decision.Outcome, decision.IsDetermined, decision.PolicyId)
            );
            Assert.Equal(
                DecisionOutcome.Allowed,
                engine.Decide(super with { AccessType = AccessRequest.SuperUserAccess }).Outcome
            );
        }

        var asked = engine.Decide(Ask("ann", "card") with { AccessType = AccessRequest.SuperUserAccess });
        Assert.Equal((DecisionOutcome.Denied, true), (asked.Outcome, asked.IsDetermined));
    }

    [Theory]
    [InlineData("select|update", "", "", DecisionOutcome.Allowed)]
    [InlineData("create|select", "", "", DecisionOutcome.Allowed)]
    [InlineData("create|update", "", "", DecisionOutcome.Denied)]
    [InlineData("create|drop", "", "create", DecisionOutcome.Denied)]
    [InlineData("create|drop", "", "create drop", DecisionOutcome.Allowed)]
    [InlineData("select", "select create", "", DecisionOutcome.Allowed)]
    [InlineData("select", "select create|create drop", "", DecisionOutcome.Denied)]
    [InlineData("select", "select create|create drop", "create drop", DecisionOutcome.Allowed)]
    [InlineData("select", "create drop", "create drop", DecisionOutcome.Allowed)]
    [InlineData("select", "select update", "", DecisionOutcome.Allowed)]
    [InlineData("select", "select|update", "", DecisionOutcome.Denied)]
    [InlineData("select", "select|update", "update", DecisionOutcome.Denied)]
    public void Of_a_group_of_types_one_is_enough_and_all_groups_have_to_be_met(
        string types,
        string groups,
        string ignored,
        DecisionOutcome expected
    )
    {
        var engine = Engine([Facts.Policy(1, "shop.orders.*", [s_public], [Facts.Item("update", groups: ["public"])])]);
        var request = Ask("ann") with
        {
            AllAccessTypes = [.. types.Split('|')],
            AccessTypeGroups =
            [
                .. groups
                    .Split('|', StringSplitOptions.RemoveEmptyEntries)
                    .Select(group => group.Split(' ').ToImmutableArray()),
            ],
            IgnoredUnlessDenied = [.. ignored.Split(' ', StringSplitOptions.RemoveEmptyEntries)],
        };

        Assert.Equal(expected, engine.Decide(request).Outcome);
    }

    [Fact]
    public void Visibility_is_settled_policy_by_policy_in_the_peers_order()
    {
        var any = Ask("ann") with { AccessType = AccessRequest.AnyAccess };
        var deny = Facts.Policy(1, "shop.orders.*", deny: [Facts.Item("all", groups: ["public"])]);

        Assert.Equal(DecisionOutcome.Denied, Engine([deny]).Decide(any).Outcome);
        Assert.Equal(DecisionOutcome.Denied, Engine([deny with { Priority = 1 }, s_open]).Decide(any).Outcome);
        Assert.Equal(DecisionOutcome.Allowed, Engine([deny, s_open with { Priority = 1 }]).Decide(any).Outcome);

        // A denial of one type leaves the others; where denials from below count, every type has to be allowed.
        var one = Facts.Policy(2, "shop.orders.*", [Facts.Item("all", groups: ["public"])], [s_public]);
        Assert.Equal(DecisionOutcome.Allowed, Engine([one]).Decide(any).Outcome);
        Assert.Equal(DecisionOutcome.Denied, Engine([one]).Decide(any with { IgnoresDescendantDeny = false }).Outcome);
        Assert.Equal(
            DecisionOutcome.Denied,
            Engine([s_open]).Decide(any with { IgnoresDescendantDeny = false }).Outcome
        );
    }

    [Theory]
    [InlineData("2026/06/01 00:00:00", DecisionOutcome.Allowed, "")]
    [InlineData("2026/06/02 00:00:00", DecisionOutcome.Denied, "")]
    [InlineData("soon", DecisionOutcome.Conditional, "a validity schedule that cannot be read")]
    public void A_policy_speaks_within_its_schedule(string start, DecisionOutcome expected, string reasons)
    {
        var decision = Engine([s_open with { Schedules = [new(start, null, null)] }]).Decide(Ask("ann"));

        Assert.Equal((expected, reasons), (decision.Outcome, string.Join(' ', decision.Undecided)));
    }

    [Fact]
    public void Zones_answer_for_what_is_theirs()
    {
        var zones = ImmutableArray.Create(
            new SecurityZone("a", [Facts.Resource("shop.orders")], true),
            new SecurityZone("b", [Facts.Resource("shop.items")], false)
        );
        var engine = Engine(
            [
                s_open with
                {
                    ZoneName = "a",
                },
                Facts.Policy(2, "shop.*.*", [Facts.Item(users: ["bob"])]),
                Facts.Policy(3, "tag:PII", [Facts.Item("hive:select", ["tess"])]) with
                {
                    ZoneName = "a",
                },
            ],
            facts => facts with { Zones = zones }
        );

        var inside = engine.Decide(Ask("ann"));
        Assert.Equal((DecisionOutcome.Allowed, "a", 1L), (inside.Outcome, inside.Zone, inside.PolicyId));
        Assert.Equal(DecisionOutcome.Denied, engine.Decide(Of("bob", new("shop", "items"))).Outcome);
        Assert.Equal((DecisionOutcome.Allowed, null), Outcome(engine.Decide(Of("bob", new("shop", "else")))));

        // The whole database lies in none of them; for visibility each that lies below may show it, and the unzoned ones.
        var any = Of("ann", new("shop")) with
        {
            AccessType = AccessRequest.AnyAccess,
        };
        Assert.Equal((DecisionOutcome.Allowed, "a"), Outcome(engine.Decide(any)));
        Assert.Equal(DecisionOutcome.Denied, engine.Decide(Of("ann", new("shop"))).Outcome);

        // Asking for nothing in particular asks every zone.
        var nothing = Ask("ann") with
        {
            Resource = AccessResource.Empty,
            AccessType = AccessRequest.AnyAccess,
        };
        Assert.Equal((DecisionOutcome.Allowed, "a"), Outcome(engine.Decide(nothing)));

        // Tag policies of the zone count where it has a tag service of its own.
        var tagged = Ask("tess") with
        {
            Tags = [RequestTag.Plain("PII")],
            Roles = ["none"],
        };
        Assert.Equal(3, engine.Decide(tagged).PolicyId);
        Assert.Null(engine.Decide(tagged with { Resource = Items }).PolicyId);
        Assert.Contains("tess", engine.NamedOn(tagged).AllowedUsers);
        Assert.DoesNotContain("tess", engine.NamedOn(tagged with { Resource = Items }).AllowedUsers);

        static (DecisionOutcome, string?) Outcome(AccessDecision decision) => (decision.Outcome, decision.Zone);
    }

    [Fact]
    public void Tags_are_found_by_where_they_lie()
    {
        var engine = Engine(
            [],
            facts =>
                facts with
                {
                    Tags =
                    [
                        new(Facts.Resource("shop"), [RequestTag.Plain("DB")]),
                        new(Facts.Resource("shop.orders"), [RequestTag.Plain("TABLE")]),
                        new(Facts.Resource("shop.orders.*"), [RequestTag.Plain("ALL")]),
                        new(Facts.Resource("shop.orders.card"), [RequestTag.Plain("COLUMN")]),
                        new(
                            Facts.Resource("shop.orders"),
                            [
                                RequestTag.Plain("OLD") with
                                {
                                    ValidityPeriods = [new(null, "2020/01/01 00:00:00", null)],
                                },
                            ]
                        ),
                        new(
                            Facts.Resource("shop.orders"),
                            [RequestTag.Plain("ODD") with { ValidityPeriods = [new(null, "soon", null)] }]
                        ),
                    ],
                    AllTags = [RequestTag.Plain("ANY")],
                }
        );

        Assert.Equal("ALL:SelfAndAllDescendants DB:Ancestor ODD:Self TABLE:Self", Text(engine.TagsOf(Ask("ann"))));
        Assert.Equal(
            "ALL:SelfAndAllDescendants COLUMN:Descendant DB:Ancestor ODD:Self TABLE:Self",
            Text(engine.TagsOf(Ask("ann") with { AccessType = AccessRequest.AnyAccess }))
        );
        Assert.Equal(
            "ALL:SelfAndAllDescendants COLUMN:Descendant DB:Ancestor ODD:Self TABLE:Self",
            Text(engine.TagsOf(Ask("ann") with { Scope = MatchingScope.SelfOrDescendants }))
        );
        Assert.Equal("ANY:Descendant", Text(engine.TagsOf(new() { AccessTime = Facts.Noon })));
        Assert.Equal("", Text(engine.TagsOf(new() { AccessTime = Facts.Noon, AccessType = "select" })));

        static string Text(ImmutableArray<RequestTag> tags) =>
            string.Join(' ', tags.Select(tag => $"{tag.Type}:{tag.Place}").Order(StringComparer.Ordinal));
    }

    private static AccessResource Items => AccessResource.Of(new("shop", "items"));

    private static AuditFilter Filter(PolicyResource? resource, bool isAudited) =>
        new(null, resource, [], [], [], [], [], isAudited);

    private static Policy Mask(long id, string resource, int priority = 0, params PolicyCondition[] conditions) =>
        Facts.Policy(id, resource, priority: priority) with
        {
            Type = PolicyType.DataMask,
            MaskOrFilterItems =
            [
                Facts.Item(
                    resource.StartsWith("tag", StringComparison.Ordinal) ? "hive:select" : "select",
                    groups: ["public"]
                ) with
                {
                    Mask = new("MASK", null, null),
                    Conditions = [.. conditions],
                },
            ],
        };

    private static AccessRequest Ask(string? user, string? column = null) =>
        Of(user, new("shop", "orders", column)) with
        {
            Groups = ["staff"],
            Roles = ["readers"],
        };

    private static AccessRequest Of(string? user, ResourceName resource) =>
        new()
        {
            User = user,
            Resource = AccessResource.Of(resource, "ann"),
            AccessType = "select",
            Action = "QUERY",
            AccessTime = Facts.Noon,
            IsComplete = true,
        };

    private static RangerEngine Engine(Policy policy, Func<EngineFacts, EngineFacts>? with = null) =>
        Engine([policy], with);

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
