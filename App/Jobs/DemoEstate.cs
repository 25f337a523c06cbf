using GovernanceDashboard.Data;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Generation;
using GovernanceDashboard.Import;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Jobs;

/// <summary>Makes the demonstration estate: generated into the data folder as source files, then imported like a customer's.</summary>
public sealed class DemoEstate(
    EstateGenerator generator,
    ImportRun import,
    ActiveSnapshot active,
    DataFolder data,
    TimeProvider clock
)
{
    /// <summary>The folder in the data folder that holds the generated source files.</summary>
    public const string SourceFolder = "demo-source";

    /// <exception cref="InvalidDataException">The importers refused what the generator wrote.</exception>
    public async Task<Snapshot> MakeAsync(
        CurrentUser user,
        EstateSize size,
        IProgress<WorkProgress> progress,
        CancellationToken cancellationToken
    )
    {
        var folder = data.File(SourceFolder);
        if (Directory.Exists(folder))
        {
            // Left behind by a start that was interrupted: half an estate is worth nothing.
            Directory.Delete(folder, recursive: true);
        }

        await generator.WriteAsync(size, folder, progress, cancellationToken);
        var report = await import.RunAsync(
            user,
            new(folder, clock.GetUtcNow(), IsDemo: true),
            progress,
            cancellationToken
        );
        var snapshot =
            report.Snapshot
            ?? throw new InvalidDataException($"The demonstration estate was not imported: {report.Failure}");
        await active.RefreshAsync(cancellationToken);
        return snapshot;
    }
}
