using System.Collections.Immutable;

namespace GovernanceDashboard.Access;

/// <summary>The mask through which one account sees one column (semantics, section 15).</summary>
/// <param name="Column">Position in <c>TableResource.Columns</c>.</param>
/// <param name="Type">Ranger's mask type, never <c>MASK_NONE</c>: <c>MASK_HASH</c>, <c>MASK_NULL</c>, <c>CUSTOM</c>.</param>
/// <param name="Value">The expression of a CUSTOM mask.</param>
/// <param name="ItemIndex">Position among the policy's mask items, from 0.</param>
/// <param name="IsConditional">It hangs on something that cannot be known whether this mask, another or none applies.</param>
/// <param name="IsSure">Some mask surely applies, even if it cannot be known which.</param>
public sealed record ColumnMask(
    int Column,
    string Type,
    string? Value,
    long PolicyId,
    string PolicyName,
    int ItemIndex,
    bool IsConditional,
    bool IsSure
);

/// <summary>The row filter through which one account sees one table.</summary>
/// <param name="Expression">Ranger's filter expression, never empty; never evaluated here.</param>
/// <param name="IsConditional">It hangs on something that cannot be known whether this filter, another or none applies.</param>
/// <param name="IsSure">Some filter surely applies, even if it cannot be known which.</param>
public sealed record AppliedRowFilter(
    string Expression,
    long PolicyId,
    string PolicyName,
    int ItemIndex,
    bool IsConditional,
    bool IsSure
);

/// <summary>What one account sees less of in one table.</summary>
/// <param name="Masks">Of the columns asked about, by position; at most one each.</param>
public sealed record AccountRestrictions(ImmutableArray<ColumnMask> Masks, AppliedRowFilter? Filter)
{
    public static AccountRestrictions None { get; } = new([], null);

    /// <summary>Something among them cannot be known.</summary>
    public bool IsConditional => Filter is { IsConditional: true } || Masks.Any(mask => mask.IsConditional);
}

/// <summary>
/// Readers (level Full or Partial) by flag (product definitions, "What a reader can read"). The first set of each pair is sure; the second
/// holds those for whom it hangs on something that cannot be known; they are disjoint.
/// </summary>
/// <param name="Masked">At least one column that the account reads has a mask.</param>
/// <param name="MaskedOnly">Every column that the account reads has one: such readers are counted apart, not in Eff.</param>
/// <param name="Filtered">A row filter that is not empty applies.</param>
public sealed record ReaderFlags(
    PrincipalSet Masked,
    PrincipalSet MaybeMasked,
    PrincipalSet MaskedOnly,
    PrincipalSet MaybeMaskedOnly,
    PrincipalSet Filtered,
    PrincipalSet MaybeFiltered
)
{
    /// <summary>Some flag is, or may be, set for some reader.</summary>
    public bool IsAny => !Masked.IsEmpty || !MaybeMasked.IsEmpty || !Filtered.IsEmpty || !MaybeFiltered.IsEmpty;

    /// <summary>Nobody, in the universe of <paramref name="empty"/>.</summary>
    public static ReaderFlags None(PrincipalSet empty) => new(empty, empty, empty, empty, empty, empty);
}
