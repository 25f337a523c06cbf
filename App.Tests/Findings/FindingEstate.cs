using GovernanceDashboard.Data;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Findings;
using GovernanceDashboard.Jobs;
using GovernanceDashboard.Security;
using GovernanceDashboard.Tests.Doubles;
using GovernanceDashboard.Tests.Import;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceDashboard.Tests.Findings;

/// <summary>
/// An estate of two tables, imported day by day, behind the real services: <c>raw.keys</c>, which Ann reads and whose owner can be set for each day, and
/// <c>lab.notes</c>, which nobody owns.
/// </summary>
internal sealed class FindingEstate : IAsyncDisposable
{
    private readonly ImportFixture _import;
    private readonly ServiceProvider _services;

    public FindingEstate(params (string Key, string Value)[] settings)
    {
        Clock = new(ImportFixture.TakenAt.AddHours(1));
        _import = new ImportFixture(Clock)
            .With("directory/u.csv", "ann,staff\nbob,eng\nzoe,eng\n")
            .With(
                "ranger/p.json",
                """
                { "serviceName": "h", "policies": [
                  { "id": 1, "resources": { "database": { "values": ["raw"] }, "table": { "values": ["keys"] }, "column": { "values": ["*"] } }, "policyItems": [ { "accesses": [ { "type": "select" } ], "users": ["ann"] } ] } ] }
                """
            )
            .With("hive/DBS.csv", "DB_ID,NAME\n1,raw\n2,lab\n")
            .With(
                "hive/TBLS.csv",
                "TBL_ID,DB_ID,TBL_NAME,TBL_TYPE,SD_ID\n10,1,keys,MANAGED_TABLE,5\n11,2,notes,MANAGED_TABLE,6\n"
            )
            .With("hive/SDS.csv", "SD_ID,CD_ID,LOCATION\n5,5,hdfs://n/a\n6,6,hdfs://n/b\n")
            .With(
                "hive/COLUMNS_V2.csv",
                "CD_ID,COLUMN_NAME,TYPE_NAME,INTEGER_IDX\n5,typed_text,string,0\n6,text,string,0\n"
            );
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .Build();
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton<TimeProvider>(Clock)
            .AddGovernance(configuration, new DataFolder(_import.Data))
            .BuildServiceProvider();
    }

    public static CurrentUser Ada { get; } = new("ada", AppRole.Reviewer);

    public static CurrentUser Dora { get; } = new("dora", AppRole.Dpo);

    public SetClock Clock { get; }

    public string Data => _import.Data;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Imports the estate of a day and judges it.</summary>
    /// <param name="owner">Of <c>raw.keys</c>; null for nobody.</param>
    public async Task<FindingReport?> DayAsync(int day, string? owner, string waivers = "")
    {
        await ImportAsync(day, owner, waivers);
        return await JudgeAsync();
    }

    public async Task ImportAsync(int day, string? owner, string waivers = "")
    {
        Clock.Now = ImportFixture.TakenAt.AddDays(day).AddHours(1);
        _import.With(
            "governance/data-owners.csv",
            "scope,identity,team\n" + (owner is null ? "" : $"db:raw,{owner},Team {owner}\n")
        );
        _import.With("governance/waivers.csv", "id,finding_rule,scope,reason,requester,approver,from,to\n" + waivers);
        Assert.Null((await _import.ImportAsync(day)).Failure);
        await Get<ActiveSnapshot>().RefreshAsync(Token);
    }

    public Task<FindingReport?> JudgeAsync() => Get<FindingWatch>().JudgeAsync(new Progress<WorkProgress>(), Token);

    public Task<FindingsAnswer> AskAsync(FindingFilter? filter = null, int? snapshot = null) =>
        Get<FindingQuestions>()
            .FindingsAsync(
                Ada,
                new Picture(snapshot is { } id ? new SnapshotId(id) : null, null),
                filter ?? new(),
                Token
            );

    /// <summary>The finding that nobody owns <c>raw.keys</c>, wherever it stands; null where no snapshot had it.</summary>
    public async Task<FindingRow?> UnownedAsync(int? snapshot = null) =>
        Only(await AskAsync(new("table-without-owner"), snapshot))
        ?? Only(await AskAsync(new("table-without-owner", Status: FindingStatus.Resolved), snapshot));

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _import.DisposeAsync();
    }

    private static FindingRow? Only(FindingsAnswer answer) =>
        answer.Rows.SingleOrDefault(row =>
            row.Subjects.Any(subject => subject.Text.Contains("raw", StringComparison.Ordinal))
        );
}
