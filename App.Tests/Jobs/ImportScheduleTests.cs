using System.Text.Json.Nodes;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Jobs;
using GovernanceDashboard.Security;
using GovernanceDashboard.Tests.Doubles;
using GovernanceDashboard.Tests.Import;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace GovernanceDashboard.Tests.Jobs;

public sealed class ImportScheduleTests : IAsyncDisposable
{
    private static readonly DateTimeOffset s_start = ImportFixture.TakenAt;
    private static readonly CurrentUser s_admin = new("ada", AppRole.Admin);

    private readonly SetClock _clock = new(s_start);
    private readonly NotificationOptions _notifications = new();
    private readonly ImportFixture _import;
    private readonly ActiveSnapshot _active;
    private readonly JobBoard _jobs;

    public ImportScheduleTests()
    {
        _import = new ImportFixture(_clock);
        _active = _import.Active();
        _jobs = new(_clock, NullLogger<JobBoard>.Instance);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        _jobs.Dispose();
        await _import.DisposeAsync();
    }

    [Fact]
    public async Task It_imports_when_due_and_tells_of_changed_access_in_counts_that_name_nobody()
    {
        Write("ann");
        var schedule = Schedule(Every("nightly", TimeSpan.FromHours(6)));

        await schedule.RunDueAsync(Token);
        var first = Assert.Single(schedule.Statuses);
        await schedule.RunDueAsync(Token); // not due
        Write("ann", "zoe");
        _clock.Now = s_start.AddHours(6);
        await schedule.RunDueAsync(Token);

        Assert.Equal("every 6 h", first.Import.When);
        Assert.Equal((true, s_start.AddHours(6)), (first.Last!.IsGood, first.NextAt));
        Assert.Equal(2, (await _import.Store.SnapshotsAsync(Token)).Length);
        var told = Assert.Single(await Notifier().ListAsync(s_admin, Token));
        Assert.Equal("access changed", told.Kind);
        Assert.EndsWith(
            "1 pairs gained, 0 lost. Policies: 1 “p” (allow items). Table groups: raw (+1, -0).",
            told.Title,
            StringComparison.Ordinal
        );
        var body = await File.ReadAllTextAsync(Path.Combine(_import.Data, "outbox", told.File), Token);
        var details = JsonNode.Parse(body)!["details"]!;
        Assert.Equal("the scheduled import nightly", (string?)details["import"]);
        Assert.Equal(
            ["""{"kind":"policies","added":0,"removed":0,"changed":1}"""],
            details["changes"]!.AsArray().Select(change => change!.ToJsonString())
        );
        Assert.Equal(
            ["""{"service":"h","id":1,"name":"p","what":"allow items"}"""],
            details["policies"]!.AsArray().Select(policy => policy!.ToJsonString())
        );
        Assert.Equal(
            ["""{"group":"raw","gained":1,"lost":0}"""],
            details["tableGroups"]!.AsArray().Select(group => group!.ToJsonString())
        );
        Assert.DoesNotContain("zoe", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task An_import_by_hand_tells_of_changed_access_where_notifications_are_configured(
        bool isConfigured,
        int expected
    )
    {
        _notifications.AfterEveryImport = isConfigured;
        Write("ann", "zoe");
        var imports = Imports();
        await RunByHandAsync(imports, s_start);
        Write("ann");
        await RunByHandAsync(imports, s_start.AddHours(1));
        await RunByHandAsync(imports, s_start.AddHours(2)); // nothing changed

        var told = await Notifier().ListAsync(s_admin, Token);
        Assert.Equal(expected, told.Length);
        Assert.All(
            told,
            one =>
                Assert.StartsWith(
                    "After an import from a folder snapshot 2 differs from snapshot 1 in what decides access: 0 pairs gained, 1 lost.",
                    one.Title,
                    StringComparison.Ordinal
                )
        );
    }

    [Fact]
    public async Task A_failed_run_is_told_shown_and_tried_again_when_it_is_due_and_a_restart_remembers_it()
    {
        var daily = Every("daily", null) with { Daily = new TimeOnly(2, 30) };
        var schedule = Schedule(daily);

        await schedule.RunDueAsync(Token); // not due before 02:30
        Assert.Equal(s_start.AddHours(2.5), Assert.Single(schedule.Statuses).NextAt);
        _clock.Now = s_start.AddHours(3);
        await schedule.RunDueAsync(Token);

        var status = Assert.Single(Schedule(daily).Statuses);
        Assert.Equal((false, s_start.AddHours(26.5)), (status.Last!.IsGood, status.NextAt));
        Assert.StartsWith("Nothing usable was found", status.Last.Text, StringComparison.Ordinal);
        var told = Assert.Single(await Notifier().ListAsync(s_admin, Token));
        Assert.Equal(("import failed", NotificationState.Kept), (told.Kind, told.State));
        Assert.Empty(await _import.Store.SnapshotsAsync(Token));
    }

    [Fact]
    public async Task It_waits_for_an_import_that_runs_and_runs_at_once_when_somebody_wants_it()
    {
        Write("ann");
        var imports = Imports();
        var schedule = Schedule(imports, Every("a", TimeSpan.FromDays(1)));
        var other = imports.TryRun(s_admin, new(_import.Sources, s_start.AddDays(-1), false), "by hand", Token);

        await schedule.RunDueAsync(Token);
        await other!.Value.Ended;
        await schedule.RunDueAsync(Token);
        var ran = Assert.Single(schedule.Statuses);
        _clock.Now = s_start.AddHours(1);
        schedule.RunNow(s_admin, "a");
        await schedule.RunDueAsync(Token);

        Assert.Equal(s_start, ran.Last!.EndedAt);
        Assert.Equal(s_start.AddHours(1), Assert.Single(schedule.Statuses).Last!.EndedAt);
        Assert.Throws<AccessRefusedException>(() => schedule.RunNow(new("dora", AppRole.Dpo), "a"));
        Assert.Throws<ArgumentException>(() => schedule.RunNow(s_admin, "b"));
    }

    [Fact]
    public async Task A_connection_file_that_is_gone_is_a_failed_run_that_quotes_nothing()
    {
        var schedule = Schedule(
            Every("live", TimeSpan.FromHours(1)) with
            {
                Folder = null,
                ConnectionFile = Path.Combine(_import.Data, "secret-place.txt"),
            }
        );

        await schedule.RunDueAsync(Token);

        Assert.Equal(
            "The connection file of the schedule 'live' cannot be read.",
            Assert.Single(schedule.Statuses).Last!.Text
        );
    }

    [Fact]
    public void Every_problem_of_the_configuration_is_listed_at_once()
    {
        var read = new ScheduleConfiguration(
            new ConfigurationBuilder()
                .AddInMemoryCollection(
                    new Dictionary<string, string?>
                    {
                        ["Schedule:Imports:0:Name"] = "good",
                        ["Schedule:Imports:0:Folder"] = "/data/in",
                        ["Schedule:Imports:0:Every"] = "06:00:00",
                        ["Schedule:Imports:0:Authorizer"] = "ranger",
                        ["Schedule:Imports:0:AuditZone"] = "Europe/Berlin",
                        ["Schedule:Imports:1:Name"] = "GOOD",
                        ["Schedule:Imports:1:Folder"] = "/data/in",
                        ["Schedule:Imports:1:Daily"] = "02:30",
                        ["Schedule:Imports:2:Folder"] = "relative",
                        ["Schedule:Imports:2:Every"] = "00:00:10",
                        ["Schedule:Imports:2:Daily"] = "25:00",
                        ["Schedule:Imports:2:Authorizer"] = "nobody",
                        ["Schedule:Imports:2:AuditZone"] = "Mars/Base",
                        ["Schedule:Imports:3:Name"] = "empty",
                    }
                )
                .Build()
        );
        var options = new ScheduleOptions();
        read.Configure(options);

        var problems = read.Validate(null, options).Failures!.ToArray();

        Assert.Equal(("good", TimeSpan.FromHours(6)), (Assert.Single(options.Imports).Name, options.Imports[0].Every));
        string[] expected =
        [
            "two schedules named",
            "Name must be",
            "'relative' is not an absolute path",
            "one of Every",
            "Every '00:00:10'",
            "Daily '25:00'",
            "Authorizer 'nobody'",
            "AuditZone 'Mars/Base'",
            "Folder, ConnectionFile or both",
            "one of Every",
        ];
        Assert.Equal(expected.Length, problems.Length);
        Assert.All(
            expected,
            text => Assert.Contains(problems, problem => problem.Contains(text, StringComparison.Ordinal))
        );
    }

    private void Write(params string[] readers)
    {
        var users = string.Join(',', readers.Select(name => $"\"{name}\""));
        _import
            .With("directory/u.json", """{"Resources":[{"id":"a","userName":"ann"},{"id":"z","userName":"zoe"}]}""")
            .With("governance/table-groups.csv", "group,rule\nraw,d.*\n")
            .With("hive/DBS.csv", "DB_ID,NAME\n1,d\n")
            .With("hive/TBLS.csv", "TBL_ID,DB_ID,TBL_NAME,TBL_TYPE,SD_ID\n1,1,t,MANAGED_TABLE,1\n")
            .With("hive/SDS.csv", "SD_ID,CD_ID,LOCATION\n1,1,hdfs://nn/w/t\n")
            .With("hive/COLUMNS_V2.csv", "CD_ID,COLUMN_NAME,TYPE_NAME,INTEGER_IDX\n1,a,string,0\n")
            .With(
                "ranger/hive.json",
                """{"serviceName":"h","policies":[{"id":1,"name":"p","resources":{"database":{"values":["d"]},"table":{"values":["t"]},"column":{"values":["*"]}},"policyItems":[{"accesses":[{"type":"select"}],"users":["""
                    + users
                    + """]}]}],"serviceDef":{"name":"hive","accessTypes":[{"name":"select"}]}}"""
            );
    }

    private async Task RunByHandAsync(EstateImport imports, DateTimeOffset at)
    {
        Assert.True(imports.TryStart(s_admin, new(_import.Sources, at, IsDemo: false)));
        var started = imports.Latest!.Job;
        var ended = new TaskCompletionSource();
        using var told = _jobs.Subscribe(Look);
        Look();
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(60), Token);

        void Look()
        {
            if (_jobs.Jobs.Any(job => job.Id == started && job.State != JobState.Running))
            {
                ended.TrySetResult();
            }
        }
    }

    private ScheduledImport Every(string name, TimeSpan? every) =>
        new(name, _import.Sources, null, every, null, null, TimeZoneInfo.Utc);

    private EstateImport Imports() => new(_import.Run, _active, Notice(), _jobs);

    private Notifier Notifier() => new(_import.Folder, _import.Notifications, Options.Create(_notifications), _clock);

    private DeviationNotice Notice() =>
        new(
            new DeviationCheck(_active),
            Notifier(),
            Options.Create(_notifications),
            NullLogger<DeviationNotice>.Instance
        );

    private ImportSchedule Schedule(ScheduledImport import) => Schedule(Imports(), import);

    private ImportSchedule Schedule(EstateImport imports, ScheduledImport import) =>
        new(
            imports,
            new ScheduleBook(_import.Folder),
            Notice(),
            Notifier(),
            _jobs,
            Options.Create(new ScheduleOptions { Imports = [import] }),
            _clock,
            NullLogger<ImportSchedule>.Instance
        );
}
