using System.Security.Cryptography;
using System.Text;
using GovernanceDashboard.Data;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Security;

/// <summary>
/// Gives the label for a principal: the only way to a name. Pseudonyms are keyed (HMAC-SHA256; the key lives in the data folder),
/// stable per installation: <c>p-</c> and ten hexadecimal digits. Two microseconds each and thread-safe, so nothing is cached.
/// </summary>
/// <remarks>
/// Ten digits are 40 bits: among 20,000 people the chance that any two share a pseudonym is 0.02 %. Whoever looks a principal up
/// by pseudonym must treat two hits as ambiguous.
/// </remarks>
public sealed class PrincipalLabels(DataFolder folder)
{
    private const int PseudonymBytes = 5;
    private const int ShortLogin = 128;

    private readonly Lazy<byte[]> _key = new(() => PseudonymKey.ReadOrMake(folder));

    public PrincipalLabel Masked(Principal principal)
    {
        ArgumentNullException.ThrowIfNull(principal);
        return MaskedLogin(principal.Id.Name, principal.Kind);
    }

    /// <summary>The label for a login that only a source names (a creator, an editor): a pseudonym unless it is a known service account.</summary>
    /// <remarks>The same as <see cref="Masked"/> for the principal with this login.</remarks>
    public PrincipalLabel MaskedLogin(string login, PrincipalKind kind)
    {
        ArgumentNullException.ThrowIfNull(login);
        var reference = kind switch
        {
            PrincipalKind.User => Pseudonym(login),
            PrincipalKind.ServiceAccount or PrincipalKind.Group or PrincipalKind.Role => login,
        };
        return new PrincipalLabel(reference, reference, kind);
    }

    /// <summary>Real names; only through <see cref="Unmasking"/>, which checks, asks for the reason and logs.</summary>
    /// <returns>For a person the text is the real name and the login.</returns>
    public PrincipalLabel Unmasked(Principal principal, UnmaskPermit permit)
    {
        ArgumentNullException.ThrowIfNull(permit);
        var masked = Masked(principal);
        return principal.Kind switch
        {
            PrincipalKind.User => masked with
            {
                Text = principal.DisplayName is null
                    ? principal.Id.Name
                    : $"{principal.DisplayName} ({principal.Id.Name})",
            },
            PrincipalKind.ServiceAccount or PrincipalKind.Group or PrincipalKind.Role => masked,
        };
    }

    private string Pseudonym(string login)
    {
        Span<byte> text = stackalloc byte[ShortLogin];
        if (!Encoding.UTF8.TryGetBytes(login, text, out var length))
        {
            text = Encoding.UTF8.GetBytes(login);
            length = text.Length;
        }

        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key.Value, text[..length], hash);
        return "p-" + Convert.ToHexStringLower(hash[..PseudonymBytes]);
    }
}
