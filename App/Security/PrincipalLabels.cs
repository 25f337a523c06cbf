using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Security;

/// <summary>How a principal is shown. For people the text is a pseudonym unless unmasked; it is also how to refer to them in a URL or argument.</summary>
/// <param name="Reference">Always the pseudonym (people) or the name (others): safe in links and logs.</param>
/// <param name="Text">What to show: equals <paramref name="Reference"/> unless unmasked.</param>
public sealed record PrincipalLabel(string Reference, string Text, PrincipalKind Kind)
{
    public bool IsUnmasked => Reference != Text;
}

/// <summary>
/// Gives the label for a principal: the only way to a name. Pseudonyms are keyed (HMAC-SHA256; the key lives in the data folder),
/// stable per installation: <c>p-</c> and ten hexadecimal digits.
/// </summary>
public sealed class PrincipalLabels
{
    public PrincipalLabel Masked(Principal principal) => throw new NotImplementedException();

    /// <summary>The label for a login that only a source names (a creator, an editor): a pseudonym unless it is a known service account.</summary>
    public PrincipalLabel MaskedLogin(string login, PrincipalKind kind) => throw new NotImplementedException();

    /// <summary>Real names; only through <see cref="Unmasking"/>, which checks, asks for the reason and logs.</summary>
    public PrincipalLabel Unmasked(Principal principal, UnmaskPermit permit) => throw new NotImplementedException();
}
