using System.Collections.Immutable;
using GovernanceDashboard.Access;

namespace GovernanceDashboard.Estate;

/// <summary>One column as a reader sees it through a mask.</summary>
/// <param name="Mask">Ranger's mask type: <c>MASK_HASH</c>, <c>MASK_NULL</c>, <c>CUSTOM</c>.</param>
/// <param name="Value">The expression of a CUSTOM mask.</param>
/// <param name="IsConditional">It hangs on something that cannot be known whether this mask, another or none applies.</param>
public sealed record MaskedColumn(
    string Column,
    string Mask,
    string? Value,
    long Policy,
    string PolicyName,
    bool IsConditional
);

/// <summary>What one reader sees less of in one table (product definitions, the flags masked and filtered).</summary>
/// <param name="MaskedColumns">Of the columns that they read, in the table's order; conditional ones too.</param>
/// <param name="IsMasked">At least one column that they read is surely masked.</param>
/// <param name="IsMaskedOnly">Every column that they read is surely masked: counted apart.</param>
/// <param name="IsFiltered">A row filter surely applies.</param>
public sealed record ReaderRestrictions(
    ImmutableArray<MaskedColumn> MaskedColumns,
    AppliedRowFilter? Filter,
    bool IsMasked,
    bool IsMaskedOnly,
    bool IsFiltered
)
{
    public static ReaderRestrictions None { get; } = new([], null, false, false, false);

    /// <summary>Something among them cannot be known from a snapshot.</summary>
    public bool IsConditional => Filter is { IsConditional: true } || MaskedColumns.Any(masked => masked.IsConditional);

    /// <summary>The flags in words, for lists; empty where there are none.</summary>
    public ImmutableArray<string> Flags =>
        [
            .. MaskedColumns.IsEmpty
                ? []
                : new[]
                {
                    IsMaskedOnly ? "all masked"
                    : IsMasked ? "masked"
                    : "perhaps masked",
                },
            .. Filter is null ? [] : new[] { IsFiltered ? "filtered" : "perhaps filtered" },
        ];

    /// <param name="column">Only this column; null for all that the account reads.</param>
    internal static ReaderRestrictions Of(EstateView view, TableReaders readers, PrincipalOrdinal account, int? column)
    {
        if (!view.Index.IsRestricted(readers.Table))
        {
            return None;
        }

        var table = view.Index.Table(readers.Table);
        var columns = readers.ColumnsOf(account);
        var found = view.Index.Restrictions(
            account,
            readers.Table,
            column is { } only ? [.. columns.Where(position => position == only)] : columns
        );
        return new(
            [
                .. found.Masks.Select(mask => new MaskedColumn(
                    table.Columns[mask.Column].Name,
                    mask.Type,
                    mask.Value,
                    mask.PolicyId,
                    mask.PolicyName,
                    mask.IsConditional
                )),
            ],
            found.Filter,
            found.Masks.Any(mask => mask.IsSure),
            column is null
                ? readers.Flags.MaskedOnly.Contains(account)
                : !found.Masks.IsEmpty && found.Masks.All(mask => mask.IsSure),
            found.Filter is { IsSure: true }
        );
    }
}
