using System.Security.Cryptography;
using System.Text;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Estate;

/// <summary>Writes a table's effective readers as text that a stranger can write too, and hashes it. Pseudonyms stand for people.</summary>
internal sealed class SignatureHashes
{
    private readonly (string Reference, PrincipalOrdinal Account)[] _accounts;

    /// <param name="reference">An account's reference: a pseudonym, or a service account's name.</param>
    internal SignatureHashes(AccessIndex index, Func<Principal, string> reference)
    {
        _accounts =
        [
            .. index
                .Accounts.Select((principal, value) => (Reference: reference(principal), new PrincipalOrdinal(value)))
                .OrderBy(account => account.Reference, StringComparer.Ordinal),
        ];
    }

    /// <summary>64 hexadecimal digits; see <see cref="SignatureRow"/> for what is hashed.</summary>
    internal string Of(TableReaders readers, string? zone)
    {
        var text = new StringBuilder("zone\t").Append(zone).Append('\n');
        foreach (
            var level in new[]
            {
                AccessLevel.Full,
                AccessLevel.Partial,
                AccessLevel.TableOnly,
                AccessLevel.MetadataOnly,
            }
        )
        {
            Append(text, level.ToString(), readers.At(level));
        }

        Append(text, "Conditional", readers.Conditional);
        Append(text, "MaskedOnly", readers.Flags.MaskedOnly);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private void Append(StringBuilder text, string level, PrincipalSet accounts)
    {
        if (accounts.IsEmpty)
        {
            return;
        }

        foreach (var (reference, account) in _accounts)
        {
            if (accounts.Contains(account))
            {
                text.Append(level).Append('\t').Append(reference).Append('\n');
            }
        }
    }
}
