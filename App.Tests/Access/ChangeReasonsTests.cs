using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Tests.Scenarios;

namespace GovernanceDashboard.Tests.Access;

/// <summary>Every kind of edit: what it does, how it is taken back to the letter, and in which words it is refused.</summary>
public sealed class ChangeReasonsTests
{
    private static readonly PrincipalId s_ann = PrincipalId.Login("ann");
    private static readonly PrincipalId s_eng = PrincipalId.Group("eng");
    private static readonly ResourceName s_orders = new("sales", "orders");
    private static readonly PolicyResource s_zoned = Facts.Resource("sales.orders");
    private static readonly PolicyItem s_item = Facts.Item(users: ["ann"]);

    [Fact]
    public void Refusals_say_why()
    {
        (Change Change, string Reason)[] refused =
        [
            (PolicyChange.Delete(9), "There is no policy 9."),
            (new PolicyChange(ChangeOperation.Add, 0, null), "The policy to add is missing."),
            (PolicyChange.Put(Estate().Policies[0]), "Policy 1 says this already."),
            (PolicyChange.Put(Facts.Policy(7, "a.b", [Facts.Item(users: ["nobody"])])), "There is no login:nobody."),
            (PolicyChange.Put(Facts.Policy(7, "a.b", [Facts.Item(roles: ["none"])])), "There is no role:none."),
            (new PolicyEnabledChange(ChangeOperation.Add, 9), "There is no policy 9."),
            (new PolicyEnabledChange(ChangeOperation.Add, 1), "Policy 1 is enabled already."),
            (new PolicyEnabledChange(ChangeOperation.Remove, 2), "Policy 2 is disabled already."),
            (Item(ChangeOperation.Add, 9, 0, s_item), "There is no policy 9."),
            (Item(ChangeOperation.Add, 1, 0, null), "The item to add is missing."),
            (Item(ChangeOperation.Add, 1, 3, s_item), "Policy 1 has 2 Allow items: none can be added at 3."),
            (Item(ChangeOperation.Add, 1, 0, Facts.Item(groups: ["none"])), "There is no group:none."),
            (Item(ChangeOperation.Remove, 1, null, null), "Policy 1 has 2 Allow items: say which one to remove."),
            (Item(ChangeOperation.Remove, 1, 2, null), "Policy 1 has no Allow item 2: it has 2."),
            (Item(ChangeOperation.Remove, 1, -1, null), "Policy 1 has no Allow item -1: it has 2."),
            (Named(ChangeOperation.Add, 9, 0, s_ann), "There is no policy 9."),
            (Named(ChangeOperation.Add, 1, 2, s_ann), "Policy 1 has no Allow item 2: it has 2."),
            (Named(ChangeOperation.Add, 1, -1, s_ann), "Policy 1 has no Allow item -1: it has 2."),
            (Named(ChangeOperation.Add, 1, 0, PrincipalId.Login("nobody")), "There is no login:nobody."),
            (Named(ChangeOperation.Remove, 1, 0, s_ann), "No Allow item of policy 1 that is meant names login:ann."),
            (Named(ChangeOperation.Add, 1, 0, s_eng), "No Allow item of policy 1 that is meant lacks group:eng."),
            (Member(ChangeOperation.Add, s_ann, s_eng), "login:ann is in group:eng already."),
            (Member(ChangeOperation.Remove, s_eng, s_ann), "group:eng is not directly in login:ann."),
            (Member(ChangeOperation.Add, s_eng, s_eng), "group:eng cannot be put into group:eng."),
            (Member(ChangeOperation.Add, PrincipalId.Login("nobody"), s_eng), "There is no login:nobody."),
            (Member(ChangeOperation.Add, s_ann, PrincipalId.Group("none")), "There is no group:none."),
            (new RoleChange(ChangeOperation.Add, "r"), "There is a role:r already."),
            (new RoleChange(ChangeOperation.Remove, "none"), "There is no role:none."),
            (Tag(ChangeOperation.Add, s_orders, "PII"), "PII is on sales.orders already."),
            (Tag(ChangeOperation.Remove, s_orders, "OTHER"), "OTHER is not on sales.orders."),
            (Tag(ChangeOperation.Add, new("none"), "PII"), "There is no database none."),
            (Tag(ChangeOperation.Add, new("sales", "none"), "PII"), "There is no table sales.none."),
            (Tag(ChangeOperation.Add, new("sales", "orders", "none"), "PII"), "Table sales.orders has no column none."),
            (new ZoneChange(ChangeOperation.Remove, "none", null), "There is no zone none."),
            (new ZoneChange(ChangeOperation.Add, "z", null), "The zone to add is missing."),
            (new ZoneChange(ChangeOperation.Add, "y", Estate().Zones[0]), "The zone to add is missing."),
            (new ZoneChange(ChangeOperation.Add, "z", Estate().Zones[0]), "There is such a zone z already."),
            (new ZoneResourceChange(ChangeOperation.Add, "none", s_zoned), "There is no zone none."),
            (new ZoneResourceChange(ChangeOperation.Add, "z", s_zoned), "sales.orders is in zone z already."),
            (
                new ZoneResourceChange(ChangeOperation.Remove, "z", Facts.Resource("sales.*")),
                "sales.* is not in zone z, as such."
            ),
            (
                Owner(ChangeOperation.Add, new("sales", "orders", "id"), "ann"),
                "sales.orders.id is a column: its table has a creator, it has none."
            ),
            (Owner(ChangeOperation.Add, new("sales", "none"), "ann"), "There is no sales.none."),
            (Owner(ChangeOperation.Add, new("none"), "ann"), "There is no none."),
            (Owner(ChangeOperation.Add, s_orders, null), "The login that is to own it is missing."),
            (Owner(ChangeOperation.Add, s_orders, "ann"), "sales.orders was created by login:ann already."),
            (Owner(ChangeOperation.Add, s_orders, "nobody"), "There is no login:nobody."),
            (Owner(ChangeOperation.Remove, new("sales", "items"), null), "sales.items has no creator."),
            (Owner(ChangeOperation.Remove, s_orders, "bob"), "sales.orders was not created by login:bob."),
            (new TableChange(ChangeOperation.Remove, new("sales", "none"), null), "There is no table sales.none."),
            (new TableChange(ChangeOperation.Add, new("sales", "orders"), null), "The table to add is missing."),
            (
                new TableChange(ChangeOperation.Add, new("sales", "items"), Estate().Tables[2]),
                "The table to add is missing."
            ),
            (
                new TableChange(ChangeOperation.Add, new("sales", "orders"), Estate().Tables[2]),
                "There is such a table sales.orders already."
            ),
        ];

        var outcome = new ChangeSet([.. refused.Select(each => each.Change)]).ApplyTo(Estate());

        Assert.Equal(refused.Select(each => each.Reason), outcome.Problems.Select(problem => problem.Reason));
        Assert.Null(outcome.Facts);
    }

    [Fact]
    public void Each_edit_changes_the_facts_and_is_taken_back_to_the_letter()
    {
        Change[] fitting =
        [
            PolicyChange.Delete(1),
            PolicyChange.Put(Facts.Policy(0, "sales.*", [s_item])),
            PolicyChange.Put(Facts.Policy(1, "sales.*", [s_item])),
            new PolicyEnabledChange(ChangeOperation.Remove, 1),
            new PolicyEnabledChange(ChangeOperation.Add, 2),
            Item(ChangeOperation.Add, 1, null, s_item),
            Item(ChangeOperation.Add, 1, 0, s_item),
            Item(ChangeOperation.Add, 1, 2, s_item),
            Item(ChangeOperation.Remove, 1, 0, null),
            Item(ChangeOperation.Remove, 1, 1, null),
            Item(ChangeOperation.Remove, 2, null, null),
            Named(ChangeOperation.Add, 1, 0, s_ann),
            Named(ChangeOperation.Add, 1, null, s_ann),
            Named(ChangeOperation.Add, 1, 0, PrincipalId.Login("{OWNER}")),
            Named(ChangeOperation.Remove, 1, 0, s_eng),
            Named(ChangeOperation.Remove, 1, null, PrincipalId.Role("r")),
            Member(ChangeOperation.Remove, s_ann, s_eng),
            Member(ChangeOperation.Add, PrincipalId.Login("bob"), s_eng),
            Member(ChangeOperation.Add, s_eng, PrincipalId.Role("r")),
            new RoleChange(ChangeOperation.Add, "new", "shown", false),
            new RoleChange(ChangeOperation.Remove, "r"),
            Tag(ChangeOperation.Add, new("sales"), "PII"),
            Tag(ChangeOperation.Add, new("sales", "orders", "id"), "PII"),
            Tag(ChangeOperation.Add, new("unlisted"), "PII"),
            Tag(ChangeOperation.Remove, s_orders, "PII"),
            new ZoneChange(ChangeOperation.Remove, "z", null),
            new ZoneChange(ChangeOperation.Add, "a", new("a", [s_zoned], false)),
            new ZoneChange(ChangeOperation.Add, "z", new("z", [s_zoned], true)),
            new ZoneResourceChange(ChangeOperation.Add, "z", Facts.Resource("sales.items")),
            new ZoneResourceChange(ChangeOperation.Remove, "z", s_zoned),
            Owner(ChangeOperation.Add, s_orders, "bob"),
            Owner(ChangeOperation.Remove, s_orders, null),
            Owner(ChangeOperation.Remove, s_orders, "ann"),
            Owner(ChangeOperation.Add, new("sales", "items"), "bob"),
            Owner(ChangeOperation.Add, new("sales"), "bob"),
            new TableChange(ChangeOperation.Remove, new("sales", "orders"), null),
            new TableChange(ChangeOperation.Add, new("sales", "a"), Facts.Table("sales.a", ["id"])),
            new TableChange(ChangeOperation.Add, new("sales", "orders"), Facts.Table("sales.orders", ["x"])),
        ];
        foreach (var facts in new[] { Estate(), Shuffled() })
        {
            var before = FactsDigest.Of(facts);
            foreach (var change in fitting)
            {
                var outcome = new ChangeSet([change]).ApplyTo(facts);

                Assert.True(outcome.Problems.IsEmpty, $"{change}: {string.Join(' ', outcome.Problems)}");
                Assert.True(before != FactsDigest.Of(outcome.Facts!), $"{change} changes nothing");
                var back = outcome.Inverse!.ApplyTo(outcome.Facts!);
                Assert.True(back.Problems.IsEmpty, $"{change} back: {string.Join(' ', back.Problems)}");
                Assert.True(before == FactsDigest.Of(back.Facts!), $"{change} is not taken back");
            }
        }
    }

    // What an inverse puts back is not asked whether its principals are known: they may have been known by it alone.
    [Fact]
    public void A_restoration_may_name_whom_nothing_knows()
    {
        var facts = Estate();
        ImmutableArray<Change> changes =
        [
            PolicyChange.Delete(3),
            Item(ChangeOperation.Remove, 4, 0, null),
            Owner(ChangeOperation.Remove, new("sales", "old"), null),
        ];
        var outcome = new ChangeSet(changes).ApplyTo(facts);
        var back = outcome.Inverse!.ApplyTo(outcome.Facts!);

        Assert.Empty(back.Problems);
        Assert.Equal(FactsDigest.Of(facts), FactsDigest.Of(back.Facts!));
    }

    [Fact]
    public void What_a_proposed_policy_leaves_open_is_filled_in()
    {
        var put = PolicyChange.Put(Facts.Policy(0, "sales.*", [s_item]) with { Service = "" });
        var tag = PolicyChange.Put(Facts.Policy(0, "tag:PII", [s_item]) with { Service = "" });

        var policies = new ChangeSet([put, tag]).ApplyTo(Estate()).Facts!.Policies;
        var alone = new ChangeSet([put, tag]).ApplyTo(Estate() with { Policies = [] }).Facts!.Policies;

        Assert.Equal(
            [(5, "hive"), (6, "tag")],
            policies.Where(policy => policy.Id > 4).Select(policy => (policy.Id, policy.Service))
        );
        Assert.Equal([(1, "hive"), (2, "tag")], alone.Select(policy => (policy.Id, policy.Service)));
    }

    [Fact]
    public void Facts_go_to_their_natural_places()
    {
        var after = new ChangeSet([
            Tag(ChangeOperation.Add, new("sales", "orders", "id"), "A"),
            Tag(ChangeOperation.Add, s_orders, "A"),
            Tag(ChangeOperation.Add, new("sales"), "Z"),
            new TableChange(ChangeOperation.Add, new("sales", "m"), Facts.Table("sales.m", ["id"])),
            new ZoneChange(ChangeOperation.Add, "a", new("a", [s_zoned], false)),
            PolicyChange.Put(Facts.Policy(9, "a.b") with { Service = "a-hive" }),
        ])
            .ApplyTo(Estate())
            .Facts!;

        Assert.Equal(
            ["sales Z", "sales.orders A", "sales.orders PII", "sales.orders.id A"],
            after.Classifications.Select(tag => $"{tag.Resource} {tag.Class}")
        );
        Assert.Equal(["items", "m", "old", "orders", "t"], after.Tables.Select(table => table.Name.Table));
        Assert.Equal(["a", "z"], after.Zones.Select(zone => zone.Name));
        Assert.Equal([9, 1, 2, 3, 4], after.Policies.Select(policy => policy.Id));
    }

    [Theory]
    [InlineData("a.b.c", "a.b.c")]
    [InlineData("tag:PII", "tag PII")]
    public void A_resource_reads_as_people_write_it(string resource, string text) =>
        Assert.Equal(text, ResourceTexts.Of(Facts.Resource(resource)));

    [Fact]
    public void Several_values_exclusions_and_other_levels_are_named()
    {
        Assert.Equal("hr.{a, b}", ResourceTexts.Of(Facts.Resource(("database", ["hr"]), ("table", ["a", "", "b"]))));
        Assert.Equal("hr.*", ResourceTexts.Of(Facts.Resource(("database", ["hr"]), ("table", [""]))));
        Assert.Equal("url=s3a://x", ResourceTexts.Of(Facts.Resource(("url", ["s3a://x"]))));
        Assert.Equal(
            "hr.f global=*",
            ResourceTexts.Of(Facts.Resource(("database", ["hr"]), ("global", ["*"]), ("udf", ["f"])))
        );
        Assert.Equal(
            "hr.(all but {a, b})",
            ResourceTexts.Of(
                new PolicyResource(
                    Facts
                        .Resource(("database", ["hr"]))
                        .Levels.Add("table", new ResourceValues(["a", "b"], IsExcludes: true))
                )
            )
        );
    }

    private static ItemChange Item(ChangeOperation operation, long policy, int? at, PolicyItem? item) =>
        new(operation, policy, PolicyItemList.Allow, at, item);

    private static ItemPrincipalChange Named(ChangeOperation operation, long policy, int? at, PrincipalId principal) =>
        new(operation, policy, PolicyItemList.Allow, at, principal);

    private static MembershipChange Member(ChangeOperation operation, PrincipalId member, PrincipalId container) =>
        new(operation, new(member, container));

    private static TagChange Tag(ChangeOperation operation, ResourceName resource, string tag) =>
        new(operation, new(resource, tag, ClassificationBasis.Import));

    private static OwnerChange Owner(ChangeOperation operation, ResourceName resource, string? owner) =>
        new(operation, resource, owner);

    private static EstateFacts Estate()
    {
        var facts = Facts.Of(
            ["ann", "bob"],
            [("eng", ["ann"])],
            [],
            [
                Facts.Policy(1, "sales.*.*", [Facts.Item(groups: ["eng"]), Facts.Item("update", roles: ["r"])]),
                Facts.Policy(2, "sales.orders", [Facts.Item(users: ["ann"])]) with
                {
                    IsEnabled = false,
                },
                Facts.Policy(3, "sales.a", [Facts.Item(users: ["named-by-3-alone"])]),
                Facts.Policy(4, "sales.b", [Facts.Item(groups: ["named-by-4-alone"])]),
            ]
        );
        return facts with
        {
            Principals = facts.Principals.Add(new(PrincipalId.Role("r"), PrincipalKind.Role)),
            Memberships = facts.Memberships.Add(new(PrincipalId.Login("bob"), PrincipalId.Role("r"))),
            Databases = [new("sales")],
            Tables =
            [
                Facts.Table("sales.items", ["id"]),
                Facts.Table("sales.old", ["id"], creator: "who-left"),
                Facts.Table("sales.orders", ["id"], creator: "ann"),
                Facts.Table("unlisted.t", ["id"]),
            ],
            Classifications = [new(s_orders, "PII", ClassificationBasis.Import)],
            Zones = [new("z", [s_zoned], false)],
        };
    }

    // The same facts in no order: an edit then keeps the places of what it leaves.
    private static EstateFacts Shuffled()
    {
        var facts = Estate();
        return facts with
        {
            Principals = [.. facts.Principals.Reverse()],
            Memberships = [.. facts.Memberships.Reverse()],
            Tables = [.. facts.Tables.Reverse()],
            Policies = [.. facts.Policies.Reverse()],
        };
    }
}
