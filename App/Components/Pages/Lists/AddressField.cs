using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Components.Pages.Lists;

/// <summary>Fields of a page that stand in its address.</summary>
internal static class AddressField
{
    /// <summary>What the field holds; null where it is blank, so that the address leaves it out.</summary>
    public static string? Of(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>Reads an instant; a field that is left out has none.</summary>
    /// <param name="name">What the field is called on the page.</param>
    /// <param name="refusal">Why it was not read; null where it was.</param>
    public static bool TryRead(string? text, string name, out DateTimeOffset? instant, out string? refusal)
    {
        var isInstant = UtcText.TryRead(text, out var read);
        (instant, refusal) = (
            isInstant ? read : null,
            isInstant || text is null ? null : $"{name} is no instant. Write it like 2026-03-01T00:00:00Z."
        );
        return refusal is null;
    }
}
