using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Tests.Import.Quality;

/// <summary>An estate without a flaw scores 100; each planted flaw is found by its own part, and by no other.</summary>
public sealed class QualityAssessmentTests
{
    private const string Roles =
        """{"roleUpdateVersion":1,"roles":[{"id":1,"name":"r","users":[{"name":"ann"}],"groups":[],"roles":[]}]}""";

    private const string Audit = "audit/a.log";

    [Fact]
    public async Task An_estate_without_a_flaw_scores_100_and_parts_without_anything_to_look_at_do_not_count()
    {
        await using var import = Flawless();

        var quality = await QualityAsync(import);

        Assert.Equal(
            [],
            quality.Parts.Where(part => part is { Weight: > 0, Score: < 100 }).Select(part => part.Name + part.Rows[0])
        );
        Assert.Equal(100, quality.Score);
        Assert.Equal(
            ["Days logged", "Numbers of the logs"],
            quality.Parts.Where(part => part.Weight == 0).Select(part => part.Name).Order()
        );
    }

    public static TheoryData<string, string, string, long, string> Flaws =>
        new()
        {
            {
                "Members that resolve",
                "ranger/roles.json",
                Roles.Replace("\"ann\"", "\"gone\"", StringComparison.Ordinal),
                1,
                "role:r: 1 members are unknown"
            },
            {
                "Names in policies",
                "ranger/hive.json",
                Policies("""{"id":2,"name":"b","policyItems":[{"accesses":[],"groups":["nobody"]}]}"""),
                1,
                "policy 2: group:nobody is unknown"
            },
            {
                "Names that lead nowhere",
                "ranger/hive.json",
                Policies(
                    """{"id":2,"name":"b","resources":{"database":{"values":["d"]},"table":{"values":["gone","t*"]}}}"""
                ),
                1,
                "policy 2: table d.gone is not there"
            },
            {
                "Names that lead nowhere",
                "governance/retention.csv",
                "scope,days\ntable:d.gone,30\ntable:D.T,30\n",
                1,
                "retention rule: table:d.gone is not there"
            },
            {
                "Names that lead nowhere",
                "governance/data-owners.csv",
                "scope,identity\ndb:gone,ann\ndb:d,ann\n",
                1,
                "data owner: db:gone is not there"
            },
            {
                "Overlaps",
                "ranger/hive.json",
                Policies("""{"id":2,"name":"SALES"}"""),
                1,
                "policy 2 has the name of policy 1"
            },
            {
                "Overlaps",
                "governance/access-exceptions.csv",
                "id,scope,principal,requester,approver,from,to\n"
                    + "a,db:d,ann,ann,bob,2026-01-01,2026-02-01\nb,db:d,ann,ann,bob,2026-02-01,2026-03-01\nc,db:d,ann,ann,bob,2026-01-15,2026-01-20\n",
                1,
                "access exception c for db:d: another one holds for the same principal at that time"
            },
            {
                "Overlaps",
                "governance/log-coverage.csv",
                "scope,channel,from,to,state\ndb:d,hive,2026-01-01,2026-02-01,full\ndb:d,hive,2026-01-10,,none\ndb:d,files,2026-01-01,,none\n",
                1,
                "log coverage of db:d, Hive: two states at one time"
            },
            {
                // Three states at one time are two contradictions; the same state twice is none, nor is one that begins where another ends.
                "Overlaps",
                "governance/log-coverage.csv",
                "scope,channel,from,to,state\ndb:d,hive,2026-01-01,2026-03-01,full\ndb:d,hive,2026-01-02,2026-01-20,full\n"
                    + "db:d,files,2026-01-01,2026-01-10,none\ndb:d,files,2026-01-02,2026-02-20,full\ndb:d,files,2026-01-05,2026-01-06,partial\n"
                    + "db:d,files,2026-02-20,2026-02-21,none\n",
                2,
                "log coverage of db:d, Files: two states at one time"
            },
            {
                "Clocks",
                "governance/change-events.csv",
                "at,recorded_at,kind,target\n2026-02-02,2026-02-01,note,x\n2026-02-02,2026-02-03,note,y\n2026-04-01,,note,z\n",
                2,
                "1 changes that the change log had before they happened"
            },
            {
                "Owners that resolve",
                "governance/data-owners.csv",
                "scope,identity\ndb:d,gone\n",
                1,
                "data owner of db:d: unknown to the directory"
            },
        };

    [Theory]
    [MemberData(nameof(Flaws))]
    public async Task A_planted_flaw_is_found_by_its_own_part(
        string part,
        string file,
        string text,
        long faults,
        string row
    )
    {
        await using var import = Flawless().With(file, text);

        var quality = await QualityAsync(import);

        var found = quality.Parts.Single(one => one.Name == part);
        Assert.Equal(faults, found.Faults);
        Assert.Equal(100.0 * (found.Of - faults) / found.Of, found.Score);
        Assert.NotNull(found.Advice);
        Assert.Contains(row, found.Rows);
        Assert.Equal([part], quality.Parts.Where(one => one.Faults > 0).Select(one => one.Name));
        Assert.InRange(quality.Score, 0, 99.99);
    }

    [Fact]
    public async Task Unclassified_tables_and_tables_of_strangers_are_counted_with_their_names()
    {
        await using var import = Flawless()
            .With(
                "hive/TBLS.csv",
                "TBL_ID,DB_ID,TBL_NAME,TBL_TYPE,SD_ID,OWNER\n1,1,t,MANAGED_TABLE,1,ann\n2,1,u,MANAGED_TABLE,1,zed\n"
            );

        var quality = await QualityAsync(import);

        Assert.Equal(["d.u"], quality.Parts.Single(part => part.Name == "Tables classified").Rows);
        Assert.Equal(
            ["d.u: its owner is unknown to the directory"],
            quality.Parts.Single(part => part.Name == "Owners that resolve").Rows
        );
    }

    [Fact]
    public async Task A_day_without_a_word_counts_unless_the_numbers_run_on_across_it()
    {
        await using var import = Flawless()
            .With(Audit, Event("w", 1, "02-01") + Event("w", 2, "02-02") + Event("w", 3, "02-04"));
        await using var broken = Flawless()
            .With(
                Audit,
                Event("w", 1, "02-01") + Event("w", 2, "02-02") + Event("w", 4, "02-04") + Event("x", 1, "02-04")
            );

        var quiet = await QualityAsync(import);
        var missing = await QualityAsync(broken);

        Assert.Equal((0, 4), Counts(quiet, "Days logged"));
        Assert.Equal((0, 1), Counts(quiet, "Numbers of the logs"));
        Assert.Equal((1, 4), Counts(missing, "Days logged"));
        Assert.Equal(["d: nothing on 2026-02-03"], missing.Parts.Single(part => part.Name == "Days logged").Rows);
        Assert.Equal((1, 2), Counts(missing, "Numbers of the logs"));
    }

    [Theory]
    [InlineData("db:d,hive,2026-01-01,,full", 0, 4)] // nothing happened on the third
    [InlineData("query:*,hive,2026-01-01,,full", 0, 4)]
    [InlineData("db:d,files,2026-01-01,,full", 1, 4)] // another channel
    [InlineData("db:d,hive,2026-02-02T08:00:00Z,2026-02-02T09:00:00Z,partial", 2, 4)] // a part of a day with events, and the third
    [InlineData("db:d,hive,2026-02-03,2026-02-04,none", 1, 4)]
    [InlineData("db:e,hive,2026-01-01,,none", 5, 8)] // nothing of it was ever logged
    public async Task What_is_declared_of_a_day_counts_before_what_was_logged_on_it(string row, int missing, int all)
    {
        await using var import = Flawless()
            .With(
                Audit,
                Event("w", 1, "02-01") + Event("w", 2, "02-02") + Event("w", 4, "02-04") + Event("x", 1, "02-04")
            )
            .With("governance/log-coverage.csv", $"scope,channel,from,to,state\n{row}\n");

        Assert.Equal((missing, all), Counts(await QualityAsync(import), "Days logged"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Policies_by_tags_without_any_tag_are_said_to_be_in_no_answer(bool hasTags)
    {
        await using var import = Flawless()
            .With(
                "ranger/tag.json",
                """{"policies":[{"id":9,"name":"by tag","service":"t","serviceType":"tag","isEnabled":true,"policyType":0,"resources":{"tag":{"values":["HR"]}},"denyPolicyItems":[{"groups":["public"],"accesses":[{"type":"hive:select"}]}]}]}"""
            );
        if (!hasTags)
        {
            import.With(
                "ranger/tags.json",
                """{"op":"add_or_update","serviceName":"h","tags":{},"serviceResources":[],"resourceToTagIds":{}}"""
            );
        }

        var quality = await QualityAsync(import);

        Assert.Equal(hasTags, quality.Parts.All(part => part.Name != "Tags"));
        Assert.Equal(hasTags ? 0 : 1, quality.Parts.Count(part => part is { Name: "Tags", Score: 0, Faults: 1 }));
    }

    [Fact]
    public async Task Policies_of_hdfs_and_data_shares_are_kept_apart_and_said_to_be_in_no_answer_until_ranger_is_imported_without_them()
    {
        await using var import = Flawless()
            .With(
                "ranger/files.json",
                """
                {"metaDataInfo":{},"policies":[
                 {"id":7,"name":"f","service":"cl_hdfs","serviceType":"hdfs","resources":{"path":{"values":["/w"]}}},
                 {"id":8,"name":"off","service":"cl_hdfs","serviceType":"hdfs","isEnabled":false,"resources":{"path":{"values":["/x"]}}},
                 {"id":9,"name":"k","service":"cl_kafka","serviceType":"kafka","resources":{"topic":{"values":["t"]}}}]}
                """
            )
            .With("ranger/gds.json", """{"serviceName":"h","dataShares":[{"id":1}]}""");
        var ranger = Path.Combine(import.Sources, "ranger");

        var told = await QualityAsync(import);
        System.IO.Directory.Move(ranger, ranger + "-away");
        var stands = (await import.ImportAsync(1)).Snapshot!.Quality;
        System.IO.Directory.Move(ranger + "-away", ranger);
        File.Delete(Path.Combine(ranger, "files.json"));
        File.Delete(Path.Combine(ranger, "gds.json"));
        var gone = (await import.ImportAsync(2)).Snapshot!.Quality;

        // A part of 0 is a caution of every answer.
        Assert.All([told, stands], quality => Assert.Equal((1, 1), Counts(quality, "Policies of the files")));
        Assert.All([told, stands], quality => Assert.Equal((1, 1), Counts(quality, "Data shares")));
        Assert.Equal(0, PartOf(told, "Policies of the files").Score);
        Assert.DoesNotContain(gone.Parts, part => part.Name is "Policies of the files" or "Data shares");
    }

    [Fact]
    public async Task Numbers_that_run_on_in_another_file_prove_a_quiet_day_too()
    {
        await using var import = Flawless()
            .With(Audit, Event("w", 1, "02-01"))
            .With("audit/b.log", Event("w", 2, "02-03"));

        Assert.Equal((0, 3), Counts(await QualityAsync(import), "Days logged"));
    }

    [Fact]
    public async Task A_writer_whose_first_events_are_not_there_leaves_the_days_before_in_doubt()
    {
        await using var import = Flawless()
            .With(Audit, Event("w", 1, "02-01") + Event("w", 2, "02-04") + Event("x", 7, "02-04"));

        Assert.Equal((2, 4), Counts(await QualityAsync(import), "Days logged"));
    }

    [Fact]
    public async Task Events_after_the_instant_of_their_import_stay_counted_when_a_later_import_knows_the_log()
    {
        await using var import = Flawless().With(Audit, Event("w", 1, "03-01") + Event("w", 2, "03-02"));

        var first = await QualityAsync(import);
        var second = (await import.ImportAsync(30)).Snapshot!.Quality;

        Assert.All([first, second], quality => Assert.Equal((2, 3), Counts(quality, "Clocks")));
        Assert.Equal(["audit/a.log: 2 events after the instant of their import"], PartOf(second, "Clocks").Rows);
    }

    [Fact]
    public async Task An_import_of_logs_alone_is_judged_by_the_estate_that_stands()
    {
        await using var import = Flawless().With("ranger/roles.json", Roles);
        var before = await QualityAsync(import);
        System.IO.Directory.Delete(Path.Combine(import.Sources, "hive"), recursive: true);
        System.IO.Directory.Delete(Path.Combine(import.Sources, "ranger"), recursive: true);
        System.IO.Directory.Delete(Path.Combine(import.Sources, "directory"), recursive: true);
        import.With(Audit, Event("w", 1, "02-01"));

        var after = (await import.ImportAsync(1)).Snapshot!.Quality;

        Assert.Equal(100, before.Score);
        Assert.Equal(100, after.Score);
        Assert.Equal(PartOf(before, "Tables classified").Of, PartOf(after, "Tables classified").Of);
        Assert.Equal(PartOf(before, "Members that resolve"), PartOf(after, "Members that resolve") with { Rows = [] });
    }

    [Fact]
    public async Task No_row_or_advice_names_a_person()
    {
        await using var import = Flawless()
            .With(
                "ranger/hive.json",
                Policies("""{"id":2,"name":"b","policyItems":[{"accesses":[],"users":["zelda"]}]}""")
            )
            .With("governance/data-owners.csv", "scope,identity\ndb:d,zelda\n")
            .With(
                "governance/access-exceptions.csv",
                "id,scope,principal,requester,approver,to\na,principal:zelda,zelda,zelda,bob,2027-01-01\nb,principal:zelda,zelda,zelda,bob,2027-01-01\n"
            );

        var report = await import.ImportAsync();

        var words = report.Snapshot!.Quality.Parts.SelectMany(part => part.Rows).Concat(report.Warnings).ToArray();
        Assert.Contains("access exception: a principal is not there", words);
        Assert.DoesNotContain(words, word => word.Contains("zelda", StringComparison.OrdinalIgnoreCase));
    }

    private static async Task<DataQuality> QualityAsync(ImportFixture import)
    {
        var report = await import.ImportAsync();
        Assert.Null(report.Failure);
        return report.Snapshot!.Quality;
    }

    private static QualityPart PartOf(DataQuality quality, string name) =>
        quality.Parts.Single(part => part.Name == name);

    private static (long Faults, long Of) Counts(DataQuality quality, string name) =>
        (PartOf(quality, name).Faults, PartOf(quality, name).Of);

    private static string Event(string writer, int number, string day) =>
        $$"""{"repoType":3,"repo":"h","reqUser":"ann","evtTime":"2026-{{day}} 08:00:00.000","access":"SELECT","action":"select","resource":"d/t/a","result":1,"enforcer":"ranger-acl","id":"{{writer}}-{{number}}","seq_num":{{number}}}"""
        + "\n";

    private static string Policies(string more) =>
        """{"serviceName":"h","policies":[{"id":1,"name":"sales","resources":{"database":{"values":["d"]},"table":{"values":["t"]}},"policyItems":[{"accesses":[{"type":"select"}],"users":["ann"],"groups":["eng"]}]},"""
        + more
        + """],"serviceDef":{"name":"hive","accessTypes":[{"name":"select"}]}}""";

    private static ImportFixture Flawless() =>
        new ImportFixture()
            .With(
                "directory/u.json",
                """
                {"Resources":[
                 {"id":"a","userName":"ann","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"R"}},
                 {"id":"b","userName":"bob","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"R"}},
                 {"id":"g","displayName":"eng","members":[{"value":"b"}]},
                 {"id":"h","displayName":"core","members":[{"value":"g"}]}]}
                """
            )
            .With("hive/DBS.csv", "DB_ID,NAME\n1,d\n")
            .With("hive/TBLS.csv", "TBL_ID,DB_ID,TBL_NAME,TBL_TYPE,SD_ID,OWNER\n1,1,t,MANAGED_TABLE,1,ann\n")
            .With("hive/SDS.csv", "SD_ID,CD_ID,LOCATION\n1,1,hdfs://nn/w/t\n")
            .With("hive/COLUMNS_V2.csv", "CD_ID,COLUMN_NAME,TYPE_NAME,INTEGER_IDX\n1,a,string,0\n")
            .With("ranger/hive.json", Policies("""{"id":3,"name":"all","resources":{"database":{"values":["*"]}}}"""))
            .With(
                "ranger/tags.json",
                """
                {"op":"add_or_update","serviceName":"h","tags":{"1":{"type":"HR"}},
                 "serviceResources":[{"id":1,"resourceElements":{"database":{"values":["d"]},"table":{"values":["t"]}}}],
                 "resourceToTagIds":{"1":[1]}}
                """
            );
}
