using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Tests.Import.Lineage;

public sealed class OpenLineageReaderTests
{
    private static string Event(
        string inputs,
        string outputs,
        string type = "COMPLETE",
        string job = "insert",
        string run = "r1",
        string? at = null
    ) =>
        $$"""
            { "eventType": "{{type}}", "eventTime": "{{at
                ?? "${json-unit.any-string}"}}", "run": { "runId": "{{run}}" },
              "job": { "namespace": "default", "name": "{{job}}" }, "inputs": [ {{inputs}} ], "outputs": [ {{outputs}} ] }
            """;

    private static string Hive(string name, string facets = "{}") =>
        $$"""{ "namespace": "hive://host:9083", "name": "{{name}}", "facets": {{facets}} }""";

    private static string From(
        string field,
        string type = "DIRECT",
        string subtype = "IDENTITY",
        bool masking = false
    ) =>
        $$"""
            { "namespace": "hive://host:9083", "name": "raw.events", "field": "{{field}}",
              "transformations": [ { "type": "{{type}}", "subtype": "{{subtype}}", "masking": {{(
                masking ? "true" : "false"
            )}} } ] }
            """;

    [Fact]
    public async Task A_completed_run_gives_edges_with_columns_and_what_masks_them()
    {
        var columns = $$"""
            { "columnLineage": { "fields": {
                "Who": { "inputFields": [ {{From("employee", masking: true)}} ] },
                "Keys": { "inputFields": [ {{From("keys", subtype: "AGGREGATION")}} ] } },
              "dataset": [ {{From("day", "INDIRECT", "FILTER")}} ] } }
            """;
        await using var import = new ImportFixture().With(
            "lineage/run.json",
            Event(Hive("Raw.Events"), Hive("raw.day", columns), at: "2026-02-01T10:00:00Z")
        );

        var (_, facts) = await import.FactsAsync();

        var edge = Assert.Single(facts.LineageEdges);
        Assert.Equal(new(ResourceKind.Table, "raw.events"), edge.From);
        Assert.Equal(new TableName("raw", "day"), edge.To.AsTable);
        Assert.Equal(LineageKind.Derive, edge.Kind);
        Assert.Equal(
            [new("day", null, false, true), new("employee", "who", true), new ColumnFlow("keys", "keys")],
            edge.Columns
        );
        Assert.True(edge.Carries);
    }

    [Fact]
    public async Task Only_completed_runs_count_and_a_run_told_twice_counts_once()
    {
        await using var import = new ImportFixture().With(
            "lineage/runs.jsonl",
            string.Join(
                '\n',
                new[]
                {
                    Event(Hive("a.x"), Hive("a.started"), "START"),
                    Event(Hive("a.x"), Hive("a.failed"), "FAIL", run: "r2"),
                    Event(Hive("a.x"), Hive("a.y"), at: "2026-02-02T00:00:00Z"),
                    Event(Hive("a.x"), Hive("a.y"), at: "2026-02-02T00:00:00Z"),
                    "{ broken",
                    Event(Hive("a.x"), "{}", run: "r3"),
                    "",
                }.Select(text => text.ReplaceLineEndings(" "))
            )
        );

        var (report, facts) = await import.FactsAsync();

        Assert.Equal("a.y", Assert.Single(facts.LineageEdges).To.Name);
        Assert.Equal(1, report.Snapshot!.Sources.Single().Accepted);
        Assert.Equal(
            [("lineage/runs.jsonl", 5L), ("lineage/runs.jsonl", 6L)],
            report.Refused.Select(row => (row.File, row.Line))
        );
        Assert.Contains(
            report.Warnings,
            warning => warning.StartsWith("2 OpenLineage events", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Tables_are_found_by_link_and_by_place_and_the_rest_keeps_its_address()
    {
        const string link = """
            { "namespace": "hdfs://nn:8020", "name": "/w/a.db/linked",
              "facets": { "symlinks": { "identifiers": [ { "namespace": "/w", "name": "a.db/x", "type": "LOCATION" },
                                                          { "namespace": "hive://host", "name": "a.linked", "type": "TABLE" } ] } } }
            """;
        const string place = """{ "namespace": "hdfs://nn:8020", "name": "/w/a.db/t/" }""";
        const string topic = """{ "namespace": "kafka://broker:9092", "name": "clicks" }""";
        const string file = """{ "namespace": "file", "name": "/tmp/x" }""";
        await using var import = new ImportFixture()
            .With("hive/DBS.csv", "DB_ID,NAME\n1,a\n")
            .With("hive/TBLS.csv", "TBL_ID,CREATE_TIME,DB_ID,TBL_NAME,TBL_TYPE,SD_ID\n10,1700000000,1,t,X,5\n")
            .With("hive/SDS.csv", "SD_ID,CD_ID,LOCATION\n5,6,hdfs://nn:8020/w/a.db/t\n")
            .With("lineage/run.json", Event(string.Join(',', link, place, topic, file), Hive("hive.a.out")));

        var (_, facts) = await import.FactsAsync();

        Assert.Equal(
            ["a.linked", "a.t", "file:/tmp/x", "kafka://broker:9092/clicks"],
            facts.LineageEdges.Select(edge => edge.From.Name)
        );
        Assert.Equal(
            [ResourceKind.Table, ResourceKind.Table, ResourceKind.Path, ResourceKind.Path],
            facts.LineageEdges.Select(edge => edge.From.Kind)
        );
        Assert.All(facts.LineageEdges, edge => Assert.Equal("a.out", edge.To.Name));
        Assert.Equal("hdfs://nn:8020/w/a.db/t", Assert.Single(facts.Tables).Location);
    }

    [Fact]
    public async Task A_step_is_named_by_its_job_and_a_dashboard_serves()
    {
        var copied =
            $$"""{ "schema": { "fields": [ { "name": "c" } ] }, "columnLineage": { "fields": { "c": { "inputFields": [ {{From("c")}} ] } } } }""";
        const string board = """{ "namespace": "tableau://site", "name": "Activity" }""";
        const string report =
            """{ "namespace": "files", "name": "weekly", "facets": { "datasetType": { "datasetType": "REPORT" } } }""";
        await using var import = new ImportFixture()
            .With("lineage/1.json", Event(Hive("raw.events"), Hive("raw.events_copy", copied), run: "1"))
            .With("lineage/2.json", Event(Hive("raw.events"), Hive("ml.notes"), job: "annotate_sessions", run: "2"))
            .With("lineage/3.json", Event(Hive("ml.notes"), Hive("ml.runs"), job: "nightly-train.step", run: "3"))
            .With(
                "lineage/4.json",
                Event(Hive("hr.training"), Hive("hr.constraints"), job: "constraint_load", run: "4")
            )
            .With(
                "lineage/5.json",
                $"[ {Event(Hive("ml.runs"), board, run: "5")}, {Event(Hive("ml.runs"), report, run: "6")} ]"
            );

        var (_, facts) = await import.FactsAsync();

        Assert.Equal(
            [
                ("hr.constraints", LineageKind.Derive),
                ("ml.runs", LineageKind.Train),
                ("files/weekly", LineageKind.Serve),
                ("tableau://site/Activity", LineageKind.Serve),
                ("ml.notes", LineageKind.Annotate),
                ("raw.events_copy", LineageKind.Copy),
            ],
            facts.LineageEdges.Select(edge => (edge.To.Name, edge.Kind))
        );
        Assert.Equal(["files/weekly", "tableau://site/Activity"], facts.Dashboards.Select(found => found.Id));
        Assert.Equal("Activity", facts.Dashboards[1].Name);
        Assert.Equal([new TableName("ml", "runs")], facts.Dashboards[1].Reads);
        Assert.Null(facts.Dashboards[1].Audience);
    }

    [Fact]
    public async Task What_one_source_masks_and_another_does_not_comes_through_and_unknown_columns_win()
    {
        string Columns(bool masking) =>
            $$"""{ "columnLineage": { "fields": { "c": { "inputFields": [ {{From("c", subtype: "TRANSFORMATION", masking: masking)}} ] } } } }""";
        await using var import = new ImportFixture()
            .With("lineage/a.json", Event(Hive("raw.events"), Hive("a.masked", Columns(true)), run: "1"))
            .With("lineage/b.json", Event(Hive("raw.events"), Hive("a.both", Columns(true)), run: "2"))
            .With("lineage/c.json", Event(Hive("raw.events"), Hive("a.both", Columns(false)), run: "3"))
            .With("lineage/d.json", Event(Hive("raw.events"), Hive("a.some", Columns(true)), run: "4"))
            .With("lineage/e.json", Event(Hive("raw.events"), Hive("a.some"), run: "5"));

        var edges = (await import.FactsAsync()).Facts.LineageEdges;

        Assert.Equal(
            [("a.both", true, true), ("a.masked", false, true), ("a.some", true, false)],
            edges.Select(edge => (edge.To.Name, edge.Carries, edge.KnowsColumns))
        );
    }

    [Fact]
    public async Task An_edge_is_dated_by_its_first_run_and_ends_when_no_file_has_it()
    {
        await using var import = new ImportFixture()
            .With("directory/u.json", """{"Resources":[{"userName":"u"}]}""")
            .With("lineage/b.json", Event(Hive("a.x"), Hive("a.y"), run: "1", at: "2026-02-05T00:00:00Z"))
            .With("lineage/a.json", Event(Hive("a.x"), Hive("a.y"), run: "2", at: "2026-02-03T00:00:00Z"))
            .With("lineage/c.json", Event(Hive("a.x"), Hive("a.z"), run: "3", at: "2099-01-01T00:00:00Z"));
        var first = await import.ImportAsync();
        var again = await import.ImportAsync(day: 1);
        File.Delete(Path.Combine(import.Sources, "lineage", "c.json"));
        var (last, facts) = await import.FactsAsync(day: 2);

        Assert.Equal(first.Snapshot!.Digest, again.Snapshot!.Digest);
        Assert.Equal(2, first.Snapshot.Counts["lineage-edges"]);
        Assert.Equal(1, last.Snapshot!.Counts["lineage-edges"]);
        Assert.Single(facts.LineageEdges);
    }
}
