using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Tests.Scenarios;

namespace GovernanceDashboard.Tests.Access;

/// <summary>
/// What an edit takes away comes back in the very place it had: with names that stand twice, with lists in an order of their own, and
/// with gaps that the edits left. And what comes to a list goes to its natural place.
/// </summary>
public sealed class InverseOrderTests
{
    private static readonly PolicyResource s_sales = Facts.Resource("sales");
    private static readonly PolicyResource s_orders = Facts.Resource("sales.orders");

    public static TheoryData<string, Change[]> Edits =>
        new()
        {
            { "a name that stands twice", [Named(ChangeOperation.Remove, "group:eng")] },
            { "a name in front", [Named(ChangeOperation.Remove, "group:ops")] },
            { "a role in an item", [Named(ChangeOperation.Add, "role:r2"), Named(ChangeOperation.Remove, "role:r")] },
            {
                "a login in an item",
                [Named(ChangeOperation.Add, "login:bob"), Named(ChangeOperation.Remove, "login:ann")]
            },
            { "everyone", [Named(ChangeOperation.Add, "group:public")] },
            { "the owner", [Named(ChangeOperation.Add, "login:{OWNER}")] },
            { "any user", [Named(ChangeOperation.Add, "login:{USER}")] },
            { "a zone's resource that stands twice", [Zoned(ChangeOperation.Remove, s_sales)] },
            { "a zone's resource in the middle", [Zoned(ChangeOperation.Remove, s_orders)] },
            {
                "a zone's resource put back",
                [Zoned(ChangeOperation.Remove, s_orders), Zoned(ChangeOperation.Add, s_orders)]
            },
            { "a zone in front", [new ZoneChange(ChangeOperation.Remove, "z", null)] },
            { "a zone replaced", [new ZoneChange(ChangeOperation.Add, "z", new("z", [s_orders], true))] },
            { "a zone that comes", [new ZoneChange(ChangeOperation.Add, "m", new("m", [s_orders], true))] },
            { "a role with all that is in it", [new RoleChange(ChangeOperation.Remove, "r")] },
            { "a role that memberships alone name", [new RoleChange(ChangeOperation.Remove, "told")] },
            {
                "a role that comes",
                [new RoleChange(ChangeOperation.Add, "r1"), Edge(ChangeOperation.Add, "login:ann", "role:r1")]
            },
            { "a membership in the middle", [Edge(ChangeOperation.Remove, "login:ann", "role:r")] },
            {
                "a membership gone and come",
                [
                    Edge(ChangeOperation.Remove, "login:ann", "role:r"),
                    Edge(ChangeOperation.Add, "login:ann", "role:r"),
                    Edge(ChangeOperation.Add, "login:bob", "group:eng"),
                ]
            },
            {
                "a membership come and gone",
                [
                    Edge(ChangeOperation.Add, "login:bob", "group:eng"),
                    Edge(ChangeOperation.Remove, "login:bob", "group:eng"),
                    Edge(ChangeOperation.Add, "group:eng", "group:ops"),
                ]
            },
            { "all instances of a class", [Tag(ChangeOperation.Remove, null)] },
            { "one instance of a class", [Tag(ChangeOperation.Remove, new([new("level", "high")], []))] },
            {
                "a class by another basis",
                [new TagChange(ChangeOperation.Add, new(new("sales", "orders", "id"), "PII", ClassificationBasis.Rule))]
            },
            {
                "a class on a database",
                [new TagChange(ChangeOperation.Add, new(new("sales"), "PII", ClassificationBasis.Import))]
            },
            {
                "a class on a database without tables",
                [new TagChange(ChangeOperation.Add, new(new("empty"), "PII", ClassificationBasis.Import))]
            },
            { "a table's creator", [new OwnerChange(ChangeOperation.Add, new("sales", "orders"), "bob")] },
            { "no creator any more", [new OwnerChange(ChangeOperation.Remove, new("sales", "orders"), "ann")] },
            { "a creator where there was none", [new OwnerChange(ChangeOperation.Add, new("sales", "items"), "bob")] },
            { "a database's creator", [new OwnerChange(ChangeOperation.Add, new("empty"), "bob")] },
            { "a table in front", [new TableChange(ChangeOperation.Remove, Facts.Name("sales.orders"), null)] },
            {
                "a table replaced",
                [new TableChange(ChangeOperation.Add, Facts.Name("sales.items"), Facts.Table("sales.items", ["x"]))]
            },
            {
                "a table that comes",
                [new TableChange(ChangeOperation.Add, Facts.Name("sales.m"), Facts.Table("sales.m", ["x"]))]
            },
            { "a policy in front", [PolicyChange.Delete(7)] },
            { "a policy replaced", [PolicyChange.Put(Facts.Policy(7, "hr.*.*"))] },
            { "a policy that comes", [PolicyChange.Put(Facts.Policy(0, "hr.*.*") with { Service = "" })] },
            { "a policy switched off", [new PolicyEnabledChange(ChangeOperation.Remove, 7)] },
            { "a policy switched on", [new PolicyEnabledChange(ChangeOperation.Add, 3)] },
            { "an item in front", [Item(ChangeOperation.Remove, 0, null)] },
            { "an item that comes in front", [Item(ChangeOperation.Add, 0, Facts.Item("drop", users: ["ann"]))] },
            { "an item that comes last", [Item(ChangeOperation.Add, null, Facts.Item("drop", users: ["ann"]))] },
        };

    [Theory]
    [MemberData(nameof(Edits))]
    public void The_inverse_leads_back_in_order(string what, Change[] changes)
    {
        foreach (var facts in new[] { Estate(), Sorted(Estate()) })
        {
            var before = FactsDigest.Of(facts);
            var outcome = new ChangeSet([.. changes]).ApplyTo(facts);
            Assert.True(outcome.Problems.IsEmpty, string.Join(' ', outcome.Problems));
            Assert.True(before == FactsDigest.Of(facts), $"{what} touched the facts themselves");
            if (!what.Contains("put back", StringComparison.Ordinal) || facts.Zones[0].Name == "m")
            {
                Assert.True(before != FactsDigest.Of(outcome.Facts!), $"{what} changed nothing");
            }

            var back = outcome.Inverse!.ApplyTo(outcome.Facts!);

            Assert.True(back.Problems.IsEmpty, string.Join(' ', back.Problems));
            Assert.True(before == FactsDigest.Of(back.Facts!), $"{what} does not lead back");
            if (what.Contains("twice", StringComparison.Ordinal))
            {
                continue; // the two put back count as one when they are taken away again
            }

            var again = back.Inverse!.ApplyTo(back.Facts!);
            Assert.True(
                FactsDigest.Of(outcome.Facts!) == FactsDigest.Of(again.Facts!),
                $"{what} does not lead there again"
            );
        }
    }

    [Fact]
    public void What_comes_goes_to_its_natural_place()
    {
        var after = new ChangeSet([
            PolicyChange.Put(Facts.Policy(0, "hr.*.*") with { Service = "" }),
            PolicyChange.Put(Facts.Policy(5, "tag:PII") with { Service = "" }),
            new RoleChange(ChangeOperation.Add, "q", "The role q", false),
            Edge(ChangeOperation.Add, "login:ann", "role:q"),
            new ZoneChange(ChangeOperation.Add, "b", new("b", [s_sales], true)),
            new TableChange(ChangeOperation.Add, Facts.Name("sales.m"), Facts.Table("sales.m", ["x"])),
            new TagChange(ChangeOperation.Add, new(new("sales", "items", "id"), "PII", ClassificationBasis.Import)),
            Zoned(ChangeOperation.Add, Facts.Resource("hr")),
            Item(ChangeOperation.Add, 1, Facts.Item("drop", users: ["ann"])),
        ])
            .ApplyTo(Sorted(Estate()))
            .Facts!;

        Assert.Equal([3, 7, 8, 5], after.Policies.Select(policy => policy.Id));
        Assert.Equal("hive", after.Policies[2].Service);
        Assert.Equal("tag", after.Policies[3].Service);
        Assert.Equal(
            ["login:ann", "login:bob", "group:eng", "group:ops", "role:q", "role:r", "role:r2"],
            after.Principals.Select(principal => principal.Id.ToString())
        );
        Assert.Equal(("The role q", false), (after.Principals[4].DisplayName, after.Principals[4].IsEnabled));
        Assert.Equal(after.Memberships.OrderBy(edge => edge.Member).ThenBy(edge => edge.Container), after.Memberships);
        Assert.Equal(["a", "b", "z"], after.Zones.Select(zone => zone.Name));
        Assert.Equal(["sales.items", "sales.m", "sales.orders"], after.Tables.Select(table => table.Name.ToString()));
        Assert.Equal("sales.items.id", after.Classifications[0].Resource.ToString());
        Assert.Equal("hr", ResourceTexts.Of(after.Zones[2].Resources[^1]));
        Assert.Equal(["select", "drop", "update"], after.Policies[1].AllowItems.Select(item => item.Accesses[0].Type));
    }

    [Fact]
    public void A_tag_policy_goes_to_the_service_of_the_others_and_else_to_one_named_tag()
    {
        var facts = Estate();
        var proposal = new ChangeSet([PolicyChange.Put(Facts.Policy(0, "tag:PII") with { Service = "" })]);

        Assert.Equal("tag", proposal.ApplyTo(facts).Facts!.Policies.Last(policy => policy.IsTagPolicy).Service);
        var others = facts with
        {
            Policies = facts.Policies.Add(Facts.Policy(20, "tag:PCI") with { Service = "our tags" }),
        };
        Assert.Equal(
            (21, "our tags"),
            proposal
                .ApplyTo(others)
                .Facts!.Policies.Where(policy => policy.Id == 21)
                .Select(policy => ((int)policy.Id, policy.Service))
                .Single()
        );
        var bare = facts with { Policies = [], Service = null };
        Assert.Equal(
            (1, "hive"),
            new ChangeSet([PolicyChange.Put(Facts.Policy(0, "a.*.*") with { Service = "" })])
                .ApplyTo(bare)
                .Facts!.Policies.Select(policy => ((int)policy.Id, policy.Service))
                .Single()
        );
        Assert.Equal(
            "other",
            new ChangeSet([PolicyChange.Put(Facts.Policy(0, "a.*.*") with { Service = "" })])
                .ApplyTo(bare with { Service = facts.Service! with { Name = "other" } })
                .Facts!.Policies[0]
                .Service
        );
    }

    private static ItemPrincipalChange Named(ChangeOperation operation, string principal) =>
        new(operation, 7, PolicyItemList.Allow, 0, Facts.Id(principal));

    private static ZoneResourceChange Zoned(ChangeOperation operation, PolicyResource resource) =>
        new(operation, "z", resource);

    private static MembershipChange Edge(ChangeOperation operation, string member, string container) =>
        new(operation, new(Facts.Id(member), Facts.Id(container)));

    private static TagChange Tag(ChangeOperation operation, TagInstance? instance) =>
        new(operation, new(new("sales", "orders", "id"), "PII", ClassificationBasis.Import, Instance: instance));

    private static ItemChange Item(ChangeOperation operation, int? index, PolicyItem? item) =>
        new(operation, 7, PolicyItemList.Allow, index, item);

    // In no natural order, and with names that stand twice.
    private static EstateFacts Estate()
    {
        var facts = Facts.Of(
            ["bob", "ann"],
            [("ops", ["bob"]), ("eng", ["ann"])],
            [("sales.items", ["id"]), ("sales.orders", ["id"])],
            [
                Facts.Policy(
                    7,
                    "sales.*.*",
                    [Facts.Item("select", ["ann"], ["ops", "eng", "eng"], ["r"]), Facts.Item("update", groups: ["eng"])]
                ),
                Facts.Policy(3, "hr.*.*") with
                {
                    IsEnabled = false,
                },
            ]
        );
        var tag = new Classification(new("sales", "orders", "id"), "PII", ClassificationBasis.Import);
        return facts with
        {
            Principals =
            [
                .. facts.Principals,
                new(PrincipalId.Role("r2"), PrincipalKind.Role),
                new(PrincipalId.Role("r"), PrincipalKind.Role, "The role r"),
            ],
            Memberships =
            [
                new(PrincipalId.Login("bob"), PrincipalId.Role("told")),
                new(PrincipalId.Group("eng"), PrincipalId.Role("r")),
                .. facts.Memberships,
                new(PrincipalId.Role("r"), PrincipalId.Role("r2")),
                new(PrincipalId.Login("ann"), PrincipalId.Role("r")),
                new(PrincipalId.Login("ann"), PrincipalId.Role("told")),
            ],
            Databases = facts.Databases.Add(new("empty")),
            Tables = [facts.Tables[1] with { Creator = "ann" }, facts.Tables[0]],
            Zones = [new("z", [s_sales, s_orders, s_sales], false), new("a", [Facts.Resource("hr")], false)],
            Classifications =
            [
                tag with
                {
                    Instance = new([new("level", "low")], []),
                },
                new(new("sales", "orders"), "OLD", ClassificationBasis.Import),
                tag with
                {
                    Instance = new([new("level", "high")], []),
                },
                tag,
            ],
        };
    }

    private static EstateFacts Sorted(EstateFacts facts) =>
        facts with
        {
            Principals = [.. facts.Principals.OrderBy(principal => principal.Id)],
            Memberships = [.. facts.Memberships.OrderBy(edge => edge.Member).ThenBy(edge => edge.Container)],
            Tables = [.. facts.Tables.OrderBy(table => table.Name)],
            Zones = [.. facts.Zones.OrderBy(zone => zone.Name, StringComparer.Ordinal)],
            Policies = [.. facts.Policies.OrderBy(policy => policy.Id)],
        };
}
