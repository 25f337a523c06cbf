using System.Security.Cryptography;

namespace GovernanceDashboard.Evidence;

/// <summary>Re-verifies a pack from its folder alone: no database, no network, no secret.</summary>
public static class EvidenceVerifier
{
    private const int MaxManifestBytes = 64 << 20;

    /// <summary>
    /// Checks manifest, row hashes, sheets in order, overflow files and, last, the cover and its totals, and stops at the first
    /// mismatch. Memory does not grow with the rows of a workbook that we wrote; a workbook saved again by a spreadsheet
    /// program takes the memory of its shared texts.
    /// </summary>
    /// <exception cref="InvalidDataException">The folder holds no readable manifest.</exception>
    public static Task<EvidenceVerification> VerifyAsync(string folder, CancellationToken cancellationToken) =>
        Task.Run(() => Verify(folder, cancellationToken), cancellationToken);

    private static EvidenceVerification Verify(string folder, CancellationToken cancellationToken)
    {
        var manifestPath = Path.Combine(folder, PackManifest.FileName);
        var info = new FileInfo(manifestPath);
        if (!info.Exists || info.Length > MaxManifestBytes)
        {
            throw new InvalidDataException($"{folder} holds no {PackManifest.FileName} of an evidence pack.");
        }

        var json = File.ReadAllBytes(manifestPath);
        var hashPath = Path.Combine(folder, PackManifest.HashFileName);
        if (!File.Exists(hashPath))
        {
            return new(false, PackManifest.HashFileName, null, "The file is missing.", null);
        }

        var stated = new char[MerkleTree.HashBytes * 2];
        using (var hashes = new StreamReader(hashPath))
        {
            hashes.ReadBlock(stated);
        }

        if (new string(stated) != Convert.ToHexStringLower(SHA256.HashData(json)))
        {
            return new(
                false,
                PackManifest.FileName,
                null,
                $"The file is not the one whose hash stands in {PackManifest.HashFileName}.",
                null
            );
        }

        return new PackVerification(folder, PackManifest.Read(json)).Run(cancellationToken);
    }
}
