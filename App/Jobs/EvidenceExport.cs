using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Evidence;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Jobs;

/// <summary>Gathers a scope's facts from the estate and hands them to the pack writer.</summary>
public sealed class EvidenceExport
{
    /// <param name="scope"><c>group:NAME</c> or <c>table:db.t</c>.</param>
    /// <param name="parent">The pack's folder is made inside; null for packs/ in the data folder.</param>
    /// <param name="unmaskReason">Null for pseudonyms. Any unmasked export needs <c>Cli:MayUnmask</c>.</param>
    public Task<EvidencePackResult> ExportAsync(
        CurrentUser user,
        Picture picture,
        string scope,
        string? parent,
        string? unmaskReason,
        IProgress<WorkProgress> progress,
        CancellationToken cancellationToken
    ) => throw new NotImplementedException();
}
