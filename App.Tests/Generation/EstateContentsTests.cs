using System.Collections.Immutable;
using System.Text.Json.Nodes;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Sensitivity;

namespace GovernanceDashboard.Tests.Generation;

public sealed class EstateContentsTests(GeneratedEstate estate) : IClassFixture<GeneratedEstate>
{
    private const string Employment = "urn:governance-dashboard:params:scim:schemas:extension:employment:2.0:User";

    private static readonly string[] s_lists = ["policyItems", "denyPolicyItems", "allowExceptions", "denyExceptions"];

    [Fact]
    public void Counts_are_as_asked()
    {
        var users = estate.Scim("scim-users");
        var people = users
            .Where(one => one["externalId"] is not null)
            .Select(one => GeneratedEstate.Text(one["externalId"]));

        Assert.Equal(GeneratedEstate.Size.Tables, estate.Rows("hive/TBLS.csv").Count);
        Assert.Equal(GeneratedEstate.Size.People, people.Distinct().Count());
        Assert.Equal(
            GeneratedEstate.Size.ServiceAccounts,
            users.Count(one => GeneratedEstate.Text(one["userType"]) == "ServiceAccount")
        );
        Assert.Equal(GeneratedEstate.Size.Groups, estate.Scim("scim-groups").Count);
    }

    [Fact]
    public void Every_id_of_the_metastore_resolves()
    {
        var tables = estate.Rows("hive/TBLS.csv");
        var databases = estate.Rows("hive/DBS.csv").ConvertAll(row => row["DB_ID"]).ToHashSet();
        var ids = tables.ConvertAll(row => row["TBL_ID"]).ToHashSet();
        var storage = estate.Rows("hive/SDS.csv").ToDictionary(row => row["SD_ID"], row => row["CD_ID"]);
        var descriptors = storage.Values.ToHashSet();

        Assert.All(tables, row => Assert.Contains(row["DB_ID"], databases));
        Assert.All(tables, row => Assert.Contains(row["SD_ID"], storage.Keys));
        Assert.All(estate.Rows("hive/COLUMNS_V2.csv"), row => Assert.Contains(row["CD_ID"], descriptors));
        Assert.All(estate.Rows("hive/PARTITION_KEYS.csv"), row => Assert.Contains(row["TBL_ID"], ids));
        Assert.All(estate.Rows("hive/TABLE_PARAMS.csv"), row => Assert.Contains(row["TBL_ID"], ids));
        Assert.Equal(tables.Count, tables.DistinctBy(row => (row["DB_ID"], row["TBL_NAME"])).Count());
    }

    [Fact]
    public void Tables_have_five_to_fourteen_columns_each_named_once()
    {
        var tables = Tables();

        Assert.All(tables, table => Assert.InRange(table.Columns.Length, 5, 14));
        Assert.All(
            tables,
            table => Assert.Equal(table.Columns.Length, table.Columns.DistinctBy(one => one.Name).Count())
        );
        Assert.InRange(tables.Average(table => table.Columns.Length), 8, 10);
    }

    [Fact]
    public void All_but_one_member_of_all_groups_are_known_to_the_directory()
    {
        var users = estate.Scim("scim-users").ConvertAll(one => GeneratedEstate.Text(one["id"])).ToHashSet();
        var groups = estate.Scim("scim-groups");
        var known = groups.ConvertAll(one => GeneratedEstate.Text(one["id"])).Concat(users).ToHashSet();

        var members = groups
            .SelectMany(one => one["members"]!.AsArray())
            .Select(one => GeneratedEstate.Text(one!["value"]));

        Assert.Equal(["u999999"], members.Where(id => !known.Contains(id)));
        Assert.All(
            estate
                .Scim("scim-users")
                .Select(one => one["urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"]?["manager"]),
            manager => Assert.True(manager is null || users.Contains(GeneratedEstate.Text(manager["value"])))
        );
    }

    [Fact]
    public void Groups_nest_eight_deep_and_some_in_circles()
    {
        var inner = estate
            .Scim("scim-groups")
            .ToDictionary(
                one => GeneratedEstate.Text(one["id"]),
                one =>
                    one["members"]!
                        .AsArray()
                        .Where(member => GeneratedEstate.Text(member!["type"]) == "Group")
                        .Select(member => GeneratedEstate.Text(member!["value"]))
                        .ToArray()
            );
        var staff = GeneratedEstate.Text(
            estate.Scim("scim-groups").Single(one => GeneratedEstate.Text(one["displayName"]) == "all-staff")["id"]
        );

        Assert.Equal(8, Depth(staff));
        Assert.Contains(inner.Keys, id => inner[id].Any(below => inner[below].Contains(id)));

        int Depth(string id) => 1 + inner[id].Select(Depth).DefaultIfEmpty().Max();
    }

    [Fact]
    public void All_but_one_principal_of_all_policies_and_roles_are_known()
    {
        var logins = estate.Scim("scim-users").ConvertAll(one => GeneratedEstate.Text(one["userName"])).ToHashSet();
        var groups = estate.Scim("scim-groups").ConvertAll(one => GeneratedEstate.Text(one["displayName"])).ToHashSet();
        var roles = estate.Json("ranger/roles.json")["rangerRoles"]!.AsArray();
        var roleNames = roles.Select(one => GeneratedEstate.Text(one!["name"])).ToHashSet();
        var unknown = new List<string>();
        foreach (var item in Policies().SelectMany(Items))
        {
            unknown.AddRange(
                GeneratedEstate.Texts(item["users"]).Where(name => name[0] != '{' && !logins.Contains(name))
            );
            unknown.AddRange(
                GeneratedEstate.Texts(item["groups"]).Where(name => name != "public" && !groups.Contains(name))
            );
            unknown.AddRange(GeneratedEstate.Texts(item["roles"]).Where(name => !roleNames.Contains(name)));
        }

        foreach (var role in roles)
        {
            unknown.AddRange(Members(role!, "users").Where(name => !logins.Contains(name)));
            unknown.AddRange(Members(role!, "groups").Where(name => !groups.Contains(name)));
            unknown.AddRange(Members(role!, "roles").Where(name => !roleNames.Contains(name)));
        }

        Assert.Equal(["datalake-legacy-readers"], unknown);

        static IEnumerable<string> Members(JsonNode role, string kind) =>
            role[kind]!.AsArray().Select(one => GeneratedEstate.Text(one!["name"]));
    }

    [Fact]
    public void Policies_use_what_a_real_company_uses()
    {
        var policies = Policies().ToList();

        Assert.Equal(policies.Count, policies.DistinctBy(one => one["id"]!.GetValue<long>()).Count());
        Assert.Contains(policies, one => one["policyPriority"]!.GetValue<int>() == 1);
        Assert.Contains(policies, one => one["isDenyAllElse"]?.GetValue<bool>() == true);
        Assert.Contains(policies, one => !one["isEnabled"]!.GetValue<bool>());
        Assert.Contains(policies, one => one["validitySchedules"] is not null);
        Assert.Contains(policies, one => one["resources"]?["column"]?["isExcludes"]?.GetValue<bool>() == true);
        Assert.Contains(policies, one => one["denyExceptions"] is not null);
        Assert.Contains(policies, one => one["zoneName"] is not null);
        Assert.Contains(policies.SelectMany(Items), item => GeneratedEstate.Texts(item["users"]).Contains("{OWNER}"));
        Assert.Contains(policies.SelectMany(Items), item => GeneratedEstate.Texts(item["users"]).Contains("{USER}"));
        Assert.Contains(policies.SelectMany(Items), item => GeneratedEstate.Texts(item["roles"]).Any());
    }

    [Fact]
    public void The_offending_item_stands_where_the_truth_says()
    {
        var truth = estate.Truth("everyone-item-tables");
        var subjects = GeneratedEstate.Texts(truth["subjects"]).ToArray();
        var policy = Policies().Single(one => subjects[0] == $"policy:{one["id"]!.GetValue<long>()}");
        var databases = estate.Rows("hive/DBS.csv").ToDictionary(row => row["DB_ID"], row => row["NAME"]);
        var opened = estate
            .Rows("hive/TBLS.csv")
            .Count(row => databases[row["DB_ID"]].StartsWith("telemetry_", StringComparison.Ordinal));

        Assert.Equal("telemetry-platform default read", GeneratedEstate.Text(policy["name"]));
        Assert.Equal("item:allow:1", subjects[1]);
        Assert.Equal(["public"], GeneratedEstate.Texts(policy["policyItems"]![1]!["groups"]));
        Assert.Equal(["telemetry_*"], GeneratedEstate.Texts(policy["resources"]!["database"]!["values"]));
        Assert.Equal(opened, truth["amount"]!.GetValue<int>());
    }

    [Fact]
    public void Departed_people_with_live_accounts_are_those_of_the_truth()
    {
        var truth = estate.Truth("departed-with-live-account");
        var live = estate
            .Scim("scim-users")
            .Where(one =>
                one["active"]!.GetValue<bool>()
                && one[Employment] is { } told
                && GeneratedEstate.Text(told["status"]) == "Departed"
            )
            .Select(one => "login:" + GeneratedEstate.Text(one["userName"]));

        Assert.Equal(GeneratedEstate.Texts(truth["subjects"]).Order(), live.Order());
    }

    /// <remarks>What the heatmap shows as unknown is only what was meant to be, however the rules infer classes.</remarks>
    [Fact]
    public void Tables_without_any_class_are_those_of_the_truth()
    {
        var tagged = estate.Json("ranger/tags.json")["serviceResources"]!
            .AsArray()
            .Select(one => one!["resourceElements"]!)
            .Select(one => Value(one, "database") + (one["table"] is null ? "" : "." + Value(one, "table")))
            .ToHashSet(StringComparer.Ordinal);

        var unclassified = Tables()
            .Count(table =>
                !tagged.Contains(table.Name.ToString())
                && !tagged.Contains(table.Name.Database)
                && ClassificationRules.Classify(table).Count == 0
            );

        var planted = estate
            .Json("truth.json")
            .AsArray()
            .Where(one => GeneratedEstate.Text(one!["rule"]) == "unclassified-in-group")
            .Sum(one => one!["amount"]!.GetValue<int>());
        Assert.True(planted > 0);
        Assert.Equal(planted, unclassified);

        static string Value(JsonNode elements, string level) =>
            GeneratedEstate.Texts(elements[level]!["values"]).Single();
    }

    [Fact]
    public void All_but_one_tag_stand_on_what_exists()
    {
        var tables = Tables().ToDictionary(table => table.Name);
        var databases = estate.Rows("hive/DBS.csv").ConvertAll(row => row["NAME"]).ToHashSet();
        var tags = estate.Json("ranger/tags.json");
        var lost = 0;
        foreach (var one in tags["serviceResources"]!.AsArray())
        {
            var elements = one!["resourceElements"]!;
            var database = GeneratedEstate.Texts(elements["database"]!["values"]).Single();
            var table = GeneratedEstate.Texts(elements["table"]?["values"]).SingleOrDefault();
            var column = GeneratedEstate.Texts(elements["column"]?["values"]).SingleOrDefault();
            var isFound = table is null
                ? databases.Contains(database)
                : tables.TryGetValue(new(database, table), out var found)
                    && (column is null || found.Columns.Any(known => known.Name == column));
            lost += isFound ? 0 : 1;
            var tag = tags["resourceToTagIds"]![one["id"]!.ToString()]![0]!.ToString();
            Assert.NotNull(ClassTaxonomy.Find(GeneratedEstate.Text(tags["tags"]![tag]!["type"])));
        }

        Assert.Equal(1, lost);
    }

    [Fact]
    public void Every_table_is_in_a_table_group()
    {
        var prefixes = estate
            .Rows("governance/table-groups.csv")
            .Select(row => row["rule"])
            .Where(rule => rule.EndsWith("*.*", StringComparison.Ordinal))
            .Select(rule => rule[..^3])
            .ToList();

        Assert.InRange(estate.Rows("governance/table-groups.csv").Count, 48, 60);
        Assert.All(
            Tables(),
            table => Assert.Single(prefixes, prefix => table.Name.Database.StartsWith(prefix, StringComparison.Ordinal))
        );
    }

    private static IEnumerable<JsonNode> Items(JsonNode policy) =>
        s_lists.SelectMany(list => policy[list]?.AsArray() ?? []).Select(item => item!);

    private IEnumerable<JsonNode> Policies()
    {
        var download = estate.Json("ranger/service-policies.json");
        var zones = download["securityZones"]!.AsObject().SelectMany(zone => zone.Value!["policies"]!.AsArray());
        return download["policies"]!
            .AsArray()
            .Concat(download["tagPolicies"]!["policies"]!.AsArray())
            .Concat(zones)
            .Select(policy => policy!);
    }

    private List<TableResource> Tables()
    {
        var databases = estate.Rows("hive/DBS.csv").ToDictionary(row => row["DB_ID"], row => row["NAME"]);
        var comments = estate
            .Rows("hive/TABLE_PARAMS.csv")
            .Where(row => row["PARAM_KEY"] == "comment")
            .ToDictionary(row => row["TBL_ID"], row => row["PARAM_VALUE"]);
        var columns = estate
            .Rows("hive/COLUMNS_V2.csv")
            .Select(row =>
                (Id: row["CD_ID"], Column: new TableColumn(row["COLUMN_NAME"], row["TYPE_NAME"], row["COMMENT"]))
            )
            .Concat(
                estate
                    .Rows("hive/PARTITION_KEYS.csv")
                    .Select(row =>
                        (
                            Id: row["TBL_ID"],
                            Column: new TableColumn(row["PKEY_NAME"], row["PKEY_TYPE"], row["PKEY_COMMENT"], true)
                        )
                    )
            )
            .ToLookup(one => one.Id, one => one.Column);
        return estate
            .Rows("hive/TBLS.csv")
            .ConvertAll(row => new TableResource(
                new(databases[row["DB_ID"]], row["TBL_NAME"]),
                ResourceKind.Table,
                row["OWNER"],
                CreatedAt: null,
                LastAccessAt: null,
                Location: null,
                comments.GetValueOrDefault(row["TBL_ID"]),
                Rows: null,
                Bytes: null,
                columns[row["TBL_ID"]].ToImmutableArray()
            ));
    }
}
