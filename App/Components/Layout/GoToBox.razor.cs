using GovernanceDashboard.Estate;
using GovernanceDashboard.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;

namespace GovernanceDashboard.Components.Layout;

/// <summary>The box that leads anywhere by name, opened with Ctrl+K or a slash.</summary>
public sealed partial class GoToBox : ComponentBase
{
    private ElementReference _dialog;
    private bool _isOpen;
    private bool _mustFocus;
    private string _text = "";

    [Parameter]
    public IJSObjectReference? Shell { get; set; }

    [CascadingParameter]
    private Picture Picture { get; set; } = Picture.Newest;

    [CascadingParameter]
    private CurrentUser? User { get; set; }

    [Inject]
    private GoToSearch Search { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    public async Task OpenAsync()
    {
        if (Shell is null)
        {
            return;
        }

        (_isOpen, _mustFocus, _text) = (true, true, "");
        await Search.FindAsync(User, Picture, "");
        StateHasChanged();
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_mustFocus && Shell is not null)
        {
            _mustFocus = false;
            await Shell.InvokeVoidAsync("showDialog", _dialog);
            await Shell.InvokeVoidAsync("focus", "#goto-input");
        }
    }

    private static string TargetId(int index) => $"goto-target-{index}";

    private void Clear() => _isOpen = false;

    private async Task FindAsync(ChangeEventArgs change)
    {
        _text = change.Value as string ?? "";
        await Search.FindAsync(User, Picture, _text);
    }

    private async Task MoveAsync(KeyboardEventArgs key)
    {
        switch (key.Key)
        {
            case "ArrowDown":
                Search.MoveBy(1);
                break;
            case "ArrowUp":
                Search.MoveBy(-1);
                break;
            case "Enter" when Search.Active < Search.Targets.Length:
                await GoAsync(Search.Targets[Search.Active]);
                return;
            default:
                return;
        }

        if (Shell is not null)
        {
            StateHasChanged();
            await Shell.InvokeVoidAsync("reveal", "#goto-list [aria-selected=true]");
        }
    }

    private async Task GoAsync(GoToTarget target)
    {
        if (Shell is not null)
        {
            await Shell.InvokeVoidAsync("closeDialog", _dialog);
        }

        _isOpen = false;
        Navigation.NavigateTo(target.Link);
    }
}
