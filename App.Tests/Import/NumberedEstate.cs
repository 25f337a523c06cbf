using System.Globalization;
using System.Text;
using GovernanceDashboard.Data;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Tests.Data;

namespace GovernanceDashboard.Tests.Import;

/// <summary>Sources of which every table carries its import's number: a mixture of two imports would show.</summary>
internal static class NumberedEstate
{
    public const int TablesCount = 1_500;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static void Write(TemporaryFolder folder, int import)
    {
        var tables = new StringBuilder("TBL_ID,DB_ID,TBL_NAME,TBL_TYPE,CREATE_TIME,SD_ID\n");
        var storages = new StringBuilder("SD_ID,CD_ID,LOCATION\n");
        var columns = new StringBuilder("CD_ID,COLUMN_NAME,TYPE_NAME,INTEGER_IDX\n");
        var parameters = new StringBuilder("TBL_ID,PARAM_KEY,PARAM_VALUE\n");
        for (var table = 0; table < TablesCount; table++)
        {
            tables.Append(CultureInfo.InvariantCulture, $"{table},1,t{table},MANAGED_TABLE,1700000000,{table}\n");
            storages.Append(CultureInfo.InvariantCulture, $"{table},{table},hdfs://w/t{table}\n");
            parameters.Append(CultureInfo.InvariantCulture, $"{table},comment,{import}\n");
            for (var column = 0; column < 8; column++)
            {
                columns.Append(CultureInfo.InvariantCulture, $"{table},c{column},string,{column}\n");
            }
        }

        folder.Write("hive/DBS.csv", "DB_ID,NAME\n1,db\n");
        folder.Write("hive/TBLS.csv", tables.ToString());
        folder.Write("hive/SDS.csv", storages.ToString());
        folder.Write("hive/COLUMNS_V2.csv", columns.ToString());
        folder.Write("hive/TABLE_PARAMS.csv", parameters.ToString());
    }

    /// <summary>What the program is started with to import them.</summary>
    public static IEnumerable<string> Arguments(TemporaryFolder sources, string data, int import) =>
        [
            "import",
            "--from",
            sources.FullPath,
            "--at",
            Drafts.Day(import).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            "--data",
            data,
        ];

    public static async Task AssertWholeAsync(FactStore store, Snapshot snapshot)
    {
        Assert.Equal(snapshot.Digest, await store.DigestAsync(snapshot, Token));
        var facts = await store.LoadAsync(snapshot, snapshot.TakenAt, Token);
        Assert.Equal(TablesCount, facts.Tables.Length);
        var number = (snapshot.TakenAt - Drafts.Day(0)).Days.ToString(CultureInfo.InvariantCulture);
        Assert.All(facts.Tables, table => Assert.Equal(number, table.Comment));
    }
}
