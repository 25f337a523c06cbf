using GovernanceDashboard.Components.Layout;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Security;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Lists;

/// <summary>A page whose whole state stands in its address: <see cref="ShowAsync"/> runs whenever the address or the picture changes.</summary>
public abstract class AddressedPage : ComponentBase
{
    [CascadingParameter]
    public required CurrentUser User { get; set; }

    [CascadingParameter]
    public Picture Picture { get; set; } = Picture.Newest;

    /// <summary>
    /// Never read: Blazor sets a page's parameters after a change of the query only where the page takes one of them,
    /// and then after every change.
    /// </summary>
    [SupplyParameterFromQuery(Name = "snapshot")]
    public string? SnapshotInAddress { get; set; }

    [Inject]
    protected EstateQuestions Questions { get; set; } = null!;

    [Inject]
    protected NavigationManager Navigation { get; set; } = null!;

    [Inject]
    protected Workspace Workspace { get; set; } = null!;

    /// <summary>Whether the role sees who can read what; where not, a page of figures shows no people and no control that asks for them.</summary>
    protected bool MaySeeAccess => RolePermissions.Allows(User, AppAction.ViewAccess);

    /// <summary>Shows what <see cref="NavigationManager.Uri"/> says; does nothing where that is another page's address or shown already.</summary>
    protected abstract Task ShowAsync();

    /// <inheritdoc />
    protected sealed override Task OnParametersSetAsync() => ShowAsync();

    /// <summary>Moves to another address of this page without a new step in the browser's history.</summary>
    protected void Refine(string link) => Navigation.NavigateTo(link, replace: true);
}
