using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Security;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Tables;

/// <summary>Sets a class on a table or column by hand, with a reason, and takes it back; for roles that may.</summary>
public sealed partial class ClassOverridePart : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private ClassOverrideViewModel? _viewModel;

    [Parameter, EditorRequired]
    public required TableDetail Detail { get; set; }

    /// <summary>Raised when something was set or taken back.</summary>
    [Parameter]
    public EventCallback OnChange { get; set; }

    [Inject]
    private ClassOverrides Overrides { get; set; } = null!;

    [CascadingParameter]
    private CurrentUser? User { get; set; }

    /// <inheritdoc />
    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <inheritdoc />
    protected override void OnParametersSet() => _viewModel ??= User is { } user ? new(Overrides, user) : null;

    private async Task SetAsync()
    {
        if (await _viewModel!.SetAsync(Detail.Summary.Name, _gone.Token))
        {
            await OnChange.InvokeAsync();
        }
    }

    private async Task RemoveAsync(ClassOverride one)
    {
        if (await _viewModel!.RemoveAsync(one, _gone.Token))
        {
            await OnChange.InvokeAsync();
        }
    }
}
