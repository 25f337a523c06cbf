using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Import;

namespace GovernanceDashboard.Tests.Import.Metastore;

/// <summary>A live metastore on a real PostgreSQL, in the shapes that Hive's own scripts give it.</summary>
[Collection(PostgresCollection.Name)]
public sealed class LiveMetastoreTests(PostgresServer server)
{
    private const string Sales3 = MetastoreSchema.Hive3 + MetastoreSchema.Sales + MetastoreSchema.WrittenBySql;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_official_tables_of_3_1_become_tables_views_partitions_roles_and_grants()
    {
        var database = await server.MetastoreAsync(Sales3);
        await using var import = new ImportFixture();

        var (report, facts) = await import.LiveFactsAsync(server.Connection(database));

        Assert.Empty(report.Refused);
        Assert.Equal("3.1.0", report.Metastore!.SchemaVersion);
        Assert.Contains(report.Snapshot!.Sources, source => source.Name == "metastore/VERSION 3.1.0");
        Assert.Equal(Authorizer.SqlStandard, facts.Service!.Authorizer);
        Assert.Equal("hdfs://nn/w/sales.db", Assert.Single(facts.Databases).Location);
        Assert.Equal(["sales.m", "sales.orders", "sales.v"], facts.Tables.Select(table => table.Name.ToString()));
        var orders = facts.Tables[1];
        Assert.Equal(["id", "email", "dt"], orders.Columns.Select(column => column.Name));
        Assert.Equal("who's \"who\", by e-mail\naddress", orders.Columns[1].Comment);
        Assert.True(orders.Columns[2].IsPartitionKey);
        Assert.Equal(("Bestellungen, täglich", null, 4096), (orders.Comment, orders.Rows, orders.Bytes));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000), orders.CreatedAt);
        Assert.Null(facts.Tables[2].CreatedAt); // epoch 0 is never
        Assert.Equal((ResourceKind.View, null), (facts.Tables[2].Kind, facts.Tables[2].Location));
        Assert.Equal(["hdfs://nn/old/dt=2"], Assert.Single(facts.TableStorages).PartitionsElsewhere);
        Assert.Equal(["sales.m", "sales.v"], facts.ViewSources.Select(view => view.View.ToString()));
        Assert.All(facts.ViewSources, view => Assert.Equal([new("sales", "orders")], view.Tables));
        Assert.Equal(6, facts.HiveGrants.Length); // seven rows, two of which say the same
        var ann = facts.HiveGrants.Single(grant =>
            grant.Principal == PrincipalId.Login("ann") && grant.Level == HiveGrantLevel.Table
        );
        Assert.True(ann.WithGrantOption);
        Assert.Equal([PrincipalId.Login("hive"), PrincipalId.Login("root")], ann.Grantors);
        Assert.Equal("dt=2", facts.HiveGrants.Single(grant => grant.Level == HiveGrantLevel.Partition).Partition);
        Assert.Contains(new Membership(PrincipalId.Role("lead"), PrincipalId.Role("analyst")), facts.Memberships);
    }

    [Fact]
    public async Task Who_reads_follows_from_the_live_grants()
    {
        var database = await server.MetastoreAsync(Sales3);
        await using var import = new ImportFixture().With(
            "directory/u.json",
            """{"Resources":[{"userName":"ann"},{"userName":"bob"},{"userName":"cem"},{"userName":"dan"},{"userName":"eve"}]}"""
        );

        var (_, facts) = await import.LiveFactsAsync(server.Connection(database), withFolder: true);
        var index = AccessIndex.Build(facts, Token);

        Assert.Equal(["ann", "bob", "cem"], Readers("orders"));
        Assert.Equal(["dan"], Readers("v"));
        Assert.Equal(["ann", "bob", "cem", "dan", "eve"], Readers("m"));

        string[] Readers(string table) => LiveMetastore.Readers(index, new("sales", table));
    }

    [Fact]
    public async Task Live_and_as_csv_the_same_database_gives_the_same_digest()
    {
        var database = await server.MetastoreAsync(
            MetastoreSchema.Hive4 + MetastoreSchema.Sales + MetastoreSchema.WrittenBySql + LiveMetastore.Oddities
        );
        await using var live = new ImportFixture();
        await using var copied = new ImportFixture();
        await LiveMetastore.CopyAsync(server.ConnectionText(database), copied, Token);

        var ofLive = await live.ImportLiveAsync(server.Connection(database));
        var ofCopy = await copied.ImportAsync();

        Assert.Equal(ofCopy.Snapshot!.Digest, ofLive.Snapshot!.Digest);
        Assert.Equal(
            ofCopy.Refused.Select(row => row.Reason).Order(StringComparer.Ordinal),
            ofLive.Refused.Select(row => row.Reason).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Tables_of_hive_4_with_their_further_columns_import_too()
    {
        var database = await server.MetastoreAsync(
            MetastoreSchema.Hive4
                + MetastoreSchema.Sales
                + """
                INSERT INTO "DBS" ("DB_ID", "DB_LOCATION_URI", "NAME", "CREATE_TIME", "TYPE", "DATACONNECTOR_NAME", "REMOTE_DBNAME") VALUES (2, 'x', 'far', 1600000000, 'REMOTE', 'pg', 'crm');
                UPDATE "TBLS" SET "VIEW_EXPANDED_TEXT" = 'not to be understood' WHERE "TBL_ID" = 12;
                INSERT INTO "MV_CREATION_METADATA" VALUES (1, 'hive', 'sales', 'm', '', 0), (2, 'hive', 'sales', 'gone', '', 0);
                INSERT INTO "MV_TABLES_USED" VALUES (1, 10);
                INSERT INTO "DC_PRIVS" VALUES (1, 0, 'pg', 0, NULL, NULL, 'ann', 'USER', 'ALL', 'SQL');
                """
        );
        await using var import = new ImportFixture();

        var (report, facts) = await import.LiveFactsAsync(server.Connection(database));

        Assert.Equal("4.0.0", report.Metastore!.SchemaVersion);
        Assert.Contains(report.Warnings, warning => warning.Contains("1 databases are REMOTE"));
        Assert.Equal(["far", "sales"], facts.Databases.Select(found => found.Name));
        var made = facts.ViewSources.Single(view => view.View == new TableName("sales", "m"));
        Assert.Equal([new("sales", "orders")], made.Tables);
        Assert.True(made.IsComplete);
        var refused = Assert.Single(report.Refused);
        Assert.Equal(new("metastore/MV_CREATION_METADATA", 2, "no materialized view has this name"), refused);
    }

    [Fact]
    public async Task Columns_that_an_older_version_lacks_are_done_without()
    {
        var database = await server.MetastoreAsync(MetastoreSchema.Hive2 + MetastoreSchema.Sales);
        await using var import = new ImportFixture();

        var (report, facts) = await import.LiveFactsAsync(server.Connection(database), Authorizer.Legacy);

        Assert.Empty(report.Refused);
        Assert.Equal(3, facts.Tables.Length);
        Assert.Contains(report.Warnings, warning => warning.Contains("schema is 2.3.0", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Odd_rows_are_refused_by_table_and_key_with_a_reason_and_the_rest_goes_on()
    {
        var database = await server.MetastoreAsync(
            Sales3
                + LiveMetastore.Oddities
                + """UPDATE "TABLE_PARAMS" SET "PARAM_VALUE" = repeat('long ', 1200000) WHERE "TBL_ID" = 23"""
        );
        await using var import = new ImportFixture();

        var (report, facts) = await import.LiveFactsAsync(server.Connection(database));

        Assert.Equal(
            [
                new("metastore/DBS", 7, "a catalogue other than 'hive' cannot be read yet"),
                new("metastore/PARTITIONS", 9, "no table has this TBL_ID"),
                new("metastore/ROLE_MAP", 9, "no role has this ROLE_ID"),
                new("metastore/TABLE_PARAMS", 99, "no table has this TBL_ID"),
                new("metastore/TBLS", 20, "its database is in a catalogue other than 'hive'"),
                new("metastore/TBLS", 21, "no database has this DB_ID"),
                new("metastore/TBLS", 22, "a second table of the same name"),
                new("metastore/TBL_PRIVS", 90, "PRINCIPAL_TYPE is none of USER, GROUP and ROLE"),
                new("metastore/TBL_PRIVS", 91, "its table was refused"),
                new RefusedRow("metastore/TBL_PRIVS", 92, "no table has this TBL_ID"),
            ],
            report.Refused.OrderBy(row => row.File, StringComparer.Ordinal).ThenBy(row => row.Line)
        );
        Assert.Empty(facts.Tables.Single(table => table.Name.Table == "bare").Columns);
        Assert.Contains(report.Warnings, warning => warning.Contains("1 tables have no columns"));
        Assert.Equal(6_000_000, facts.Tables.Single(table => table.Name.Table == "bare").Comment!.Length);
    }

    [Fact]
    public async Task The_same_rows_give_the_same_hashes_and_say_that_nothing_changed()
    {
        var database = await server.MetastoreAsync(Sales3);
        await using var import = new ImportFixture();
        var connection = server.Connection(database);

        var first = await import.ImportLiveAsync(connection);
        // Written anew, the rows lie elsewhere in the database's files.
        await server.RunSqlAsync(
            database,
            """UPDATE "TBLS" SET "OWNER" = "OWNER" WHERE "TBL_ID" = 10; UPDATE "COLUMNS_V2" SET "COMMENT" = "COMMENT" WHERE "INTEGER_IDX" = 0"""
        );
        var later = await import.ImportLiveAsync(connection, day: 1);
        var again = await import.ImportLiveAsync(connection, day: 1);
        await server.RunSqlAsync(database, """DELETE FROM "TBL_PRIVS" WHERE "TBL_GRANT_ID" = 4""");
        var changed = await import.ImportLiveAsync(connection, day: 2);

        Assert.Null(first.SameAs);
        Assert.Equal(first.Snapshot!.Sources, later.Snapshot!.Sources);
        Assert.Equal(first.Snapshot.Digest, later.Snapshot.Digest);
        Assert.Equal((first.Snapshot.Id, false), (later.SameAs!.Value, later.WasThere));
        Assert.Contains("Nothing changed since snapshot 1", later.Outcome, StringComparison.Ordinal);
        Assert.Equal((later.Snapshot.Id, true), (again.Snapshot!.Id, again.WasThere));
        Assert.Equal(2, (await import.Activity.HeadAsync(Token)).Length - 1); // three imports wrote, one did not
        Assert.Null(changed.SameAs);
        Assert.Equal(
            ["metastore/TBL_PRIVS"],
            changed.Snapshot!.Sources.Except(first.Snapshot.Sources).Select(source => source.Name)
        );
    }

    [Fact]
    public async Task What_a_metastore_says_nothing_of_stays_believed()
    {
        var database = await server.MetastoreAsync(Sales3);
        await using var import = new ImportFixture()
            .With("directory/u.json", """{"Resources":[{"userName":"ann"}]}""")
            .With(
                "ranger/p.json",
                """{"serviceName":"cl_hive","policies":[{"id":1,"name":"p","service":"cl_hive","resources":{"database":{"values":["sales"]},"table":{"values":["*"]},"column":{"values":["*"]}},"policyItems":[{"accesses":[{"type":"select"}],"users":["ann"]}]}]}"""
            );
        await import.ImportAsync();

        var (_, facts) = await import.LiveFactsAsync(server.Connection(database), day: 1);

        Assert.Single(facts.Policies);
        Assert.Equal(Authorizer.Ranger, facts.Service!.Authorizer);
        Assert.Contains(facts.Principals, principal => principal.Id == PrincipalId.Login("ann"));
        Assert.Equal(3, facts.Tables.Length);
    }

    [Fact]
    public async Task Roles_follow_an_authorizer_that_an_earlier_import_named()
    {
        var database = await server.MetastoreAsync(MetastoreSchema.Hive3 + MetastoreSchema.Sales);
        await using var import = new ImportFixture();
        await import.LiveFactsAsync(server.Connection(database), Authorizer.Legacy);
        await server.RunSqlAsync(
            database,
            """DELETE FROM "ROLE_MAP" WHERE "ROLE_GRANT_ID" = 1; DELETE FROM "TBL_PRIVS" WHERE "TBL_GRANT_ID" = 4"""
        );

        var (_, facts) = await import.LiveFactsAsync(server.Connection(database), day: 1);

        Assert.Equal(Authorizer.Legacy, facts.Service!.Authorizer);
        Assert.DoesNotContain(facts.Memberships, membership => membership.Member == PrincipalId.Login("bob"));
    }

    [Fact]
    public async Task With_a_folder_the_files_of_the_metastore_are_left_aside_and_the_others_count()
    {
        var database = await server.MetastoreAsync(Sales3);
        await using var import = HiveEstateFiles
            .Fixture()
            .With(
                "hdfs/a.txt",
                "# file: /w/sales.db/orders\n# owner: h\n# group: g\nuser::rwx\ngroup::r-x\nother::r-x\n"
            );

        var (report, facts) = await import.LiveFactsAsync(server.Connection(database), withFolder: true);

        Assert.Contains(
            new("hive/TBLS.csv", 0, "the metastore is read live in this import, and not from files"),
            report.Refused
        );
        Assert.NotEmpty(facts.Paths);
        Assert.Contains(facts.Principals, principal => principal.Id == PrincipalId.Login("bob"));
        Assert.Equal("Bestellungen, täglich", facts.Tables.Single(table => table.Name.Table == "orders").Comment);
    }

    [Fact]
    public async Task Names_in_another_encoding_arrive_whole_and_bytes_of_none_are_refused()
    {
        const string Latin = "ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0";
        const string Bytes = "ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0";
        var latin = await server.MetastoreAsync(Sales3, Latin);
        var bytes = await server.MetastoreAsync(
            Sales3
                + """
                UPDATE "TABLE_PARAMS" SET "PARAM_VALUE" = E'\xe4' WHERE "TBL_ID" = 12;
                """,
            Bytes
        );
        await using var import = new ImportFixture();

        var (_, facts) = await import.LiveFactsAsync(server.Connection(latin));
        var (report, _) = await import.LiveFactsAsync(server.Connection(bytes), day: 1);

        Assert.Equal("Bestellungen, täglich", facts.Tables.Single(table => table.Name.Table == "orders").Comment);
        Assert.Equal([new("metastore/TABLE_PARAMS", 12, "not valid UTF-8")], report.Refused);
    }
}
