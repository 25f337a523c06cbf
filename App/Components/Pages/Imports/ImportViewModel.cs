using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Import;
using GovernanceDashboard.Import.Hive;
using GovernanceDashboard.Jobs;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Components.Pages.Imports;

/// <summary>Starts imports from a folder on the server or from a live metastore, and shows what came of the last one.</summary>
public sealed class ImportViewModel : IDisposable
{
    private readonly EstateImport _imports;
    private readonly MetastoreCheck _check;
    private readonly JobBoard _jobs;

    /// <param name="changed">Called on a pool thread when an import or a check moves on.</param>
    public ImportViewModel(EstateImport imports, MetastoreCheck check, JobBoard jobs, Action changed)
    {
        (_imports, _check, _jobs) = (imports, check, jobs);
        Check = new JobRun<MetastoreSummary>(jobs, changed);
    }

    public FolderInput Folder { get; } = new();

    public MetastoreInput Metastore { get; } = new();

    /// <summary>What is wrong with the folder's form; null for nothing.</summary>
    public string? FolderError { get; private set; }

    /// <summary>What is wrong with the metastore's form; null for nothing.</summary>
    public string? MetastoreError { get; private set; }

    /// <summary>The try of a connection.</summary>
    public JobRun<MetastoreSummary> Check { get; }

    /// <summary>The import that was started last, by whomever; null before the first, and after the board forgot it.</summary>
    public JobStatus? Status => _jobs.Jobs.FirstOrDefault(job => job.Id == _imports.Latest?.Job);

    public bool IsRunning => Status?.State == JobState.Running;

    /// <summary>What the import that was started last did; null while it runs.</summary>
    public ImportReport? Report => IsRunning ? null : _imports.Latest?.Report;

    public void ImportFolder(CurrentUser user)
    {
        FolderError = null;
        if (string.IsNullOrWhiteSpace(Folder.Path))
        {
            FolderError = "Name a folder on the server.";
        }
        else if (!TryInstant(Folder.At, out var at))
        {
            FolderError = $"'{Folder.At}' is no instant. Write it as 2026-03-01T06:00:00Z, or leave it empty for now.";
        }
        else if (!TryZone(Folder.AuditZone, out var zone))
        {
            FolderError =
                $"'{Folder.AuditZone}' is no time zone. Write it as Europe/Berlin, or leave it empty for UTC.";
        }
        else if (!Folder.WithMetastore)
        {
            FolderError = Start(user, new(Folder.Path.Trim(), at, IsDemo: false, Folder.Authorizer, zone));
        }
        else if (Connection() is { } connection)
        {
            FolderError = Start(user, new(Folder.Path.Trim(), at, IsDemo: false, Folder.Authorizer, zone, connection));
            if (FolderError is null)
            {
                Metastore.ForgetSecrets();
            }
        }
    }

    public void ImportMetastore(CurrentUser user)
    {
        if (Connection() is not { } connection)
        {
            return;
        }

        MetastoreError = Start(user, new(null, null, IsDemo: false, Metastore.Authorizer, Metastore: connection));
        if (MetastoreError is null)
        {
            Metastore.ForgetSecrets();
        }
    }

    /// <summary>Connects and counts; what was typed stays, for the import that follows.</summary>
    public void TestConnection(CurrentUser user)
    {
        if (Connection() is { } connection)
        {
            Check.Start(
                $"Try the metastore {connection.Server}",
                user,
                (progress, token) =>
                {
                    progress.Report(new($"Connecting to {connection.Server}", 0));
                    return _check.RunAsync(user, connection, token);
                }
            );
        }
    }

    public void Cancel()
    {
        if (_imports.Latest is { } latest)
        {
            _jobs.Cancel(latest.Job);
        }
    }

    /// <summary>Stops watching and trying; an import under way goes on.</summary>
    public void Dispose()
    {
        Check.Cancel();
        Check.Dispose();
    }

    private string? Start(CurrentUser user, ImportRequest request) =>
        _imports.TryStart(user, request) ? null : "Another import runs. Wait for it, or cancel it below.";

    private MetastoreConnection? Connection()
    {
        MetastoreError = null;
        try
        {
            return Metastore.Read();
        }
        catch (FormatException wrong)
        {
            MetastoreError = wrong.Message;
            return null;
        }
    }

    private static bool TryZone(string? text, out TimeZoneInfo? zone)
    {
        zone = null;
        return string.IsNullOrWhiteSpace(text) || TimeZoneInfo.TryFindSystemTimeZoneById(text.Trim(), out zone);
    }

    private static bool TryInstant(string? text, out DateTimeOffset? at)
    {
        at = null;
        if (string.IsNullOrWhiteSpace(text))
        {
            return true;
        }

        var isRead = UtcText.TryRead(text, out var read);
        at = read;
        return isRead;
    }
}
