using System.Globalization;
using System.Text.Json;
using GovernanceDashboard.Tests.Data;

namespace GovernanceDashboard.Tests.Cli;

/// <summary>
/// The golden case of metrics 6.9 as a folder of sources that <c>import --from</c> reads: metastore, Ranger policies with their earlier versions,
/// tags, a directory, an audit log, governance records. Day 0 is 1 March 2026. The mistake is policy 4, made on day 10 and switched off on day 14.
/// </summary>
public sealed class GoldenFolder : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    public string Data => _folder.File("data");

    public string File(string name) => _folder.File(name);

    public async ValueTask InitializeAsync()
    {
        Write(_folder);
        var import = await new Terminal(Data).RunAsync("import", "--from", File("golden"), "--at", Day(30));
        Assert.True(import.ExitCode == 0, import.Error);
    }

    public ValueTask DisposeAsync()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private static readonly DateTimeOffset s_start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    internal static string Day(double day) =>
        s_start.AddDays(day).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static void Write(TemporaryFolder folder)
    {
        folder.Write("golden/hive/DBS.csv", "DB_ID,NAME,CTLG_NAME\n1,db,hive\n2,pub,hive\n");
        folder.Write(
            "golden/hive/TBLS.csv",
            "TBL_ID,DB_ID,TBL_NAME,TBL_TYPE,SD_ID\n1,1,t1,MANAGED_TABLE,1\n2,1,t2,MANAGED_TABLE,2\n3,2,t3,MANAGED_TABLE,3\n"
        );
        folder.Write(
            "golden/hive/SDS.csv",
            "SD_ID,CD_ID,LOCATION\n1,1,hdfs://nn/w/db.db/t1\n2,2,hdfs://nn/w/db.db/t2\n3,3,hdfs://nn/w/pub.db/t3\n"
        );
        folder.Write(
            "golden/hive/COLUMNS_V2.csv",
            "CD_ID,COLUMN_NAME,TYPE_NAME,INTEGER_IDX\n1,a,string,0\n2,a,string,0\n3,a,string,0\n"
        );
        Json(
            "ranger/service-policies.json",
            new
            {
                serviceName = "hive",
                policyVersion = 5,
                policies = new[]
                {
                    Policy(1, "sens reads T1", "db", "t1", "sens", 0, denied: "dave"),
                    Policy(2, "eng reads T2", "db", "t2", "eng", 0),
                    Policy(3, "all read T3", "pub", "t3", "public", 0),
                    Policy(4, "mistake", "db", "*", "public", 14, version: 2, isEnabled: false),
                },
                serviceDef = new
                {
                    name = "hive",
                    id = 3,
                    resources = new[] { new { name = "database" }, new { name = "table" }, new { name = "column" } },
                    accessTypes = new[] { new { name = "select" } },
                },
            }
        );
        Json("ranger/policy-versions.json", new[] { Policy(4, "mistake", "db", "*", "public", 10) });
        Json(
            "ranger/tags.json",
            new
            {
                op = "add_or_update",
                serviceName = "tags",
                tagVersion = 1,
                tagDefinitions = Tags(name => new { name }),
                tags = Tags(type => new { type }),
                serviceResources = new[] { Resource(1, "db", "t1"), Resource(2, "db", "t2"), Resource(3, "pub", "t3") },
                resourceToTagIds = new Dictionary<string, int[]>
                {
                    ["1"] = [1],
                    ["2"] = [2],
                    ["3"] = [3],
                },
            }
        );
        folder.Write("golden/directory/users.csv", "alice,all,eng\nbob,all,eng\ncarol,all,sens\ndave,all\n");
        folder.Write("golden/governance/table-groups.csv", "group,rule,pin,accountable_exec\ngolden,*.*,,\n");
        folder.Write(
            "golden/governance/intended-access.csv",
            "scope,principal_or_rule,purpose,level,approved_by,approval_id,from,to\n"
                + $"table:db.t1,login:carol,,,,,{Day(0)},\ntable:db.t2,login:alice,,,,,{Day(0)},\n"
                + $"table:db.t2,login:bob,,,,,{Day(0)},\ntable:pub.t3,everyone,,,,,{Day(0)},\n"
        );
        // A table's files are a way to it as well: nothing is proven where only Hive is logged.
        folder.Write(
            "golden/governance/log-coverage.csv",
            $"scope,channel,from,to,state,reason\nquery:*,changes,{Day(0)},,full,\n"
                + string.Concat(
                    new[] { "hive", "files" }.Select(channel =>
                        $"table:db.t1,{channel},{Day(0)},{Day(30)},full,\ntable:db.t2,{channel},{Day(0)},{Day(12)},full,\n"
                    )
                )
        );
        folder.Write(
            "golden/governance/subjects.csv",
            "table,subject,jurisdiction,first_at,last_at,rows\n" + "db.t1,alice,,,,\ndb.t1,dave,,,,\ndb.t2,alice,,,,\n"
        );
        folder.Write(
            "golden/audit/hive.log",
            Read(0, "carol", "db/t1/a", 2)
                + Read(1, "alice", "db/t2/a", 3)
                + Read(2, "dave", "db/t2/a", 11)
                + Read(3, "bob", "db/t1/a", 12)
        );

        void Json(string name, object document) => folder.Write($"golden/{name}", JsonSerializer.Serialize(document));
    }

    private static object Policy(
        long id,
        string name,
        string database,
        string table,
        string group,
        double at,
        int version = 1,
        bool isEnabled = true,
        string? denied = null
    ) =>
        new
        {
            id,
            name,
            version,
            isEnabled,
            updateTime = s_start.AddDays(at).ToUnixTimeMilliseconds(),
            service = "hive",
            serviceType = "hive",
            policyType = 0,
            isAuditEnabled = true,
            resources = new
            {
                database = new { values = new[] { database } },
                table = new { values = new[] { table } },
                column = new { values = new[] { "*" } },
            },
            policyItems = new[] { Item(groups: [group]) },
            denyPolicyItems = denied is null ? [] : new[] { Item(users: [denied]) },
        };

    private static object Item(string[]? users = null, string[]? groups = null) =>
        new
        {
            accesses = new[] { new { type = "select", isAllowed = true } },
            users = users ?? [],
            groups = groups ?? [],
        };

    private static Dictionary<string, object> Tags(Func<string, object> tag) =>
        new()
        {
            ["1"] = tag("KEYSTROKES"),
            ["2"] = tag("PII"),
            ["3"] = tag("AGGREGATED_ACTIVITY"),
        };

    private static object Resource(int id, string database, string table) =>
        new
        {
            id,
            serviceName = "hive",
            resourceElements = new
            {
                database = new { values = new[] { database } },
                table = new { values = new[] { table } },
            },
        };

    private static string Read(int number, string login, string resource, double day) =>
        JsonSerializer.Serialize(
            new
            {
                repoType = 3,
                repo = "hive",
                reqUser = login,
                evtTime = s_start.AddDays(day).ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture),
                access = "SELECT",
                resource,
                resType = "@column",
                action = "select",
                result = 1,
                policy = 1,
                enforcer = "ranger-acl",
                agentHost = "hs2",
                logType = "RangerAudit",
                id = $"hs2-{number}",
                seq_num = number,
                event_count = 1,
            }
        ) + "\n";
}
