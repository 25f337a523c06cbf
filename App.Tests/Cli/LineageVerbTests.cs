using System.Text.Json.Nodes;
using GovernanceDashboard.Tests.Import;

namespace GovernanceDashboard.Tests.Cli;

/// <summary>A raw table whose only reader is ann, a copy of it for the group eng, and a dashboard for everyone, imported from files.</summary>
public sealed class LineageVerbTests
{
    private const string Policies = """
        { "serviceName": "h", "policies": [
          { "id": 1, "resources": { "database": { "values": ["raw"] }, "table": { "values": ["keys"] }, "column": { "values": ["*"] } }, "policyItems": [ { "accesses": [ { "type": "select" } ], "users": ["ann"] } ] },
          { "id": 2, "resources": { "database": { "values": ["lab"] }, "table": { "values": ["notes"] }, "column": { "values": ["*"] } }, "policyItems": [ { "accesses": [ { "type": "select" } ], "groups": ["eng"] } ] } ] }
        """;

    private const string Run = """
        { "eventType": "COMPLETE", "run": { "runId": "1" }, "job": { "name": "annotate" }, "inputs": [ { "namespace": "hive://h", "name": "raw.keys" } ],
          "outputs": [ { "namespace": "hive://h", "name": "lab.notes", "facets": { "columnLineage": { "fields": { "text": { "inputFields": [
            { "namespace": "hive://h", "name": "raw.keys", "field": "typed_text", "transformations": [ { "type": "DIRECT", "subtype": "TRANSFORMATION" } ] } ] } } } } },
            { "namespace": "kafka://b", "name": "out" } ] }
        """;

    [Fact]
    public async Task Lineage_lists_what_lies_downstream_with_classes_and_readers()
    {
        await using var import = new ImportFixture()
            .With("directory/u.csv", "ann,staff\nbob,eng\ncy,eng\n")
            .With("ranger/p.json", Policies)
            .With("hive/DBS.csv", "DB_ID,NAME\n1,raw\n2,lab\n")
            .With(
                "hive/TBLS.csv",
                "TBL_ID,DB_ID,TBL_NAME,TBL_TYPE,SD_ID\n10,1,keys,MANAGED_TABLE,5\n11,2,notes,MANAGED_TABLE,6\n"
            )
            .With("hive/SDS.csv", "SD_ID,CD_ID,LOCATION\n5,5,hdfs://n/a\n6,6,hdfs://n/b\n")
            .With(
                "hive/COLUMNS_V2.csv",
                "CD_ID,COLUMN_NAME,TYPE_NAME,INTEGER_IDX\n5,typed_text,string,0\n6,text,string,0\n"
            )
            .With("lineage/run.json", Run)
            .With("governance/dashboards.csv", "id,name,reads,audience\npulse,Team pulse,lab.notes,everyone\n");
        await import.FactsAsync();
        var terminal = new Terminal(import.Data, []);

        var run = await terminal.RunAsync("lineage", "raw.keys", "--json");
        Assert.Equal("", run.Error);
        var answer = JsonNode.Parse(run.Output)!;

        Assert.Equal(
            [("kafka://b/out", 1, null, null), ("lab.notes", 1, 2, 2), ("Team pulse", 2, 3, (int?)2)],
            answer["downstream"]!
                .AsArray()
                .Select(row => ((string)row!["name"]!, (int)row["depth"]!, (int?)row["people"], (int?)row["others"]))
                .OrderBy(row => row.Item2)
                .ThenBy(row => row.Item1, StringComparer.Ordinal)
        );
        Assert.NotEmpty(answer["classes"]!.AsArray());
        var pulse = answer["downstream"]!.AsArray().Single(row => (string)row!["name"]! == "Team pulse")!;
        Assert.Equal(answer["classes"]!.ToJsonString(), pulse["classes"]!.ToJsonString());
        Assert.Equal("Serve", (string)pulse["step"]!);

        var text = (await terminal.RunAsync("lineage", "raw.keys")).Output;
        Assert.Contains(
            "2 downstream are read by people who do not read this table. Who reads 1 of them is unknown.",
            text,
            StringComparison.Ordinal
        );
        Assert.Contains("Upstream", (await terminal.RunAsync("lineage", "lab.notes")).Output, StringComparison.Ordinal);
    }
}
