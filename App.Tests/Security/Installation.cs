using GovernanceDashboard.Data;
using GovernanceDashboard.Data.Records;
using GovernanceDashboard.Security;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceDashboard.Tests.Security;

/// <summary>An empty data folder with the real stores over it; gone when disposed.</summary>
internal sealed class Installation : IAsyncDisposable
{
    private readonly ServiceProvider _provider;

    public Installation(TimeProvider? clock = null, DataFolder? shared = null)
    {
        OwnsFolder = shared is null;
        Folder = shared ?? new DataFolder(Path.Combine(Path.GetTempPath(), $"governance-{Guid.NewGuid():N}"));
        _provider = new ServiceCollection()
            .AddSingleton(Folder)
            .AddSingleton(clock ?? TimeProvider.System)
            .AddApplicationRecords()
            .AddSingleton<ActivityLog>()
            .BuildServiceProvider();
    }

    public DataFolder Folder { get; }

    public ActivityLog Activity => _provider.GetRequiredService<ActivityLog>();

    public RecordsDatabase Records => _provider.GetRequiredService<RecordsDatabase>();

    public SignInStore SignIns => _provider.GetRequiredService<SignInStore>();

    public ClassOverrideStore Overrides => _provider.GetRequiredService<ClassOverrideStore>();

    public NotificationStore Notifications => _provider.GetRequiredService<NotificationStore>();

    private bool OwnsFolder { get; }

    /// <summary>Another process, as far as SQLite can tell: nothing is shared but the folder.</summary>
    public Installation Neighbour() => new(shared: Folder);

    /// <summary>What somebody with the file in hand can do.</summary>
    public async Task TamperAsync(string sql)
    {
        await using var connection = new SqliteConnection(
            $"Data Source={Folder.File(RecordsDatabase.FileName)};Pooling=False"
        );
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = $"""
            DROP TRIGGER IF EXISTS activity_is_never_changed;
            DROP TRIGGER IF EXISTS activity_is_never_deleted;
            {sql}
            """;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        if (OwnsFolder)
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(Folder.Path, recursive: true);
        }
    }
}
