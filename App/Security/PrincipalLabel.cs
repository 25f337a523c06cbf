using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Security;

/// <summary>How a principal is shown. For people the text is a pseudonym unless unmasked; it is also how to refer to them in a URL or argument.</summary>
/// <param name="Reference">Always the pseudonym (people) or the name (others): safe in links and logs.</param>
/// <param name="Text">What to show: equals <paramref name="Reference"/> unless unmasked.</param>
public sealed record PrincipalLabel(string Reference, string Text, PrincipalKind Kind)
{
    public bool IsUnmasked => Reference != Text;
}
