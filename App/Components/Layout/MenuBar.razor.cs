using GovernanceDashboard.Estate;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Layout;

/// <summary>The menus. What an item does is a command's name, the same as its shortcut's; opening and arrow keys are shell.js's.</summary>
public sealed partial class MenuBar : ComponentBase
{
    [Parameter]
    public EventCallback<string> OnCommand { get; set; }

    [Parameter]
    public bool IsExplorerOpen { get; set; }

    [Parameter]
    public bool ArePropertiesOpen { get; set; }

    [CascadingParameter]
    private Picture Picture { get; set; } = Picture.Newest;

    private static string Tick(bool isOn) => isOn ? "true" : "false";
}
