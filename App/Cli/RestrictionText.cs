using System.Globalization;
using GovernanceDashboard.Access;
using GovernanceDashboard.Estate;

namespace GovernanceDashboard.Cli;

/// <summary>Masks and row filters as verbs print them.</summary>
internal static class RestrictionText
{
    public static object[] Masks(ReaderRestrictions restrictions) =>
        [
            .. restrictions.MaskedColumns.Select(masked => new
            {
                column = masked.Column,
                mask = masked.Mask,
                value = masked.Value,
                policy = masked.Policy,
                policyName = masked.PolicyName,
                conditional = masked.IsConditional,
            }),
        ];

    public static object? Filter(AppliedRowFilter? filter) =>
        filter is null
            ? null
            : new
            {
                expression = filter.Expression,
                policy = filter.PolicyId,
                policyName = filter.PolicyName,
                conditional = filter.IsConditional,
            };

    /// <summary>In a cell: <c>masked (ssn: MASK_HASH); filtered (region = 'EU')</c>.</summary>
    public static string Cell(ReaderRestrictions restrictions)
    {
        var masks = string.Join(", ", restrictions.MaskedColumns.Select(masked => $"{masked.Column}: {masked.Mask}"));
        return string.Join(
            "; ",
            restrictions.Flags.Select(flag =>
                flag.EndsWith("masked", StringComparison.Ordinal)
                    ? $"{flag} ({masks})"
                    : $"{flag} ({restrictions.Filter!.Expression})"
            )
        );
    }

    /// <summary>One sentence for each mask and the filter.</summary>
    public static IEnumerable<string> Sentences(ReaderRestrictions restrictions)
    {
        foreach (var masked in restrictions.MaskedColumns)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"Column {masked.Column} is shown through {masked.Mask}, says policy {masked.Policy} “{masked.PolicyName}”{Open(masked.IsConditional)}."
            );
        }

        if (restrictions.Filter is { } filter)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"Only rows where {filter.Expression}, says policy {filter.PolicyId} “{filter.PolicyName}”{Open(filter.IsConditional)}."
            );
        }
    }

    private static string Open(bool isConditional) =>
        isConditional ? "; it hangs on a condition that cannot be checked from a snapshot" : "";
}
