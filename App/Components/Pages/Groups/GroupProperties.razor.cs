using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Groups;

/// <summary>The cell's figures and the group's definition, for the properties pane.</summary>
public sealed partial class GroupProperties : ComponentBase
{
    [Parameter, EditorRequired]
    public required GroupState State { get; set; }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
