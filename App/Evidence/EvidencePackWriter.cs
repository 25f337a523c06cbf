using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Evidence;

/// <summary>Writes a pack into a folder: workbook, overflow CSVs, row hashes, manifest and the verifier.</summary>
public sealed class EvidencePackWriter
{
    /// <summary>Streams the pack; memory does not grow with the rows. A cancelled or failed export leaves no folder.</summary>
    /// <param name="folder">Made by this call; must not exist.</param>
    public Task<EvidencePackResult> WriteAsync(
        EvidenceContent content,
        string folder,
        IProgress<WorkProgress> progress,
        CancellationToken cancellationToken
    ) => throw new NotImplementedException();
}
