using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Tests.Scenarios;

namespace GovernanceDashboard.Tests.Access;

/// <summary>
/// Which tables a change set has decided anew, and by which policies: those that it can reach and no more. Four databases, a to d, of four
/// tables each; dev (ann) is in the role ops, inner (cy) in dev, lab is bob, and dee is a super user by her group.
/// </summary>
public sealed class ReachOfChangesTests
{
    private static readonly AccessIndex s_index = AccessIndex.Build(Estate(), CancellationToken.None);

    public static TheoryData<string, string, Change[]> Reached =>
        new()
        {
            // Policies, by their resources.
            { "a.one", "1 4 5 6", [Named(1, "group:lab")] },
            { "a.one", "1 4 5 6", [new PolicyEnabledChange(ChangeOperation.Remove, 1)] },
            {
                "a.one",
                "1 4 5 6",
                [new ItemChange(ChangeOperation.Add, 1, PolicyItemList.Deny, 0, Facts.Item(users: ["ann"]))]
            },
            { "a.one", "4 5 6", [PolicyChange.Delete(1)] },
            {
                "a.one b.four b.one b.three b.two",
                "3 4 5 6 7 8 9 10 11 12 13",
                [PolicyChange.Delete(1), PolicyChange.Delete(2)]
            },
            {
                "a.one b.four b.one b.three b.two",
                "1 2 3 4 5 6 7 8 9 10 11 12 13",
                [PolicyChange.Put(Policy(1, "b.*.*", "dev"))]
            },
            { "a.four b.four c.four d.four", "2 3 4 5 6 8 11 12 14", [PolicyChange.Put(Policy(0, "*.four.*", "dev"))] },
            { "c.three c.two", "3 4 5 6 11 12", [Named(3, "login:cy")] },
            { "", "4 5 6 14", [PolicyChange.Put(Policy(0, "nothing.four.*", "dev"))] },
            { "", "4 5 6 14", [PolicyChange.Put(Policy(0, "a.nothing.*", "dev"))] },
            { "", "4 5 6 7", [Named(7, "login:cy")] }, // an audit policy
            { "", "4 5 6 11", [Named(11, "login:cy")] }, // a database alone
            { "", "4 5 6 12", [Named(12, "login:cy")] }, // a function
            { "a.two", "4 6 13", [PolicyChange.Delete(5)] },
            { "b.one", "2 4 5 6", [new PolicyEnabledChange(ChangeOperation.Remove, 6)] },
            { "c.one d.four d.one d.three d.two", "1 2 3 4 5 6 7 8 9 10 11 12 13", [Named(4, "login:cy")] }, // a tag policy, by what bears the tag
            { "d.four d.one d.three d.two", "4 5 6 8 9", [Named(8, "group:lab")] },
            { "d.two", "4 5 6 8 14", [PolicyChange.Put(Policy(0, "d.tw{OWNER}.*", "dev"))] },
            // Memberships, by the policies that name what is concerned.
            {
                "a.three a.two c.one c.three c.two d.four d.one d.three d.two",
                "1 2 3 4 5 6 7 8 9 10 11 12 13",
                [Edge(ChangeOperation.Add, "login:dee", "group:lab")]
            },
            {
                "a.three a.two c.one c.three c.two d.four d.one d.three d.two",
                "1 2 3 4 5 6 7 8 9 10 11 12 13",
                [Edge(ChangeOperation.Remove, "login:bob", "group:lab")]
            },
            {
                "a.one a.three b.four b.one b.three b.two d.one",
                "1 2 3 4 5 6 7 8 9 10 11 12 13",
                [Edge(ChangeOperation.Add, "login:bob", "group:inner")]
            },
            {
                "a.one a.three b.four b.one b.three b.two d.one",
                "1 2 3 4 5 6 7 8 9 10 11 12 13",
                [Edge(ChangeOperation.Remove, "group:inner", "group:dev")]
            },
            {
                "a.three b.four b.one b.three b.two",
                "1 2 3 4 5 6 7 8 9 10 11 12 13",
                [Edge(ChangeOperation.Add, "login:bob", "role:ops")]
            },
            { "", "4 5 6", [Edge(ChangeOperation.Add, "login:cy", "group:dev")] }, // is in it already, through another
            { "*", "1 2 3 4 5 6 7 8 9 10 11 12 13", [Edge(ChangeOperation.Add, "login:bob", "group:super")] },
            {
                "a.three b.four b.one b.three b.two",
                "1 2 3 4 5 6 7 8 9 10 11 12 13",
                [new RoleChange(ChangeOperation.Remove, "ops")]
            },
            { "", "4 5 6", [new RoleChange(ChangeOperation.Add, "new")] },
            {
                "a.three",
                "4 5 6 10",
                [new RoleChange(ChangeOperation.Add, "new"), Edge(ChangeOperation.Add, "login:bob", "role:new")]
            },
            {
                "a.three",
                "4 5 6 10",
                [
                    Edge(ChangeOperation.Add, "login:bob", "role:told"),
                    Edge(ChangeOperation.Add, "role:ops", "role:told"),
                ]
            },
            // Tags, zones, owners and tables.
            { "a.one", "1 4 5 6", [Tag(ChangeOperation.Add, new("a", "one"))] },
            { "a.one", "1 4 5 6", [Tag(ChangeOperation.Add, new("a", "one", "id"))] },
            { "b.four b.one b.three b.two", "2 4 5 6", [Tag(ChangeOperation.Add, new("b"))] },
            { "d.four d.one d.three d.two", "4 5 6 8 9", [Tag(ChangeOperation.Remove, new("d"))] },
            { "", "4 5 6", [Tag(ChangeOperation.Remove, new("gone", "table"))] },
            { "d.one", "4 5 6 8 9", [new ZoneChange(ChangeOperation.Remove, "z", null)] },
            {
                "d.one d.two",
                "4 5 6 8 9",
                [new ZoneChange(ChangeOperation.Add, "z", new("z", [Facts.Resource("d.two")], false))]
            },
            {
                "c.three",
                "3 4 5 6 11 12",
                [new ZoneResourceChange(ChangeOperation.Remove, "y", Facts.Resource("c.three"))]
            },
            {
                "b.four b.one b.three b.two c.three",
                "1 2 3 4 5 6 7 8 9 10 11 12 13",
                [new ZoneResourceChange(ChangeOperation.Add, "y", Facts.Resource("b"))]
            },
            {
                "a.four b.four c.four c.three d.four",
                "1 2 3 4 5 6 7 8 9 10 11 12 13",
                [new ZoneResourceChange(ChangeOperation.Add, "y", Facts.Resource("*.four"))]
            },
            { "d.two", "4 5 6 8", [new OwnerChange(ChangeOperation.Remove, new("d", "two"), null)] },
            { "", "4 5 6", [new OwnerChange(ChangeOperation.Add, new("d"), "cy")] },
            { "a.two", "4 5 6", [new TableChange(ChangeOperation.Remove, Facts.Name("a.two"), null)] },
            {
                "a.zero",
                "4 5 6",
                [new TableChange(ChangeOperation.Add, Facts.Name("a.zero"), Facts.Table("a.zero", ["id", "ssn"]))]
            },
            {
                "a.two a.zero",
                "4 5 6",
                [
                    new TableChange(ChangeOperation.Add, Facts.Name("a.zero"), Facts.Table("a.zero", ["id"])),
                    Tag(ChangeOperation.Add, new("a", "zero", "id")),
                    new TableChange(ChangeOperation.Remove, Facts.Name("a.two"), null),
                ]
            },
        };

    [Theory]
    [MemberData(nameof(Reached))]
    public void Only_what_a_change_can_reach_is_decided_anew(string tables, string policies, Change[] changes)
    {
        var trial = s_index.After(new([.. changes]), TestContext.Current.CancellationToken);

        Assert.Empty(trial.Problems);
        var access = trial.Access!;
        var actual = access.IsDecidedWhole ? "*" : string.Join(' ', access.MayDiffer());
        Assert.Equal(
            (tables, policies),
            (actual, string.Join(' ', access.Reached.Facts.Policies.Select(policy => policy.Id).Order()))
        );
        AnswersAsAWholeIndexWould(access);
    }

    private static void AnswersAsAWholeIndexWould(ChangedAccess access)
    {
        var whole = AccessIndex.Build(access.Facts, TestContext.Current.CancellationToken);
        Assert.Equal(access.TablesDecided is null, access.IsDecidedWhole);
        Assert.Equal(whole.MayBeConditional, access.Index.MayBeConditional);
        Assert.Same(access.Index, access.Index);
        Assert.Same(s_index, access.Before);
        for (var table = 0; table < access.Facts.Tables.Length; table++)
        {
            var (name, at) = (access.Facts.Tables[table].Name, new TableOrdinal(table));
            Assert.Equal(at, access.FindTable(name));
            Assert.True(whole.PeopleByLevel(at).SaysTheSameAs(access.PeopleByLevel(at)), $"levels of {name}");
            Assert.Equal(whole.ReadingPeople(at), access.ReadingPeople(at));
            Assert.Equal(whole.PossiblyReadingPeople(at), access.PossiblyReadingPeople(at));
            Assert.Equal(whole.WhoCanAccess(at).Full, access.WhoCanAccess(at).Full);
            Assert.Equal(whole.WhoCanAccess(at).Flags.Masked, access.WhoCanAccess(at).Flags.Masked);
            Assert.Equal(whole.WhoCanAccess(at).Flags.Filtered, access.WhoCanAccess(at).Flags.Filtered);
            Assert.Equal(whole.ReadingPeople(at), access.Index.ReadingPeople(at));
        }
    }

    private static Policy Policy(long id, string resource, string group) =>
        Facts.Policy(id, resource, [Facts.Item(groups: [group])]);

    private static ItemPrincipalChange Named(long policy, string principal) =>
        new(ChangeOperation.Add, policy, PolicyItemList.Allow, 0, Facts.Id(principal));

    private static MembershipChange Edge(ChangeOperation operation, string member, string container) =>
        new(operation, new(Facts.Id(member), Facts.Id(container)));

    private static TagChange Tag(ChangeOperation operation, ResourceName resource) =>
        new(operation, new(resource, "PII", ClassificationBasis.Import));

    private static EstateFacts Estate()
    {
        string[] tables = ["four", "one", "three", "two"];
        var facts = Facts.Of(
            ["ann", "bob", "cy", "dee"],
            [("dev", ["ann", "group:inner"]), ("inner", ["cy"]), ("lab", ["bob"]), ("super", ["dee"])],
            [.. "abcd".SelectMany(database => tables.Select(table => ($"{database}.{table}", new[] { "id", "ssn" })))],
            [
                Policy(1, "a.one.*", "dev"),
                Facts.Policy(2, "b.*.*", [Facts.Item(roles: ["ops"])]),
                Policy(3, "c.t*.*", "lab"),
                Policy(4, "tag:PII", "lab") with
                {
                    AllowItems = [Facts.Item("hive:select", groups: ["lab"])],
                },
                Restricting(
                    5,
                    "a.two.ssn",
                    PolicyType.DataMask,
                    Facts.Item(groups: ["lab"]) with
                    {
                        Mask = new("MASK_NULL"),
                    }
                ),
                Restricting(6, "b.one", PolicyType.RowFilter, Facts.Item(roles: ["ops"]) with { RowFilter = "id = 1" }),
                Policy(7, "*.*.*", "dev") with
                {
                    Type = PolicyType.Audit,
                },
                Facts.Policy(8, "d.*.*", [Facts.Item(users: ["{OWNER}"])]),
                Policy(9, "d.one.id", "dev") with
                {
                    ZoneName = "z",
                },
                Policy(10, "a.three.*", "dev") with
                {
                    Conditions = [new("expression", ["IS_IN_GROUP('lab')"])],
                },
                Policy(11, "c", "lab"),
                Facts.Policy(12, "c.*", [Facts.Item(groups: ["lab"])]) with
                {
                    Resources = [Facts.Resource(("database", ["c"]), ("udf", ["*"]))],
                },
                Policy(13, "a.two.*", "lab"),
            ]
        );
        return facts with
        {
            Principals =
            [
                .. facts.Principals.Add(new(PrincipalId.Role("ops"), PrincipalKind.Role)).OrderBy(one => one.Id),
            ],
            Memberships =
            [
                .. facts
                    .Memberships.Add(new(PrincipalId.Group("dev"), PrincipalId.Role("ops")))
                    .Add(new(PrincipalId.Login("ann"), PrincipalId.Role("told")))
                    .OrderBy(edge => edge.Member)
                    .ThenBy(edge => edge.Container),
            ],
            Tables =
            [
                .. facts.Tables.Select(table =>
                    table.Name == Facts.Name("d.two") ? table with { Creator = "o" } : table
                ),
            ],
            Classifications =
            [
                new(new("c", "one", "ssn"), "PII", ClassificationBasis.Import),
                new(new("c", "four", "ssn"), "PII", ClassificationBasis.Rule),
                new(new("a", "four"), "OLD", ClassificationBasis.Import),
                new(new("d"), "PII", ClassificationBasis.Import),
                new(new("gone", "table"), "PII", ClassificationBasis.Import),
            ],
            Zones =
            [
                new("y", [Facts.Resource("c.three"), Facts.Resource(("udf", ["x"]))], false),
                new("z", [Facts.Resource("d.one.id")], false),
            ],
            Service = facts.Service! with
            {
                SuperGroups = ["super"],
                Conditions = [new("expression", "RangerScriptConditionEvaluator", [])],
            },
        };
    }

    private static Policy Restricting(long id, string resource, PolicyType type, PolicyItem item) =>
        Facts.Policy(id, resource) with
        {
            Type = type,
            MaskOrFilterItems = [item],
        };
}
