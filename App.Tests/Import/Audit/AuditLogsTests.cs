using System.Globalization;
using System.IO.Compression;
using System.Text;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Import;

namespace GovernanceDashboard.Tests.Import.Audit;

public sealed class AuditLogsTests
{
    private const string Catalogue = "hive/";

    private static readonly DateTimeOffset s_day = new(2026, 2, 10, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Half_a_surrogate_pair_refuses_its_line_and_no_other()
    {
        await using var import = Estate()
            .With(
                "audit/hiveServer2/20260210/a.log",
                Lines(
                    Event("u\\ud800", "2026-02-10 08:00:00.001", "d/secret/typed"),
                    Event("u1", "2026-02-10 08:00:00.002", "d/secret/typed")
                )
            );

        var report = await import.ImportAsync();

        Assert.Null(report.Failure);
        Assert.Equal(1, report.Snapshot!.Counts["audit-events"]);
        Assert.Contains(report.Refused, row => row is { Line: 1, Reason: "'reqUser' is no text" });
    }

    [Fact]
    public async Task Reads_of_sensitive_and_unclassified_tables_keep_their_instants_and_the_others_become_one_row_a_day()
    {
        await using var import = Estate()
            .With(
                "audit/hiveServer2/20260210/a.log",
                Lines(
                    Event("u1", "2026-02-10 08:00:00.001", "d/secret/typed"),
                    Event("u1", "2026-02-10 08:00:00.002", "d/secret/typed"),
                    Event("u1", "2026-02-10 09:00:00.000", "d/unknown/x"),
                    Event("u1", "2026-02-10 10:00:00.000", "d/plain/a"),
                    Event("u1", "2026-02-10 23:59:59.999", "D/Plain/A", more: ""","event_count":4"""),
                    Event("u1", "2026-02-11 00:00:00.000", "d/plain/a"),
                    Event("u2", "2026-02-10 10:00:00.000", "d/plain/a", result: 0)
                )
            );

        var report = await import.ImportAsync();

        Assert.Null(report.Failure);
        Assert.Equal(7, report.Snapshot!.Counts["audit-events"]);
        var secret = await UsesAsync(import, report, "d.secret");
        Assert.Equal(
            [s_day.AddHours(8).AddMilliseconds(1), s_day.AddHours(8).AddMilliseconds(2)],
            secret.Select(use => use.First)
        );
        Assert.All(secret, use => Assert.Equal((true, "typed", true), (use.IsExact, use.Columns, use.IsAllowed)));
        Assert.True(Assert.Single(await UsesAsync(import, report, "d.unknown")).IsExact);
        var plain = await UsesAsync(import, report, "d.plain");
        Assert.Equal(
            [
                new(
                    new("d", "plain"),
                    "u1",
                    "a",
                    AuditAction.Read,
                    AuditChannel.Hive,
                    true,
                    s_day.AddHours(10),
                    s_day.AddDays(1).AddMilliseconds(-1),
                    5,
                    false
                ),
                new(
                    new("d", "plain"),
                    "u2",
                    "a",
                    AuditAction.Read,
                    AuditChannel.Hive,
                    false,
                    s_day.AddHours(10),
                    s_day.AddHours(10),
                    1,
                    false
                ),
                new(
                    new("d", "plain"),
                    "u1",
                    "a",
                    AuditAction.Read,
                    AuditChannel.Hive,
                    true,
                    s_day.AddDays(1),
                    s_day.AddDays(1),
                    1,
                    false
                ),
            ],
            plain
        );
    }

    [Fact]
    public async Task Only_reads_and_writes_of_data_are_kept_and_files_count_for_the_table_that_they_lie_in()
    {
        await using var import = Estate()
            .With(
                "audit/a.jsonl",
                Lines(
                    Event(
                        "u",
                        "2026-02-10 01:00:00.000",
                        "d/secret",
                        more: ""","resType":"@table","action":"_any","access":"METADATA OPERATION" """
                    ),
                    Event(
                        "u",
                        "2026-02-10 01:00:01.000",
                        "d/secret/typed",
                        more: ""","resType":"@column","access":"MASK_HASH" """
                    ),
                    Event("u", "2026-02-10 01:00:02.000", "d/secret", more: ""","access":"ROW_FILTER" """),
                    Event(
                        "u",
                        "2026-02-10 01:00:03.000",
                        "d/secret",
                        more: ""","action":"update","access":"UPDATE" """
                    ),
                    Event(
                        "u",
                        "2026-02-10 01:00:04.000",
                        "/warehouse/secret/dt=1/part-0",
                        service: 1,
                        more: ""","resType":"path","action":"read" """
                    ),
                    Event(
                        "u",
                        "2026-02-10 01:00:05.000",
                        "/elsewhere/part-0",
                        service: 1,
                        more: ""","resType":"path","action":"read" """
                    ),
                    Event("u", "2026-02-10 01:00:06.000", "topic", service: 9),
                    Event("u", "2026-02-10 01:00:07.000", "d", more: ""","resType":"@database" """)
                )
            );

        var report = await import.ImportAsync();

        var uses = await UsesAsync(import, report, "d.secret");
        Assert.Equal(
            [(AuditAction.Write, AuditChannel.Hive), (AuditAction.Read, AuditChannel.Files)],
            uses.Select(use => (use.Action, use.Channel))
        );
        Assert.Contains(
            "3 events of the audit logs are neither reads nor writes of data; they were passed over.",
            report.Warnings
        );
        Assert.Contains(
            "2 events of the audit logs name no table, nor a file of one; they were passed over.",
            report.Warnings
        );
        Assert.Contains(
            report.Warnings,
            warning => warning.StartsWith("1 events of the audit logs are of services other", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_line_that_is_no_event_is_refused_with_its_number_and_the_rest_goes_on()
    {
        await using var import = Estate()
            .With(
                "audit/a.log",
                Lines(
                    Event("u", "2026-02-10 01:00:00.000", "d/secret"),
                    "{\"reqUser\":\"u\"",
                    "",
                    "[]",
                    "{\"result\":1,\"evtTime\":\"2026-02-10 01:00:00.000\"}",
                    Event("u", "2026-02-30 01:00:00.000", "d/secret"),
                    Event("u", "2026-02-10 01:00:00.000", "d/secret", more: ""","event_count":1e999"""),
                    Event("u", "2026-02-10 01:00:00.000", "d/secret", result: 7),
                    Event(
                        "u",
                        "2026-02-10 01:00:00.000",
                        "d/secret",
                        more: ",\"deep\":" + new string('[', 100) + new string(']', 100)
                    ),
                    Event("u", "2026-02-10 02:00:00.000", "d/secret")
                )
            );

        var report = await import.ImportAsync();

        Assert.Equal(
            [
                (2, "not valid JSON"),
                (4, "an object was expected"),
                (5, "'reqUser' is missing"),
                (6, "'evtTime' is no instant"),
                (7, "'event_count' should be a whole number"),
                (8, "'result' is neither 0 nor 1"),
                (9, "not valid JSON"),
            ],
            report.Refused.Select(row => ((int)row.Line, row.Reason))
        );
        Assert.Equal(2, (await UsesAsync(import, report, "d.secret")).Length);
    }

    [Theory]
    [InlineData("audit/a.log", "{\n \"reqUser\": \"u\"\n}\n", "not one of its first")]
    [InlineData("audit/a.csv", "x", "only *.log, *.jsonl and *.json files are read here")]
    [InlineData("audit/a.log.gz", "not gzip at all", "cannot be read")]
    public async Task A_file_of_another_shape_is_refused_as_a_whole(string name, string text, string reason)
    {
        await using var import = Estate().With(name, string.Concat(Enumerable.Repeat(text, 60)));

        var report = await import.ImportAsync();

        Assert.Contains(reason, Assert.Single(report.Refused).Reason, StringComparison.Ordinal);
        Assert.NotNull(report.Snapshot);
        Assert.False(report.Snapshot.Counts.GetValueOrDefault("audit-events") > 0);
    }

    [Fact]
    public async Task A_packed_log_that_is_cut_off_gives_what_came_before_and_says_so()
    {
        var lines = Lines([
            .. Enumerable
                .Range(0, 5_000)
                .Select(second => Event("u", At(second), "d/secret", more: $",\"id\":\"{Guid.NewGuid()}-{second}\"")),
        ]);
        var cut = Pack(lines)[..40_001];
        await using var import = Estate().With("audit/a.log.gz", cut);

        var report = await import.ImportAsync();

        // The framework's stream gives what there is, and keeps quiet about the end: here that is just what is wanted.
        using var text = new StreamReader(new GZipStream(new MemoryStream(cut), CompressionMode.Decompress));
        var complete = (await text.ReadToEndAsync(Token)).Count(character => character == '\n');
        var refusal = Assert.Single(report.Refused);
        Assert.Equal(
            (complete + 1, "the rest of the file cannot be read: the gzip file is cut off"),
            (refusal.Line, refusal.Reason)
        );
        Assert.InRange(complete, 100, 4_999);
        Assert.Equal(complete, (await UsesAsync(import, report, "d.secret")).Length);
    }

    [Fact]
    public async Task A_shorter_log_of_a_name_takes_nothing_back_and_one_that_begins_otherwise_counts_beside_it()
    {
        var (one, two, three) = (
            Event("u", At(1), "d/secret"),
            Event("u", At(2), "d/secret"),
            Event("u", At(3), "d/secret")
        );
        await using var import = Estate().With("audit/a.log", Lines(one, two));
        await import.ImportAsync();
        import.With("audit/a.log", Lines(one));
        var shorter = await import.ImportAsync(day: 1);
        import.With("audit/a.log", Lines(three));
        var another = await import.ImportAsync(day: 2);

        Assert.Contains(
            shorter.Warnings,
            warning => warning.Contains("is shorter than the log", StringComparison.Ordinal)
        );
        Assert.Equal(2, (await UsesAsync(import, shorter, "d.secret")).Length);
        Assert.Contains(another.Warnings, warning => warning.Contains("begins otherwise", StringComparison.Ordinal));
        Assert.Equal(3, (await UsesAsync(import, another, "d.secret")).Length);
    }

    [Fact]
    public async Task Packed_and_in_several_members_a_log_reads_as_it_does_plain()
    {
        var (first, second) = (Lines(Event("u", At(1), "d/secret")), Lines(Event("u", At(2), "d/secret")));
        await using var import = Estate().With("audit/a.log.gz", [.. Pack(first), .. Pack(second)]);

        var report = await import.ImportAsync();

        Assert.Empty(report.Refused);
        Assert.Equal(2, (await UsesAsync(import, report, "d.secret")).Length);
    }

    [Fact]
    public async Task A_log_that_was_imported_before_counts_once_and_a_longer_one_of_its_name_takes_its_place()
    {
        var (one, two) = (Event("u", At(1), "d/secret"), Event("u", At(2), "d/secret"));
        await using var import = Estate().With("audit/a.log", Lines(one));
        var first = await import.ImportAsync();
        var second = await import.ImportAsync(day: 1);
        import.With("audit/b.log.gz", Pack(Lines(one)));
        var third = await import.ImportAsync(day: 2);
        import.With("audit/a.log", Lines(one, two));
        var fourth = await import.ImportAsync(day: 3);

        Assert.Equal(first.Snapshot!.Digest, second.Snapshot!.Digest);
        Assert.Equal(first.Snapshot.Digest, third.Snapshot!.Digest);
        Assert.Contains("audit/b.log.gz holds the same log as audit/a.log: it counts once.", third.Warnings);
        Assert.Equal(0, third.Snapshot.Sources.Single(file => file.Name == "audit/b.log.gz").Accepted);
        Assert.NotEqual(first.Snapshot.Digest, fourth.Snapshot!.Digest);
        Assert.Single(await UsesAsync(import, third, "d.secret"));
        Assert.Equal(2, (await UsesAsync(import, fourth, "d.secret")).Length);
        Assert.Single(await UsesAsync(import, first, "d.secret"));
    }

    [Fact]
    public async Task Logs_imported_again_at_the_same_instant_write_nothing_and_their_refused_lines_stay_counted()
    {
        const string log = "audit/hiveServer2/20260210/a.log";
        var whole = Lines(Event("u1", "2026-02-10 08:00:00.001", "d/secret/typed"));
        await using var import = Estate().With(log, whole + "\n{broken\n[\n");

        var first = await import.ImportAsync();
        var same = await import.ImportAsync();
        var later = await import.ImportAsync(1);
        import.With(log, whole);
        var other = await import.ImportAsync(1);

        Assert.Equal((first.Snapshot!.Id, true), (same.Snapshot!.Id, same.WasThere));
        Assert.Equal(first.Snapshot.Digest, later.Snapshot!.Digest);
        Assert.Equal((2, 2), (first.RefusedCount, later.RefusedCount));
        Assert.Equal(first.Snapshot.Quality.Score, later.Snapshot.Quality.Score);
        Assert.Contains("not newer", other.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_empty_logs_are_not_called_one()
    {
        await using var import = Estate().With("audit/a.log", "").With("audit/b.log", "");

        var report = await import.ImportAsync();

        Assert.Null(report.Failure);
        Assert.DoesNotContain(report.Warnings, warning => warning.Contains("same log", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Instants_without_a_zone_are_of_the_zone_that_the_operator_names()
    {
        await using var import = Estate()
            .With(
                "audit/a.log",
                Lines(
                    Event("u", "2025-07-01 12:00:00.000", "d/secret"),
                    Event("u", "2025-07-01T12:00:00.5Z", "d/secret"),
                    Event("u", "2025-10-26 02:30:00.000", "d/secret"),
                    Event("u", "2025-03-30 02:30:00.000", "d/secret")
                )
            );

        var report = await import.Run.RunAsync(
            ImportFixture.Operator,
            new(
                import.Sources,
                ImportFixture.TakenAt,
                false,
                AuditZone: TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin")
            ),
            new Progress<WorkProgress>(),
            Token
        );

        var uses = await UsesAsync(import, report, "d.secret");
        Assert.Equal(
            [
                new DateTimeOffset(2025, 7, 1, 10, 0, 0, TimeSpan.Zero),
                new DateTimeOffset(2025, 7, 1, 12, 0, 0, 500, TimeSpan.Zero),
                new DateTimeOffset(2025, 10, 26, 0, 30, 0, TimeSpan.Zero),
            ],
            uses.Select(use => use.First)
        );
        Assert.Contains("skipped", Assert.Single(report.Refused).Reason, StringComparison.Ordinal);
        Assert.Contains(report.Warnings, warning => warning.Contains("went through twice", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_writer_s_numbers_are_whole_only_where_each_came_once()
    {
        string Numbered(string writer, int number) =>
            Event("u", At(number), "d/secret", more: $",\"id\":\"{writer}-{number}\",\"seq_num\":{number}");
        await using var import = Estate()
            .With(
                "audit/a.log",
                Lines([
                    .. new[] { 3, 1, 2, 4 }.Select(number => Numbered("whole", number)),
                    .. new[] { 1, 2, 4 }.Select(number => Numbered("gap", number)),
                    .. new[] { 1, 2, 2, 4 }.Select(number => Numbered("repeat", number)),
                    .. new[] { 1, 3, 3, 3, 5 }.Select(number => Numbered("same-sum", number)),
                ])
            );

        var report = await import.ImportAsync();

        var streams = await import.Store.AuditStreamsAsync(report.Snapshot!, Token);
        Assert.Equal(
            [("gap", false), ("repeat", false), ("same-sum", false), ("whole", true)],
            streams.Select(stream => (stream.Writer, stream.IsWhole))
        );
    }

    [Fact]
    public async Task Logs_alone_are_a_snapshot_but_logs_without_an_event_are_none()
    {
        await using var import = new ImportFixture().With("audit/a.log", Lines(Event("u", At(1), "d/t")));
        await using var empty = new ImportFixture().With("audit/a.log", "\n");

        var report = await import.ImportAsync();
        var refused = await empty.ImportAsync();

        Assert.Single(await UsesAsync(import, report, "d.t"));
        Assert.Null(refused.Snapshot);
        Assert.StartsWith("Nothing usable", refused.Failure, StringComparison.Ordinal);
        Assert.Empty(await empty.Store.SnapshotsAsync(Token));
    }

    private static ImportFixture Estate() =>
        new ImportFixture()
            .With($"{Catalogue}DBS.csv", "DB_ID,NAME\n1,d\n")
            .With(
                $"{Catalogue}SDS.csv",
                "SD_ID,CD_ID,LOCATION\n1,1,hdfs://nn/warehouse/secret\n2,2,hdfs://nn/warehouse/plain\n3,3,hdfs://nn/warehouse/unknown\n"
            )
            .With(
                $"{Catalogue}TBLS.csv",
                "TBL_ID,CREATE_TIME,DB_ID,TBL_NAME,TBL_TYPE,SD_ID\n1,1700000000,1,secret,MANAGED_TABLE,1\n2,1700000000,1,plain,MANAGED_TABLE,2\n3,1700000000,1,unknown,MANAGED_TABLE,3\n"
            )
            .With(
                $"{Catalogue}COLUMNS_V2.csv",
                "CD_ID,COLUMN_NAME,TYPE_NAME,INTEGER_IDX\n1,typed,string,0\n2,a,string,0\n3,x,string,0\n"
            )
            .With(
                "ranger/tags.json",
                """
                {"op":"add_or_update","serviceName":"cl1_hive","tagVersion":1,
                 "tagDefinitions":{"1":{"name":"KEYSTROKES"},"2":{"name":"PUBLIC"}},
                 "tags":{"1":{"type":"KEYSTROKES"},"2":{"type":"PUBLIC"}},
                 "serviceResources":[
                   {"id":1,"resourceElements":{"database":{"values":["d"]},"table":{"values":["secret"]}}},
                   {"id":2,"resourceElements":{"database":{"values":["d"]},"table":{"values":["plain"]}}}],
                 "resourceToTagIds":{"1":[1],"2":[2]}}
                """
            );

    private static async Task<AuditedUse[]> UsesAsync(ImportFixture import, ImportReport report, string table)
    {
        Assert.True(TableName.TryParse(table, out var name));
        return
        [
            .. await import.Store.AuditedUsesAsync(
                report.Snapshot!,
                name,
                DateTimeOffset.UnixEpoch,
                DateTimeOffset.MaxValue,
                Token
            ),
        ];
    }

    private static string At(int second) =>
        s_day.AddSeconds(second).ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);

    // A field that stands twice counts as the later one: "more" may replace what stands before it.
    private static string Event(
        string user,
        string at,
        string resource,
        int result = 1,
        int service = 3,
        string more = ""
    ) =>
        $$"""{"repoType":{{service}},"repo":"cl1_hive","reqUser":"{{user}}","evtTime":"{{at}}","access":"SELECT","action":"select","resource":"{{resource}}","result":{{result}},"enforcer":"ranger-acl","logType":"RangerAudit"{{more}}}""";

    private static string Lines(params string[] lines) => string.Concat(lines.Select(line => line + "\n"));

    private static byte[] Pack(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }
}
