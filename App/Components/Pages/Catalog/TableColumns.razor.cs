using GovernanceDashboard.Estate;
using Microsoft.AspNetCore.Components;
using Radzen;

namespace GovernanceDashboard.Components.Pages.Catalog;

/// <summary>The columns of the list of tables, with the query's order on their headers.</summary>
public sealed partial class TableColumns : ComponentBase
{
    // A header click never ends in "no order": the list always has one.
    private static readonly SortOrder?[] s_upThenDown = [SortOrder.Ascending, SortOrder.Descending];
    private static readonly SortOrder?[] s_downThenUp = [SortOrder.Descending, SortOrder.Ascending];

    [Parameter, EditorRequired]
    public required TableQuery Query { get; set; }

    private SortOrder? OrderOf(TableSort sort) =>
        Query.Sort != sort ? null
        : Query.Descending ? SortOrder.Descending
        : SortOrder.Ascending;
}
