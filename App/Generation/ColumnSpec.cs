namespace GovernanceDashboard.Generation;

/// <summary>A column as tables share it. <see cref="Class"/> is what a careful owner tags it with; null for what needs no tag.</summary>
internal sealed record ColumnSpec(string Name, string Type, string? Comment = null, string? Class = null);
