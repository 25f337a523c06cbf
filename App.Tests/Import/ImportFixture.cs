using GovernanceDashboard.Cli;
using GovernanceDashboard.Data;
using GovernanceDashboard.Data.Records;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Import;
using GovernanceDashboard.Security;
using GovernanceDashboard.Tests.Data;
using GovernanceDashboard.Tests.Security;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceDashboard.Tests.Import;

/// <summary>A folder of source files and an installation to import them into.</summary>
internal sealed class ImportFixture : IAsyncDisposable
{
    public static readonly DateTimeOffset TakenAt = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Installation _installation;
    private readonly TimeProvider _clock;
    private readonly TemporaryFolder _sources = new();
    private readonly Lazy<ServiceProvider> _services;

    public ImportFixture(TimeProvider? clock = null)
    {
        _clock = clock ?? TimeProvider.System;
        _installation = new(_clock);
        Store = new(_installation.Folder, _clock);
        Overrides = _installation.Overrides;
        _services = new(() => (ServiceProvider)VerbServices.Over(Data, new ConfigurationBuilder().Build()));
        Run = new(Store, Overrides, _installation.Activity, _clock);
    }

    public FactStore Store { get; }

    public ImportRun Run { get; }

    public ClassOverrideStore Overrides { get; }

    public ActivityLog Activity => _installation.Activity;

    public string Sources => _sources.FullPath;

    /// <summary>What questions are answered from, over the same installation.</summary>
    public ActiveSnapshot Active() => new(Store, Overrides, new PrincipalLabels(_installation.Folder), _clock);

    public NotificationStore Notifications => _installation.Notifications;

    public DataFolder Folder => _installation.Folder;

    /// <summary>The installation's data folder.</summary>
    public string Data => _installation.Folder.Path;

    public static CurrentUser Operator { get; } = new("operator", AppRole.Admin);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ImportFixture With(string file, string text)
    {
        _sources.Write(file, text);
        return this;
    }

    public ImportFixture With(string file, byte[] bytes)
    {
        _sources.Write(file, "");
        File.WriteAllBytes(_sources.File(file), bytes);
        return this;
    }

    /// <summary>One database of one table with one column of what people typed: <c>raw.keys</c>.</summary>
    public ImportFixture WithRawKeys() =>
        With("hive/DBS.csv", "DB_ID,NAME\n1,raw\n")
            .With("hive/TBLS.csv", "TBL_ID,DB_ID,TBL_NAME,TBL_TYPE,SD_ID\n10,1,keys,MANAGED_TABLE,5\n")
            .With("hive/SDS.csv", "SD_ID,CD_ID,LOCATION\n5,5,hdfs://n/a\n")
            .With("hive/COLUMNS_V2.csv", "CD_ID,COLUMN_NAME,TYPE_NAME,INTEGER_IDX\n5,typed_text,string,0\n");

    /// <summary>A part that pages and verbs ask, over the installation as configured by default.</summary>
    public T Ask<T>()
        where T : notnull => _services.Value.GetRequiredService<T>();

    public Task<ImportReport> ImportAsync(int day = 0) =>
        Run.RunAsync(
            Operator,
            new(_sources.FullPath, TakenAt.AddDays(day), IsDemo: false),
            new Progress<WorkProgress>(),
            Token
        );

    /// <summary>Imports and loads; fails the test where there is no snapshot.</summary>
    public async Task<(ImportReport Report, EstateFacts Facts)> FactsAsync(int day = 0)
    {
        var report = await ImportAsync(day);
        Assert.Null(report.Failure);
        return (report, await Store.LoadAsync(report.Snapshot!, report.Snapshot!.TakenAt, Token));
    }

    public async ValueTask DisposeAsync()
    {
        if (_services.IsValueCreated)
        {
            await _services.Value.DisposeAsync();
        }

        _sources.Dispose();
        await _installation.DisposeAsync();
    }
}
