using GovernanceDashboard.Domain;
using GovernanceDashboard.Import;

namespace GovernanceDashboard.Tests.Import;

public sealed class MetastoreReaderTests
{
    private const string Databases =
        "DB_ID,DESC,DB_LOCATION_URI,NAME,OWNER_NAME,OWNER_TYPE,CTLG_NAME\n1,All sales,hdfs://w/sales.db,Sales,etl,USER,hive\n";

    private const string Tables = """
        TBL_ID,CREATE_TIME,DB_ID,LAST_ACCESS_TIME,OWNER,SD_ID,TBL_NAME,TBL_TYPE
        10,1700000000,1,0,etl,100,Orders,MANAGED_TABLE
        11,1700000001,1,,etl,,v_orders,VIRTUAL_VIEW

        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_materialised_view_was_made_from_is_kept_like_what_a_view_reads()
    {
        await using var import = new ImportFixture()
            .With("hive/DBS.csv", Databases)
            .With(
                "hive/TBLS.csv",
                "TBL_ID,DB_ID,SD_ID,TBL_NAME,TBL_TYPE,VIEW_EXPANDED_TEXT\n10,1,100,orders,MANAGED_TABLE,\n11,1,101,copy,MATERIALIZED_VIEW,SELECT `orders`.`id` FROM `sales`.`orders`\n"
            )
            .With("hive/SDS.csv", "SD_ID,CD_ID,LOCATION\n100,1000,hdfs://w/orders\n101,1001,hdfs://w/copy\n");

        var (_, facts) = await import.FactsAsync();

        Assert.Equal(ResourceKind.View, facts.Tables[0].Kind);
        var sources = Assert.Single(facts.ViewSources);
        Assert.Equal(new TableName("sales", "copy"), sources.View);
        Assert.Equal([new TableName("sales", "orders")], sources.Tables);
    }

    [Fact]
    public async Task Tables_are_joined_with_storage_columns_keys_and_parameters()
    {
        await using var import = new ImportFixture()
            .With("hive/DBS.csv", Databases)
            .With("hive/TBLS.csv", Tables)
            .With("hive/SDS.csv", "SD_ID,CD_ID,LOCATION\n100,1000,hdfs://w/orders\n999,9990,hdfs://a/partition\n")
            .With(
                "hive/COLUMNS_V2.csv",
                "cd_id,comment,column_name,type_name,integer_idx\n1000,\"said \"\"who\"\",\nand when\",Amount,\"decimal(9,2)\",1\n1000,,id,bigint,0\n9990,,id,bigint,0\n"
            )
            .With("hive/PARTITION_KEYS.csv", "TBL_ID,PKEY_COMMENT,PKEY_NAME,PKEY_TYPE,INTEGER_IDX\n10,,dt,string,0\n")
            .With(
                "hive/TABLE_PARAMS.csv",
                "TBL_ID,PARAM_KEY,PARAM_VALUE\n10,numRows,42\n10,totalSize,-1\n10,comment,größte Tabelle\n10,transient_lastDdlTime,17\n"
            );

        var (report, facts) = await import.FactsAsync();

        Assert.Empty(report.Refused);
        Assert.Equal(
            new DatabaseResource("sales", "etl", "hdfs://w/sales.db", "All sales"),
            Assert.Single(facts.Databases)
        );
        Assert.Equal(2, facts.Tables.Length);
        var orders = facts.Tables[0];
        Assert.Equal(new TableName("sales", "orders"), orders.Name);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1700000000), orders.CreatedAt);
        Assert.Null(orders.LastAccessAt);
        Assert.Equal(
            (42, null, "größte Tabelle", "hdfs://w/orders"),
            (orders.Rows, orders.Bytes, orders.Comment, orders.Location)
        );
        Assert.Equal(
            [
                new("id", "bigint"),
                new("amount", "decimal(9,2)", "said \"who\",\nand when"),
                new("dt", "string", null, IsPartitionKey: true),
            ],
            orders.Columns
        );
        Assert.Equal(ResourceKind.View, facts.Tables[1].Kind);
    }

    [Fact]
    public async Task Rows_that_fit_nowhere_are_refused_with_their_line()
    {
        await using var import = new ImportFixture()
            .With("hive/DBS.csv", Databases)
            .With(
                "hive/TBLS.csv",
                "TBL_ID,CREATE_TIME,DB_ID,TBL_NAME,TBL_TYPE\n10,1,1,a,X\n11,1,7,b,X\n12,1,1,A,X\n10,1,1,c,X\nx,1,1,d,X\n13,1,1,\"e\nf\",X\n14,1,1,g,X,extra\n15,soon,1,h,X\n"
            )
            .With("hive/UNHEARD.csv", "A\n1\n");

        var (report, facts) = await import.FactsAsync();

        Assert.Equal("a", Assert.Single(facts.Tables).Name.Table);
        Assert.Equal(
            [
                new("hive/TBLS.csv", 3, "no database has this DB_ID"),
                new("hive/TBLS.csv", 4, "a second table of the same name"),
                new("hive/TBLS.csv", 5, "a second table with the same TBL_ID"),
                new("hive/TBLS.csv", 6, "TBL_ID is not a whole number"),
                new("hive/TBLS.csv", 7, "TBL_NAME holds a control character"),
                new("hive/TBLS.csv", 9, "6 fields where the header has 5"),
                new("hive/TBLS.csv", 10, "CREATE_TIME is not a whole number"),
                new RefusedRow("hive/UNHEARD.csv", 0, "no table of the metastore that is read has this name"),
            ],
            report.Refused
        );
        Assert.Equal(8, report.RefusedCount);
        Assert.Equal([1, 1, 0], report.Snapshot!.Sources.Select(file => file.Accepted));
    }

    [Fact]
    public async Task A_table_holds_from_its_creation()
    {
        const string columns = "TBL_ID,CREATE_TIME,DB_ID,TBL_NAME,TBL_TYPE\n10,1,1,old,X\n";
        await using var import = new ImportFixture().With("hive/DBS.csv", Databases).With("hive/TBLS.csv", columns);
        await import.ImportAsync();
        var made = ImportFixture.TakenAt.AddDays(3);
        import.With("hive/TBLS.csv", columns + $"11,{made.ToUnixTimeSeconds()},1,made,X\n");

        var report = await import.ImportAsync(day: 5);

        Assert.Single((await import.Store.LoadAsync(report.Snapshot!, made.AddMilliseconds(-1), Token)).Tables);
        Assert.Equal(2, (await import.Store.LoadAsync(report.Snapshot!, made, Token)).Tables.Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("DB_ID\n1\n")]
    [InlineData("DB_ID,NAME\n1,\"never closed\n2,b\n")]
    [InlineData("\0\0\0")]
    public async Task A_broken_file_is_refused_and_the_rest_goes_on(string broken)
    {
        await using var import = new ImportFixture()
            .With("hive/DBS.csv", broken)
            .With("hive/TBLS.csv", Tables)
            .With("ranger/roles.json", """{"rangerRoles":[{"name":"r"}]}""")
            .With("directory/users.json", """{"Resources":[{"userName":"u"}]}""");

        var (report, facts) = await import.FactsAsync();

        Assert.Empty(facts.Tables);
        Assert.NotEmpty(report.Refused);
        Assert.Equal(2, facts.Principals.Length);
    }

    [Fact]
    public async Task A_row_that_is_not_utf8_is_refused_alone()
    {
        byte[] bytes = [.. "DB_ID,NAME,DESC\n1,a,"u8, 0xFF, 0xFE, .. "\n2,b,fine\n"u8];
        await using var import = new ImportFixture()
            .With("hive/DBS.csv", bytes)
            .With("hive/TBLS.csv", "TBL_ID,DB_ID,TBL_NAME,TBL_TYPE\n1,2,t,X\n");

        var (report, facts) = await import.FactsAsync();

        Assert.Equal("b", Assert.Single(facts.Databases).Name);
        Assert.Equal(new RefusedRow("hive/DBS.csv", 2, "not valid UTF-8"), Assert.Single(report.Refused));
    }
}
