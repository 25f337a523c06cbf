using System.Collections.Immutable;

namespace GovernanceDashboard.Domain;

/// <summary>What a step makes of the data that it reads.</summary>
public enum LineageKind
{
    /// <summary>Anything else that computes one from the other.</summary>
    Derive,

    /// <summary>Every column is known, and every one comes over unchanged.</summary>
    Copy,
    Annotate,

    /// <summary>Training or evaluating models.</summary>
    Train,

    /// <summary>A dashboard or report shows it.</summary>
    Serve,
}

/// <summary>One column that goes into another.</summary>
/// <param name="From">Lower-cased.</param>
/// <param name="To">Lower-cased; null where it decides over rows (filter, join, group) and so over every column.</param>
/// <param name="IsMasked">Every way from the one to the other masks (OpenLineage <c>masking</c>): the values do not come through.</param>
/// <param name="IsIndirect">It decides which rows come, or in which order; its values do not come through.</param>
public readonly record struct ColumnFlow(string From, string? To, bool IsMasked = false, bool IsIndirect = false)
{
    /// <summary>Whether values of the one column reach the other.</summary>
    public bool Carries => !IsMasked && !IsIndirect;
}

/// <summary>
/// Data flows from one resource into another, in one step. When it was seen is the fact's own interval. Two resources have one edge of a kind.
/// </summary>
/// <param name="Columns">Sorted; empty where the source knows the resources only: then every column may flow.</param>
public sealed record LineageEdge(LineageNode From, LineageNode To, LineageKind Kind, ImmutableArray<ColumnFlow> Columns)
{
    public bool KnowsColumns => !Columns.IsDefaultOrEmpty;

    /// <summary>False where the columns are known, and none of them brings values over.</summary>
    public bool Carries => !KnowsColumns || Columns.Any(column => column.Carries);
}
