using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Tests.Scenarios;

namespace GovernanceDashboard.Tests.Access;

/// <summary>Why an edit does not fit, in the words that the user reads.</summary>
public sealed class RefusedChangesTests
{
    private static readonly EstateFacts s_facts = Estate();

    public static TheoryData<string, Change> Refused =>
        new()
        {
            { "There is no policy 9.", PolicyChange.Delete(9) },
            { "There is no policy 0.", PolicyChange.Delete(0) },
            { "The policy to add is missing.", new PolicyChange(ChangeOperation.Add, 1, null) },
            { "Policy 1 says this already.", PolicyChange.Put(s_facts.Policies[0]) },
            { "There is no group:nobody.", PolicyChange.Put(Facts.Policy(0, "a.b.c", [Group("nobody")])) },
            { "There is no group:nobody.", PolicyChange.Put(Facts.Policy(0, "a.b.c", [], [Group("nobody")])) },
            { "There is no group:nobody.", PolicyChange.Put(Facts.Policy(0, "a.b.c", [], [], [Group("nobody")])) },
            { "There is no group:nobody.", PolicyChange.Put(Facts.Policy(0, "a.b.c", [], [], [], [Group("nobody")])) },
            {
                "There is no role:nobody.",
                PolicyChange.Put(Facts.Policy(0, "a.b.c") with { MaskOrFilterItems = [Facts.Item(roles: ["nobody"])] })
            },
            {
                "There is no login:nobody.",
                PolicyChange.Put(Facts.Policy(1, "a.b.c", [Facts.Item(users: ["nobody"])]))
            },
            { "There is no policy 9.", new PolicyEnabledChange(ChangeOperation.Add, 9) },
            { "Policy 1 is enabled already.", new PolicyEnabledChange(ChangeOperation.Add, 1) },
            { "Policy 2 is disabled already.", new PolicyEnabledChange(ChangeOperation.Remove, 2) },
            { "There is no policy 9.", Item(ChangeOperation.Add, 9, null, Group("eng")) },
            { "The item to add is missing.", Item(ChangeOperation.Add, 1, null, null) },
            { "Policy 1 has 2 Allow items: none can be added at 3.", Item(ChangeOperation.Add, 1, 3, Group("eng")) },
            { "There is no group:nobody.", Item(ChangeOperation.Add, 1, 0, Group("nobody")) },
            { "Policy 1 has 2 Allow items: say which one to remove.", Item(ChangeOperation.Remove, 1, null, null) },
            { "Policy 2 has 0 Allow items: say which one to remove.", Item(ChangeOperation.Remove, 2, null, null) },
            { "Policy 1 has no Allow item 2: it has 2.", Item(ChangeOperation.Remove, 1, 2, null) },
            { "Policy 1 has no Allow item -1: it has 2.", Item(ChangeOperation.Remove, 1, -1, null) },
            { "There is no policy 9.", Named(ChangeOperation.Add, 9, 0, "login:ann") },
            { "Policy 1 has no Allow item 2: it has 2.", Named(ChangeOperation.Add, 1, 2, "login:ann") },
            { "Policy 1 has no Allow item -1: it has 2.", Named(ChangeOperation.Add, 1, -1, "login:ann") },
            { "There is no login:nobody.", Named(ChangeOperation.Add, 1, 0, "login:nobody") },
            {
                "No Allow item of policy 1 that is meant lacks group:eng.",
                Named(ChangeOperation.Add, 1, 0, "group:eng")
            },
            {
                "No Allow item of policy 1 that is meant names login:bob.",
                Named(ChangeOperation.Remove, 1, null, "login:bob")
            },
            {
                "No Allow item of policy 1 that is meant names group:eng.",
                new ItemPrincipalChange(
                    ChangeOperation.Remove,
                    1,
                    PolicyItemList.Allow,
                    null,
                    PrincipalId.Group("eng"),
                    "drop"
                )
            },
            { "login:ann is in group:eng already.", Edge(ChangeOperation.Add, "login:ann", "group:eng") },
            { "login:bob is not directly in group:eng.", Edge(ChangeOperation.Remove, "login:bob", "group:eng") },
            { "group:eng cannot be put into group:eng.", Edge(ChangeOperation.Add, "group:eng", "group:eng") },
            { "role:r cannot be put into group:eng.", Edge(ChangeOperation.Add, "role:r", "group:eng") },
            { "login:ann cannot be put into group:public.", Edge(ChangeOperation.Add, "login:ann", "group:public") },
            { "There is no login:nobody.", Edge(ChangeOperation.Add, "login:nobody", "group:eng") },
            { "There is no group:nobody.", Edge(ChangeOperation.Add, "login:bob", "group:nobody") },
            { "There is a role:r already.", new RoleChange(ChangeOperation.Add, "r") },
            { "There is a role:told already.", new RoleChange(ChangeOperation.Add, "told") },
            { "There is no role:none.", new RoleChange(ChangeOperation.Remove, "none") },
            { "There is no zone none.", new ZoneChange(ChangeOperation.Remove, "none", null) },
            { "The zone to add is missing.", new ZoneChange(ChangeOperation.Add, "z", null) },
            { "The zone to add is missing.", new ZoneChange(ChangeOperation.Add, "y", s_facts.Zones[0]) },
            { "There is such a zone z already.", new ZoneChange(ChangeOperation.Add, "z", s_facts.Zones[0]) },
            { "There is no zone none.", Zoned(ChangeOperation.Add, "none", "sales") },
            { "sales.orders is in zone z already.", Zoned(ChangeOperation.Add, "z", "sales.orders") },
            { "hr is not in zone z, as such.", Zoned(ChangeOperation.Remove, "z", "hr") },
            { "PII is on sales.orders.id already.", Tag(ChangeOperation.Add, "sales", "orders", "id", "PII") },
            { "PCI is not on sales.orders.id.", Tag(ChangeOperation.Remove, "sales", "orders", "id", "PCI") },
            { "There is no table sales.nothing.", Tag(ChangeOperation.Add, "sales", "nothing", null, "PII") },
            { "There is no database none.", Tag(ChangeOperation.Add, "none", null, null, "PII") },
            { "Table sales.orders has no column none.", Tag(ChangeOperation.Add, "sales", "orders", "none", "PII") },
            {
                "sales.orders.id is a column: its table has a creator, it has none.",
                Owner(ChangeOperation.Add, new("sales", "orders", "id"), "bob")
            },
            { "There is no sales.nothing.", Owner(ChangeOperation.Add, new("sales", "nothing"), "bob") },
            { "There is no none.", Owner(ChangeOperation.Remove, new("none"), null) },
            { "The login that is to own it is missing.", Owner(ChangeOperation.Add, new("sales", "orders"), null) },
            {
                "sales.orders was created by login:ann already.",
                Owner(ChangeOperation.Add, new("sales", "orders"), "ann")
            },
            { "There is no login:nobody.", Owner(ChangeOperation.Add, new("sales", "orders"), "nobody") },
            {
                "sales.orders was not created by login:bob.",
                Owner(ChangeOperation.Remove, new("sales", "orders"), "bob")
            },
            { "sales.items has no creator.", Owner(ChangeOperation.Remove, new("sales", "items"), null) },
            { "sales has no creator.", Owner(ChangeOperation.Remove, new("sales"), null) },
            { "There is no table a.b.", new TableChange(ChangeOperation.Remove, Facts.Name("a.b"), null) },
            { "The table to add is missing.", new TableChange(ChangeOperation.Add, Facts.Name("a.b"), null) },
            {
                "The table to add is missing.",
                new TableChange(ChangeOperation.Add, Facts.Name("a.b"), s_facts.Tables[0])
            },
            {
                "There is such a table sales.items already.",
                new TableChange(ChangeOperation.Add, Facts.Name("sales.items"), s_facts.Tables[0])
            },
        };

    [Theory]
    [MemberData(nameof(Refused))]
    public void An_edit_that_does_not_fit_says_why(string reason, Change change)
    {
        var outcome = new ChangeSet([change]).ApplyTo(s_facts);

        Assert.Null(outcome.Facts);
        Assert.Null(outcome.Inverse);
        Assert.Equal([new(0, reason)], outcome.Problems);
    }

    [Fact]
    public void What_a_refused_edit_would_have_made_is_not_there_for_those_after_it()
    {
        var outcome = new ChangeSet([
            new RoleChange(ChangeOperation.Remove, "none"),
            new RoleChange(ChangeOperation.Add, "new"),
            Edge(ChangeOperation.Add, "login:ann", "role:new"),
            Edge(ChangeOperation.Add, "login:ann", "role:new"),
        ]).ApplyTo(s_facts);

        Assert.Equal([new(0, "There is no role:none."), new(3, "login:ann is in role:new already.")], outcome.Problems);
    }

    private static PolicyItem Group(string name) => Facts.Item(groups: [name]);

    private static ItemChange Item(ChangeOperation operation, long policy, int? index, PolicyItem? item) =>
        new(operation, policy, PolicyItemList.Allow, index, item);

    private static ItemPrincipalChange Named(ChangeOperation operation, long policy, int? index, string principal) =>
        new(operation, policy, PolicyItemList.Allow, index, Facts.Id(principal));

    private static MembershipChange Edge(ChangeOperation operation, string member, string container) =>
        new(operation, new(Facts.Id(member), Facts.Id(container)));

    private static ZoneResourceChange Zoned(ChangeOperation operation, string zone, string resource) =>
        new(operation, zone, Facts.Resource(resource));

    private static TagChange Tag(
        ChangeOperation operation,
        string database,
        string? table,
        string? column,
        string name
    ) => new(operation, new(new(database, table, column), name, ClassificationBasis.Import));

    private static OwnerChange Owner(ChangeOperation operation, ResourceName resource, string? owner) =>
        new(operation, resource, owner);

    // The role "told" is known from a membership alone.
    private static EstateFacts Estate()
    {
        var facts = Facts.Of(
            ["ann", "bob"],
            [("eng", ["ann"])],
            [("sales.items", ["id"]), ("sales.orders", ["id"])],
            [
                Facts.Policy(1, "sales.*.*", [Facts.Item(groups: ["eng"]), Facts.Item("update", groups: ["eng"])]),
                Facts.Policy(2, "hr.*.*") with
                {
                    IsEnabled = false,
                },
            ]
        );
        return facts with
        {
            Principals = facts.Principals.Add(new(PrincipalId.Role("r"), PrincipalKind.Role)),
            Memberships = facts.Memberships.Add(new(PrincipalId.Login("bob"), PrincipalId.Role("told"))),
            Tables = facts.Tables.SetItem(1, facts.Tables[1] with { Creator = "ann" }),
            Zones = [new("z", [Facts.Resource("sales.orders")], false)],
            Classifications = [new(new("sales", "orders", "id"), "PII", ClassificationBasis.Import)],
        };
    }
}
