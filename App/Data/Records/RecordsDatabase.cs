using Microsoft.EntityFrameworkCore;

namespace GovernanceDashboard.Data.Records;

/// <summary>Opens the records, brought up to date first. Safe from several threads and processes at once.</summary>
public sealed class RecordsDatabase(IDbContextFactory<GovernanceContext> contexts, DataFolder folder) : IDisposable
{
    /// <summary>The database's file name in the data folder.</summary>
    public const string FileName = "governance.db";

    private static readonly TimeSpan s_retry = TimeSpan.FromMilliseconds(50);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile bool _isCurrent;

    /// <summary>A context for one operation; the caller disposes it.</summary>
    internal async Task<GovernanceContext> OpenAsync(CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken);
        return await contexts.CreateDbContextAsync(cancellationToken);
    }

    /// <summary>Makes the database and applies the migrations that it lacks. Every operation does this first; calling it early saves its first caller the wait.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (_isCurrent)
        {
            return;
        }

        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (!_isCurrent)
            {
                await MigrateAsync(cancellationToken);
                _isCurrent = true;
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private async Task MigrateAsync(CancellationToken cancellationToken)
    {
        // EF's own migration lock is a row in the database: a process killed while it migrates leaves the row behind and
        // everyone after it waits for ever. A file lock dies with its process, so whoever holds it may clear that row.
        await using var alone = await LockAsync(cancellationToken);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if ((await context.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
        {
            await context.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancellationToken);
            await context.Database.MigrateAsync(cancellationToken);
        }
    }

    private async Task<FileStream> LockAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream(
                    folder.File(FileName + ".lock"),
                    FileMode.OpenOrCreate,
                    FileAccess.ReadWrite,
                    FileShare.None
                );
            }
            catch (IOException) when (!cancellationToken.IsCancellationRequested)
            {
                await Task.Delay(s_retry, cancellationToken);
            }
        }
    }
}
