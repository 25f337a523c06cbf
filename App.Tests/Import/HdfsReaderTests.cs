using GovernanceDashboard.Domain;
using GovernanceDashboard.Import;

namespace GovernanceDashboard.Tests.Import;

public sealed class HdfsReaderTests
{
    private const string Acl = """
        # file: /w
        # owner: hive
        # group: hadoop
        user::rwx
        group::r-x
        other::--x

        # file: /w/sales.db/orders
        # owner: hive
        # group: hadoop
        # flags: --t
        user::rwx
        user:ann smith@corp:r-x	#effective:r--
        group::r-x	#effective:r--
        group:eng:r-x
        mask::r--
        other::---
        default:user::rwx
        default:group::---
        default:other::rwx


        """;

    [Fact]
    public async Task Blocks_of_getfacl_become_permissions_without_their_default_entries()
    {
        await using var import = HiveEstateFiles.Fixture().With("hdfs/acl.txt", Acl);

        var (report, facts) = await import.FactsAsync();

        Assert.Empty(report.Refused);
        Assert.Equal(Authorizer.StorageBased, facts.Service!.Authorizer);
        Assert.Equal(["/w", "/w/sales.db/orders"], facts.Paths.Select(path => path.Path));
        var orders = facts.Paths[1];
        Assert.True(orders.IsDirectory);
        Assert.Equal(
            ("hive", "hadoop", (PathBits)7, (PathBits)5),
            (orders.Access.Owner, orders.Access.Group, orders.Access.OwnerBits, orders.Access.GroupBits)
        );
        Assert.Equal((PathBits.Read, PathBits.None), (orders.Access.Mask, orders.Access.OtherBits));
        Assert.Equal(
            [
                new(PrincipalId.Login("ann smith@corp"), (PathBits)5),
                new PathEntry(PrincipalId.Group("eng"), (PathBits)5),
            ],
            orders.Access.Entries
        );
        Assert.Equal(["hdfs"], facts.Hdfs!.SuperUsers);
        Assert.Equal(["supergroup"], facts.Hdfs.SuperGroups);
        Assert.Contains(report.Warnings, warning => warning.Contains("No hdfs/hdfs-site.xml"));
        Assert.Contains(report.Warnings, warning => warning.Contains("does not begin at the root"));
    }

    [Fact]
    public async Task Lines_of_ls_become_permissions_and_a_plus_is_a_list_that_nobody_listed()
    {
        await using var import = HiveEstateFiles
            .Fixture()
            .With(
                "hdfs/ls.txt",
                """
                Found 3 items
                drwxr-xr-x   - hive hadoop          0 2024-01-01 10:00 /w
                drwxr-x---+  - hive hadoop          0 2024-01-01 10:00 /w/sales.db/orders
                -rw-r-----   3 hive hadoop       1234 2024-01-01 10:00 /w/sales.db/orders/part 0
                drwxr-x---   - hive domain users    0 2024-01-01 10:00 /w/sales.db
                nonsense
                """
            );

        var (report, facts) = await import.FactsAsync();

        Assert.Equal(["/w", "/w/sales.db/orders", "/w/sales.db/orders/part 0"], facts.Paths.Select(path => path.Path));
        Assert.True(facts.Paths[1].Access.HasUnknownEntries);
        Assert.Equal((PathBits)5, facts.Paths[1].Access.Mask);
        Assert.False(facts.Paths[2].IsDirectory);
        Assert.Equal(
            [
                new RefusedRow(
                    "hdfs/ls.txt",
                    5,
                    "an owner or group with blanks in it, which ls -R cannot show; use getfacl -R"
                ),
                new("hdfs/ls.txt", 6, "neither a line of ls -R nor a block of getfacl -R"),
            ],
            report.Refused
        );
    }

    [Fact]
    public async Task Broken_blocks_are_refused_with_their_line_and_the_rest_goes_on()
    {
        await using var import = HiveEstateFiles
            .Fixture()
            .With(
                "hdfs/acl.txt",
                "# file: /w\n# owner: hive\nuser::rwx\ngroup::r-x\nother::r-x\n\n# file: /old\n# owner: h\n# group: g\nuser::rwx\ngroup::rzx\nother::---\n\n"
                    + Acl[Acl.IndexOf("# file: /w/sales", StringComparison.Ordinal)..]
            );

        var (report, facts) = await import.FactsAsync();

        Assert.Equal("/w/sales.db/orders", Assert.Single(facts.Paths).Path);
        Assert.Equal(
            [
                new RefusedRow("hdfs/acl.txt", 1, "a block without # group:"),
                new("hdfs/acl.txt", 11, "permissions that are not of the form rwx"),
            ],
            report.Refused.OrderBy(row => row.Line)
        );
    }

    [Fact]
    public async Task Files_of_one_kind_are_kept_once_and_odd_ones_with_the_directories_that_lead_to_them()
    {
        var lines = new List<string> { Line('d', "r-x", "/w/sales.db/orders") };
        for (var day = 1; day <= 50; day++)
        {
            lines.Add(Line('d', "r-x", $"/w/sales.db/orders/dt={day}"));
            lines.Add(Line('-', "r--", $"/w/sales.db/orders/dt={day}/part-0"));
            lines.Add(Line('-', day == 30 ? "---" : "r--", $"/w/sales.db/orders/dt={day}/part-1"));
            lines.Add(Line('d', "---", $"/w/sales.db/orders/dt={day}/.hive-staging"));
        }

        lines.Add(Line('d', "r-x", "/tmp/unrelated"));
        await using var import = HiveEstateFiles.Fixture().With("hdfs/ls.txt", string.Join('\n', lines));

        var (report, facts) = await import.FactsAsync();

        Assert.Equal(
            [
                "/w/sales.db/orders",
                "/w/sales.db/orders/dt=1",
                "/w/sales.db/orders/dt=1/part-0",
                "/w/sales.db/orders/dt=30",
                "/w/sales.db/orders/dt=30/part-1",
            ],
            facts.Paths.Select(path => path.Path)
        );
        Assert.Contains(
            report.Warnings,
            warning => warning.StartsWith("1 paths of the listing lie outside", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_path_that_a_change_log_names_is_kept_among_others_of_its_kind_with_its_own_history()
    {
        var since = ImportFixture.TakenAt.AddDays(-59);
        var changed = since.AddDays(10);
        var lines = new List<string> { Block("/w/sales.db", "r-x"), Block("/w/sales.db/orders", "r-x") };
        for (var day = 1; day <= 20; day++)
        {
            lines.Add(Block($"/w/sales.db/orders/dt={day}", "r-x"));
            lines.Add(Block($"/w/sales.db/orders/dt={day}/part-0", "r--"));
        }

        await using var import = HiveEstateFiles
            .Fixture()
            .With("hdfs/acl.txt", string.Join('\n', lines))
            .With(
                "governance/change-events.csv",
                $"at,kind,target,before,after\n{changed:yyyy-MM-dd'T'HH:mm:ss'Z'},path,path:/w/sales.db/orders/dt=7,group:eng:rwx,\n"
            )
            .With(
                "governance/log-coverage.csv",
                $"scope,channel,from,to,state,reason\nquery:*,changes,{since:yyyy-MM-dd'T'HH:mm:ss'Z'},,full,whole\n"
            );

        var (report, facts) = await import.FactsAsync();
        File.Delete(Path.Combine(import.Sources, "governance", "change-events.csv"));
        var (_, later) = await import.FactsAsync(day: 1);

        Assert.DoesNotContain(
            report.Warnings,
            warning => warning.Contains("not among those that decide", StringComparison.Ordinal)
        );
        string[] kept =
        [
            "/w/sales.db/orders",
            "/w/sales.db/orders/dt=1",
            "/w/sales.db/orders/dt=1/part-0",
            "/w/sales.db/orders/dt=7",
            "/w/sales.db/orders/dt=7/part-0",
        ];
        Assert.Equal(
            kept,
            facts.Paths.Select(path => path.Path).Where(path => path.Contains("orders", StringComparison.Ordinal))
        );
        Assert.Equal(facts.Paths.Select(path => path.Path), later.Paths.Select(path => path.Path));
        using var believed = import.Store.Believed(report.Snapshot!);
        var history = believed.Paths.Of(facts.Paths.Single(path => path.Path == kept[3]));
        Assert.Equal(
            [(since, (DateTimeOffset?)changed), (changed, null)],
            history.Select(held => (held.From, held.To))
        );
        Assert.Equal([1, 0], history.Select(held => held.Value.Access.Entries.Length));

        static string Block(string path, string bits) =>
            $"# file: {path}\n# owner: hive\n# group: hadoop\nuser::rwx\ngroup::{bits}\nother::---\n";
    }

    [Fact]
    public async Task Settings_name_super_users_and_groups()
    {
        await using var import = HiveEstateFiles
            .Fixture()
            .With("hdfs/acl.txt", Acl)
            .With(
                "hdfs/hdfs-site.xml",
                """
                <configuration>
                  <property><name>dfs.permissions.superusergroup</name><value>wheel</value></property>
                  <property><name>dfs.cluster.administrators</name><value>ops,ada admins</value></property>
                  <property><name>dfs.namenode.kerberos.principal</name><value>nn/_HOST@EXAMPLE.COM</value></property>
                </configuration>
                """
            );

        var (_, facts) = await import.FactsAsync();

        Assert.Equal(["ada", "nn", "ops"], facts.Hdfs!.SuperUsers);
        Assert.Equal(["admins", "wheel"], facts.Hdfs.SuperGroups);
        Assert.True(facts.Hdfs.ChecksPermissions);
    }

    [Fact]
    public async Task A_listing_without_tables_is_refused_and_said()
    {
        await using var import = new ImportFixture()
            .With("directory/u.json", """{"Resources":[{"userName":"u"}]}""")
            .With("hdfs/acl.txt", Acl);

        var (report, facts) = await import.FactsAsync();

        Assert.Null(facts.Hdfs);
        Assert.Equal(0, Assert.Single(report.Refused).Line);
    }

    private static string Line(char kind, string others, string path) =>
        $"{kind}rwxr-x{others}   - hive hadoop          0 2024-01-01 10:00 {path}";
}
