using GovernanceDashboard.Domain;
using GovernanceDashboard.Import;

namespace GovernanceDashboard.Tests.Import;

public sealed class GrantReaderTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Grants_and_roles_become_facts_and_the_same_grant_counts_once()
    {
        await using var import = HiveEstateFiles.Fixture().WithGrants();

        var (report, facts) = await import.FactsAsync();

        Assert.Empty(report.Refused);
        Assert.Equal(Authorizer.SqlStandard, facts.Service!.Authorizer);
        Assert.Equal(3, facts.HiveGrants.Length);
        var ann = facts.HiveGrants.Single(grant => grant.Principal == PrincipalId.Login("ann"));
        Assert.Equal(
            ("sales", "orders", "select", true),
            (ann.Database, ann.Table, ann.Privilege, ann.WithGrantOption)
        );
        Assert.Equal([PrincipalId.Login("hive"), PrincipalId.Login("root")], ann.Grantors);
        Assert.Equal(HiveGrantLevel.Database, facts.HiveGrants.Single(grant => grant.Table is null).Level);
        Assert.Equal(
            ["role:admin", "role:analyst"],
            facts.Principals.Where(found => found.Kind == PrincipalKind.Role).Select(found => found.Id.ToString())
        );
        Assert.Contains(new Membership(PrincipalId.Role("analyst"), PrincipalId.Role("admin")), facts.Memberships);
        Assert.Contains(report.Warnings, warning => warning.Contains("1 grants to groups have no say"));
        Assert.Contains(report.Warnings, warning => warning.Contains("1 grants on databases have no say"));
        Assert.Contains(report.Warnings, warning => warning.Contains("1 roles are held by groups"));
    }

    [Fact]
    public async Task Partitions_elsewhere_and_what_views_read_become_facts()
    {
        await using var import = HiveEstateFiles.Fixture();

        var (_, facts) = await import.FactsAsync();

        var storage = Assert.Single(facts.TableStorages);
        Assert.Equal(new("sales", "orders"), storage.Table);
        Assert.Equal(["hdfs://nn/old/dt=2"], storage.PartitionsElsewhere);
        var view = Assert.Single(facts.ViewSources);
        Assert.Equal([new TableName("sales", "orders")], view.Tables);
        Assert.True(view.IsComplete);
    }

    [Fact]
    public async Task Grants_on_partitions_know_their_table_and_grants_on_nothing_are_refused()
    {
        await using var import = HiveEstateFiles
            .Fixture()
            .With(
                "hive/PART_PRIVS.csv",
                "PART_GRANT_ID,PRINCIPAL_NAME,PRINCIPAL_TYPE,PART_PRIV,PART_ID\n1,ann,USER,SELECT,2\n2,ann,USER,SELECT,9\n"
            )
            .With(
                "hive/TBL_PRIVS.csv",
                "PRINCIPAL_NAME,PRINCIPAL_TYPE,TBL_PRIV,TBL_ID\nann,NOBODY,SELECT,10\nann,USER,SELECT,99\npublic,GROUP,SELECT,10\n"
            );

        var (report, facts) = await import.FactsAsync();

        var grant = Assert.Single(facts.HiveGrants);
        Assert.Equal(("orders", "dt=2"), (grant.Table, grant.Partition));
        Assert.Equal(
            [
                new("hive/PART_PRIVS.csv", 3, "no partition has this PART_ID"),
                new RefusedRow("hive/TBL_PRIVS.csv", 2, "PRINCIPAL_TYPE is none of USER, GROUP and ROLE"),
                new("hive/TBL_PRIVS.csv", 3, "no table has this TBL_ID"),
                new("hive/TBL_PRIVS.csv", 4, "a group named public, which here stands for everybody"),
            ],
            report.Refused.OrderBy(row => row.File, StringComparer.Ordinal)
        );
    }

    [Theory]
    [InlineData("org.apache.hadoop.hive.ql.security.authorization.DefaultHiveAuthorizationProvider", Authorizer.Legacy)]
    [InlineData(
        "org.apache.hadoop.hive.ql.security.authorization.plugin.sqlstd.SQLStdHiveAuthorizerFactory",
        Authorizer.SqlStandard
    )]
    [InlineData(
        "org.apache.hadoop.hive.ql.security.authorization.StorageBasedAuthorizationProvider",
        Authorizer.StorageBased
    )]
    public async Task Hive_site_names_the_authorizer(string manager, Authorizer expected)
    {
        await using var import = HiveEstateFiles.Fixture().WithGrants("").With("hive/hive-site.xml", Site(manager));

        var (_, facts) = await import.FactsAsync();

        Assert.Equal(expected, facts.Service!.Authorizer);
    }

    [Fact]
    public async Task An_authorizer_named_for_the_import_wins_over_hive_site()
    {
        await using var import = HiveEstateFiles
            .Fixture()
            .WithGrants()
            .With("hive/hive-site.xml", Site("a.SQLStdHiveAuthorizerFactory"));
        var request = new ImportRequest(import.Sources, ImportFixture.TakenAt, IsDemo: false, Authorizer.Legacy);

        var report = await import.Run.RunAsync(ImportFixture.Operator, request, new Progress<WorkProgress>(), Token);
        var facts = await import.Store.LoadAsync(report.Snapshot!, report.Snapshot!.TakenAt, Token);

        Assert.Equal(Authorizer.Legacy, facts.Service!.Authorizer);
    }

    [Fact]
    public async Task Grants_that_do_not_say_whose_they_are_decide_nothing_and_are_said()
    {
        await using var import = HiveEstateFiles.Fixture().WithGrants("");

        var (report, facts) = await import.FactsAsync();

        Assert.Null(facts.Service);
        Assert.Contains(report.Warnings, warning => warning.Contains("--authorizer", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Under_ranger_grants_are_dead_weight_and_its_roles_stand()
    {
        await using var import = HiveEstateFiles
            .Fixture()
            .WithGrants()
            .With(
                "ranger/p.json",
                """{"serviceName":"cl_hive","policies":[{"id":1,"name":"p","service":"cl_hive","resources":{"database":{"values":["sales"]},"table":{"values":["*"]},"column":{"values":["*"]}},"policyItems":[{"accesses":[{"type":"select"}],"users":["bob"]}]}]}"""
            )
            .With("ranger/r.json", """{"rangerRoles":[{"name":"Keepers","users":[{"name":"ann"}]}]}""");

        var (report, facts) = await import.FactsAsync();

        Assert.Equal(Authorizer.Ranger, facts.Service!.Authorizer);
        Assert.Equal(
            ["role:Keepers"],
            facts.Principals.Where(found => found.Kind == PrincipalKind.Role).Select(found => found.Id.ToString())
        );
        Assert.Contains("3 grants of the metastore have no say: Ranger decides.", report.Warnings);
    }

    [Fact]
    public async Task A_later_import_of_the_same_files_gives_the_same_digest()
    {
        await using var import = HiveEstateFiles
            .Fixture()
            .WithGrants()
            .With("hdfs/a.txt", "# file: /w\n# owner: h\n# group: g\nuser::rwx\ngroup::r-x\nother::r-x\n");

        var first = await import.ImportAsync();
        var second = await import.ImportAsync(day: 1);

        Assert.Equal(first.Snapshot!.Digest, second.Snapshot!.Digest);
    }

    internal static string Site(string manager) =>
        $"<?xml version=\"1.0\"?><configuration><property><name>hive.security.authorization.manager</name><value>{manager}</value></property></configuration>";
}
