using GovernanceDashboard.Domain;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Import;

/// <summary>Imports a folder of source files: one snapshot or none.</summary>
public sealed class ImportRun
{
    /// <exception cref="AccessRefusedException">The user may not import.</exception>
    public Task<ImportReport> RunAsync(
        CurrentUser user,
        ImportRequest request,
        IProgress<WorkProgress> progress,
        CancellationToken cancellationToken
    ) => throw new NotImplementedException();
}
