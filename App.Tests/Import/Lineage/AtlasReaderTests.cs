using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Tests.Import.Lineage;

public sealed class AtlasReaderTests
{
    private const string Tags = """
        {"serviceName":"h","tags":{"0":{"type":"PII"}},"serviceResources":[{"id":0,"resourceElements":{"database":{"values":["hr"]}}}],"resourceToTagIds":{"0":[0]}}
        """;

    private static string Table(string guid, string name, string more = "") =>
        $$"""{ "typeName": "hive_table", "guid": "{{guid}}", "attributes": { "qualifiedName": "{{name}}@cm", "name": "{{name}}" } {{more}} }""";

    private static string Pii(string guid, bool propagate = true) =>
        $$""", "classifications": [ { "typeName": "PII", "entityGuid": "{{guid}}", "propagate": {{(propagate ? "true" : "false")}} } ]""";

    private static string Process(
        string guid,
        string from,
        string to,
        string more = "",
        string input = "",
        string output = ""
    ) =>
        $$"""
            { "typeName": "hive_process", "guid": "{{guid}}", "attributes": { "qualifiedName": "p{{guid}}", "name": "p{{guid}}", "startTime": 1767225600000 }, "relationshipAttributes": {
                "inputs": [ { "guid": "{{from}}", "typeName": "hive_table", "relationshipType": "dataset_process_inputs" {{input}} } ],
                "outputs": [ { "guid": "{{to}}", "typeName": "hive_table", "relationshipType": "process_dataset_outputs" {{output}} } ] } {{more}} }
            """;

    private static string Bulk(params string[] entities) => $$"""{ "entities": [ {{string.Join(',', entities)}} ] }""";

    private static async Task<EstateFacts> Read(params string[] files)
    {
        await using var import = new ImportFixture();
        for (var file = 0; file < files.Length; file++)
        {
            import.With($"lineage/{file}.json", files[file]);
        }

        return (await import.FactsAsync()).Facts;
    }

    private static IEnumerable<(string Resource, ClassificationBasis Basis)> Classes(EstateFacts facts) =>
        facts.Classifications.Select(found => (found.Resource.ToString(), found.Basis));

    [Fact]
    public async Task Processes_are_edges_and_classes_travel_along_them_as_inferred()
    {
        var facts = await Read(
            Bulk(
                Process("p1", "1", "2"),
                Process("p2", "2", "3"),
                Table("1", "hr.a", Pii("1")),
                Table("2", "hr.b"),
                Table("3", "hr.c")
            )
        );

        Assert.Equal(
            [("hr.a", "hr.b", LineageKind.Derive), ("hr.b", "hr.c", LineageKind.Derive)],
            facts.LineageEdges.Select(edge => (edge.From.Name, edge.To.Name, edge.Kind))
        );
        Assert.Equal(
            [
                ("hr.a", ClassificationBasis.Import),
                ("hr.b", ClassificationBasis.Lineage),
                ("hr.c", ClassificationBasis.Lineage),
            ],
            Classes(facts)
        );
    }

    [Theory]
    [InlineData("""{"propagateTags":"NONE"}""", "hr.a")]
    [InlineData("""{"propagateTags":"ONE_TO_TWO"}""", "hr.a")]
    [InlineData("""{"propagateTags":"TWO_TO_ONE"}""", "hr.a hr.b")]
    [InlineData("""{"propagateTags":"BOTH"}""", "hr.a hr.b")]
    [InlineData("""{"blockedPropagatedClassifications":[{"typeName":"PII","entityGuid":"1"}]}""", "hr.a")]
    [InlineData("""{"blockedPropagatedClassifications":[{"typeName":"PII"}]}""", "hr.a")]
    [InlineData("""{"blockedPropagatedClassifications":[{"typeName":"PII","entityGuid":"9"}]}""", "hr.a hr.b")]
    [InlineData("""{"blockedPropagatedClassifications":[{"typeName":"PCI","entityGuid":"1"}]}""", "hr.a hr.b")]
    [InlineData("""{"status":"DELETED"}""", "hr.a")]
    public async Task A_relationship_decides_what_it_lets_through(string relation, string reached)
    {
        var entities = Bulk(
            Process("p1", "1", "2", input: """, "relationshipGuid": "r1" """),
            Table("1", "hr.a", Pii("1")),
            Table("2", "hr.b")
        );
        var byGuid =
            $$"""{ "relationships": [ { "guid": "r1", "typeName": "dataset_process_inputs", {{relation[1..^1]}} } ] }""";
        var byEnds =
            $$"""{ "relationship": { "typeName": "dataset_process_inputs", "end1": {"guid":"p1"}, "end2": {"guid":"1"}, {{relation[1..^1]}} } }""";

        Assert.Equal(reached.Split(' '), Classes(await Read(entities, byGuid)).Select(found => found.Resource));
        Assert.Equal(reached.Split(' '), Classes(await Read(byEnds, entities)).Select(found => found.Resource));
    }

    [Fact]
    public async Task A_class_that_stays_or_comes_from_or_over_something_deleted_does_not_travel_but_another_way_keeps_it()
    {
        const string gone = """, "status": "DELETED" """;
        var ways = new[] { Process("p1", "1", "2"), Process("p2", "2", "3") };

        Assert.Equal(
            ["hr.a"],
            Reached(
                await Read(
                    Bulk([
                        .. ways,
                        Table("1", "hr.a", Pii("1", propagate: false)),
                        Table("2", "hr.b"),
                        Table("3", "hr.c"),
                    ])
                )
            )
        );
        Assert.Equal(
            ["hr.a"],
            Reached(
                await Read(Bulk([.. ways, Table("1", "hr.a", Pii("1")), Table("2", "hr.b", gone), Table("3", "hr.c")]))
            )
        );
        Assert.Equal(
            ["hr.a", "hr.c"],
            Reached(
                await Read(
                    Bulk([
                        .. ways,
                        Process("p3", "1", "3"),
                        Table("1", "hr.a", Pii("1")),
                        Table("2", "hr.b", gone),
                        Table("3", "hr.c"),
                    ])
                )
            )
        );
        Assert.Empty(
            Reached(
                await Read(Bulk([.. ways, Table("1", "hr.a", Pii("1") + gone), Table("2", "hr.b"), Table("3", "hr.c")]))
            )
        );
        Assert.Equal(
            ["hr.a"],
            Reached(await Read(Bulk(Process("p1", "1", "2", gone), Table("1", "hr.a", Pii("1")), Table("2", "hr.b"))))
        );

        static IEnumerable<string> Reached(EstateFacts facts) => Classes(facts).Select(found => found.Resource);
    }

    [Fact]
    public async Task Circles_end_and_what_atlas_says_came_over_is_inferred_too()
    {
        var facts = await Read(
            Bulk(Process("p1", "1", "2"), Process("p2", "2", "1"), Table("1", "hr.a", Pii("1")), Table("2", "hr.b")),
            Bulk(Table("3", "hr.c", Pii("elsewhere")), Table("4", "hr.d", """, "status": "DELETED" """ + Pii("4")))
        );

        Assert.Equal(
            [
                ("hr.a", ClassificationBasis.Import),
                ("hr.b", ClassificationBasis.Lineage),
                ("hr.c", ClassificationBasis.Lineage),
            ],
            Classes(facts)
        );
    }

    [Fact]
    public async Task Where_ranger_has_tags_of_its_own_atlas_drives_no_policy()
    {
        await using var import = new ImportFixture()
            .With("lineage/a.json", Bulk(Table("1", "hr.a", Pii("1"))))
            .With("ranger/tags.json", Tags);
        var (report, facts) = await import.FactsAsync();

        Assert.Equal([("hr", ClassificationBasis.Import), ("hr.a", ClassificationBasis.Catalogue)], Classes(facts));
        Assert.Contains(
            report.Warnings,
            warning => warning.Contains("go by Ranger's own tags", StringComparison.Ordinal)
        );
        File.Delete(Path.Combine(import.Sources, "ranger", "tags.json"));

        (report, facts) = await import.FactsAsync(day: 1);

        Assert.Equal([("hr", ClassificationBasis.Import), ("hr.a", ClassificationBasis.Catalogue)], Classes(facts));
    }

    [Fact]
    public async Task Messages_of_hooks_have_guids_of_their_own_and_their_order_does_not_matter()
    {
        string Message(string from, string to) =>
            $$"""
                { "version": {}, "message": { "type": "ENTITY_CREATE_V2", "user": "hive", "entities": { "entities": [ {{Process(
                    "-9",
                    "-1",
                    "-2"
                )}} ],
                  "referredEntities": { "-1": {{Table("-1", from)}}, "-2": {{Table("-2", to)}} } } } }
                """;
        var partial =
            """[ { "type": "ENTITY_PARTIAL_UPDATE_V2", "entityId": { "typeName": "hive_table" }, "entity": { "entity": {} } } ]""";
        await using var import = new ImportFixture()
            .With("lineage/1.json", Message("a.x", "a.y").Replace("p-9", "one", StringComparison.Ordinal))
            .With("lineage/2.json", $"[{Message("a.y", "a.z").Replace("p-9", "two", StringComparison.Ordinal)}]")
            .With("lineage/3.json", partial);
        await using var other = new ImportFixture()
            .With("lineage/2.json", Message("a.x", "a.y").Replace("p-9", "one", StringComparison.Ordinal))
            .With("lineage/1.json", $"[{Message("a.y", "a.z").Replace("p-9", "two", StringComparison.Ordinal)}]");

        var (report, facts) = await import.FactsAsync();

        Assert.Equal(
            [("a.x", "a.y"), ("a.y", "a.z")],
            facts.LineageEdges.Select(edge => (edge.From.Name, edge.To.Name))
        );
        Assert.Contains(report.Warnings, warning => warning.StartsWith("1 Atlas messages", StringComparison.Ordinal));
        Assert.Equal(report.Snapshot!.Digest, (await other.FactsAsync()).Report.Snapshot!.Digest);
    }

    [Fact]
    public async Task Column_lineage_belongs_to_its_process_and_carries_the_classes_of_columns()
    {
        const string columns = """
            { "entities": [
              { "typeName": "hive_column", "guid": "c1", "attributes": { "qualifiedName": "hr.a.Ssn@cm" }, "classifications": [ { "typeName": "PII" } ] },
              { "typeName": "hive_column", "guid": "c2", "attributes": { "qualifiedName": "hr.b.id@cm" } },
              { "typeName": "hive_column_lineage", "guid": "l1", "attributes": { "qualifiedName": "l", "depenendencyType": "SIMPLE",
                "inputs": [ { "guid": "c1", "typeName": "hive_column" } ], "outputs": [ { "guid": "c2", "typeName": "hive_column" } ],
                "query": { "guid": "p1", "typeName": "hive_process" } } } ] }
            """;

        var facts = await Read(columns, Bulk(Process("p1", "1", "2"), Table("1", "hr.a"), Table("2", "hr.b")));

        Assert.Equal([new ColumnFlow("ssn", "id")], Assert.Single(facts.LineageEdges).Columns);
        Assert.Equal(
            [("hr.a.ssn", ClassificationBasis.Import), ("hr.b.id", ClassificationBasis.Lineage)],
            Classes(facts)
        );
    }

    [Fact]
    public async Task Super_types_dashboards_views_and_a_lineage_answer_are_read()
    {
        var facts = await Read(
            """{ "classificationDefs": [ { "name": "PII", "superTypes": ["Personal"] }, { "name": "Personal", "superTypes": ["PII"] } ], "entityDefs": [] }""",
            Bulk(
                Table("1", "hr.a", Pii("1")),
                """{ "typeName": "looker_dashboard", "guid": "d", "attributes": { "qualifiedName": "looker/7", "name": "Pulse", "inputs": [ { "guid": "1", "typeName": "hive_table" } ] } }""",
                """{ "typeName": "hive_table", "guid": "v", "attributes": { "qualifiedName": "hr.v@cm", "viewExpandedText": "select `a`.`x` from `hr`.`a`" } }"""
            ),
            """
            { "baseEntityGuid": "5", "guidEntityMap": {
                "5": { "typeName": "hive_table", "guid": "5", "attributes": { "qualifiedName": "ml.x@cm" } },
                "6": { "typeName": "spark_process", "guid": "6", "attributes": { "qualifiedName": "train job", "name": "train job" } },
                "7": { "typeName": "hive_table", "guid": "7", "attributes": { "qualifiedName": "ml.y@cm" } } },
              "relations": [ { "fromEntityId": "5", "toEntityId": "6" }, { "fromEntityId": "6", "toEntityId": "7" } ] }
            """
        );

        Assert.Equal(
            [
                ("hr.a", "hr.v", LineageKind.Derive),
                ("hr.a", "looker/7", LineageKind.Serve),
                ("ml.x", "ml.y", LineageKind.Train),
            ],
            facts.LineageEdges.Select(edge => (edge.From.Name, edge.To.Name, edge.Kind))
        );
        Assert.Equal("Pulse", Assert.Single(facts.Dashboards).Name);
        Assert.Equal(["PII", "Personal"], facts.Classifications.Select(found => found.Class).Distinct());
    }

    [Fact]
    public async Task A_table_dropped_and_made_again_lives()
    {
        var facts = await Read(
            Bulk(
                Table("1", "hr.a", """, "status": "DELETED" """),
                Table("2", "hr.a"),
                Table("3", "hr.b"),
                Process("p", "2", "3")
            )
        );

        Assert.Equal("hr.a", Assert.Single(facts.LineageEdges).From.Name);
    }

    [Theory]
    [InlineData("""{ "entities": [ 7 ] }""")]
    [InlineData("""{ "entities": [ { "typeName": "hive_table" } ] }""")]
    [InlineData("""{ "entities": [ { "guid": "1" } ] }""")]
    [InlineData("""{ "entities": [ { "typeName": "hive_table", "guid": "1", "attributes": [] } ] }""")]
    [InlineData("""{ "unheard": 1 }""")]
    [InlineData("7")]
    [InlineData("""{ "entities": [ { "typeName": "x\ud800", "guid": "1" } ] }""")]
    public async Task What_is_no_entity_is_refused(string text)
    {
        await using var import = new ImportFixture()
            .With("lineage/x.json", text)
            .With("directory/users.json", """{"Resources":[{"userName":"u"}]}""");

        var report = await import.ImportAsync();

        Assert.Null(report.Failure);
        Assert.Equal("lineage/x.json", Assert.Single(report.Refused).File);
    }
}
