namespace GovernanceDashboard.Components.Pages.Lists;

/// <summary>By which column a list is ordered, as its header shows it.</summary>
/// <param name="Column">The column's property name.</param>
public readonly record struct RowSort(string Column, bool Descending);
