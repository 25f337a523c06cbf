using GovernanceDashboard.Estate;

namespace GovernanceDashboard.Components.Pages.Lists;

/// <summary>Masks and row filters as grids and exports show them.</summary>
internal static class RestrictionCells
{
    /// <summary>Four cells: masked, masked columns, filtered, row filter.</summary>
    internal static IEnumerable<string> Csv(ReaderRestrictions restrictions) =>
        [
            restrictions.IsMaskedOnly ? "all"
            : restrictions.IsMasked ? "yes"
            : restrictions.MaskedColumns.IsEmpty ? "no"
            : "perhaps",
            string.Join(' ', restrictions.MaskedColumns.Select(masked => $"{masked.Column}:{masked.Mask}")),
            restrictions.IsFiltered ? "yes"
            : restrictions.Filter is null ? "no"
            : "perhaps",
            restrictions.Filter?.Expression ?? "",
        ];

    /// <summary>All of it in one line, for a cell's title.</summary>
    internal static string Title(ReaderRestrictions restrictions) =>
        string.Join(
            "; ",
            restrictions
                .MaskedColumns.Select(masked => $"{masked.Column}: {masked.Mask} (policy {masked.PolicyName})")
                .Concat(
                    restrictions.Filter is { } filter
                        ? [$"rows where {filter.Expression} (policy {filter.PolicyName})"]
                        : []
                )
        );
}
