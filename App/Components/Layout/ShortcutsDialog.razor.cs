using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace GovernanceDashboard.Components.Layout;

/// <summary>Lists every shortcut of the workbench.</summary>
public sealed partial class ShortcutsDialog : ComponentBase
{
    private ElementReference _dialog;

    public ValueTask ShowAsync(IJSObjectReference shell) => shell.InvokeVoidAsync("showDialog", _dialog);
}
