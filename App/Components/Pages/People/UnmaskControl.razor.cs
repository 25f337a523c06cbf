using GovernanceDashboard.Security;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.People;

/// <summary>Asks for a reason and shows the real name; absent for roles that may not.</summary>
public sealed partial class UnmaskControl : ComponentBase
{
    private bool _isOpen;
    private string _reason = "";

    [Parameter, EditorRequired]
    public required PersonViewModel ViewModel { get; set; }

    [Parameter, EditorRequired]
    public required CurrentUser User { get; set; }

    /// <summary>Raised when the name was shown or hidden: it stands outside this control.</summary>
    [Parameter]
    public EventCallback OnChange { get; set; }

    private async Task MaskAsync()
    {
        await ViewModel.MaskAsync();
        await OnChange.InvokeAsync();
    }

    private async Task UnmaskAsync()
    {
        await ViewModel.UnmaskAsync(_reason);
        await OnChange.InvokeAsync();
        if (ViewModel.IsUnmasked)
        {
            (_isOpen, _reason) = (false, "");
        }
    }
}
