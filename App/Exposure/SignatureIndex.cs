using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using GovernanceDashboard.Access;

namespace GovernanceDashboard.Exposure;

/// <summary>
/// Groups tables by their effective readers. Wider than the engine's own signatures, which follow the policies: two policies that open
/// the same tables to the same people give one signature here.
/// </summary>
public sealed class SignatureIndex
{
    private readonly int[] _signatureOf;

    private SignatureIndex(ImmutableArray<AccessSignature> signatures, int[] signatureOf)
    {
        Signatures = signatures;
        _signatureOf = signatureOf;
    }

    /// <summary>Most pairs first; equal ones by their first table.</summary>
    public ImmutableArray<AccessSignature> Signatures { get; }

    public AccessSignature Of(TableOrdinal table) => Signatures[_signatureOf[table.Value]];

    /// <exception cref="OperationCanceledException">The build was cancelled.</exception>
    public static SignatureIndex Build(AccessIndex index, CancellationToken cancellationToken)
    {
        var contents = new Dictionary<int, string>(); // engine signature to what its readers come to
        var tablesOf = new Dictionary<(string Content, string? Zone), List<TableOrdinal>>();
        for (var value = 0; value < index.Facts.Tables.Length; value++)
        {
            var table = new TableOrdinal(value);
            if (!contents.TryGetValue(index.Signature(table), out var content))
            {
                cancellationToken.ThrowIfCancellationRequested();
                contents.Add(index.Signature(table), content = ContentOf(index.WhoCanAccess(table)));
            }

            var key = (content, index.SecurityZone(table));
            if (!tablesOf.TryGetValue(key, out var tables))
            {
                tablesOf.Add(key, tables = []);
            }

            tables.Add(table);
        }

        ImmutableArray<AccessSignature> signatures =
        [
            .. tablesOf
                .Select(same => new AccessSignature(
                    [.. same.Value],
                    same.Key.Zone,
                    index.ReadingPeople(same.Value[0]).Count
                ))
                .OrderByDescending(signature => signature.Pairs)
                .ThenBy(signature => signature.Tables[0].Value),
        ];
        var signatureOf = new int[index.Facts.Tables.Length];
        for (var signature = 0; signature < signatures.Length; signature++)
        {
            foreach (var table in signatures[signature].Tables)
            {
                signatureOf[table.Value] = signature;
            }
        }

        return new(signatures, signatureOf);
    }

    // Only to compare inside one index: accounts stand for their ordinals.
    private static string ContentOf(TableReaders readers)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (
            var set in new[]
            {
                readers.Full,
                readers.Partial,
                readers.TableOnly,
                readers.MetadataOnly,
                readers.Conditional,
                readers.Flags.MaskedOnly, // they are readers, but not in Eff
            }
        )
        {
            hash.AppendData(MemoryMarshal.AsBytes<ulong>(set.ToRow()));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
