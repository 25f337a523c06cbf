using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace GovernanceDashboard.Access.Ranger.Conditions;

/// <summary>Addresses written whole, or cut off with <c>.*</c> (<c>:*</c> for the sixth version).</summary>
internal static partial class AddressCondition
{
    internal static bool Holds(ImmutableArray<string> values, string address) =>
        values.IsDefaultOrEmpty
        || values.Any(value => AllWildcards().IsMatch(value))
        || values.Any(value => Fits(value, address));

    private static bool Fits(string value, string address)
    {
        var isDotted = value.Contains('.', StringComparison.Ordinal);
        var cut = isDotted
            ? TrailingDots().Replace(value, ".")
            : TrailingColons().Replace(value, ":").ToLowerInvariant();
        var lower = address.ToLowerInvariant();
        return cut == value
            ? value == (address.Contains('.', StringComparison.Ordinal) ? address : lower)
            : address.StartsWith(cut, StringComparison.Ordinal) || lower.StartsWith(cut, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^((\*(\.\*)*)|(\*(:\*)*))$")]
    private static partial Regex AllWildcards();

    [GeneratedRegex(@"(\.\*)+$")]
    private static partial Regex TrailingDots();

    [GeneratedRegex(@"(:\*)+$")]
    private static partial Regex TrailingColons();
}
