namespace GovernanceDashboard.Evidence;

/// <summary>Re-verifies a pack from its folder alone: no database, no network, no secret.</summary>
public static class EvidenceVerifier
{
    /// <exception cref="InvalidDataException">The folder holds no readable manifest.</exception>
    public static Task<EvidenceVerification> VerifyAsync(string folder, CancellationToken cancellationToken) =>
        throw new NotImplementedException();
}
