using GovernanceDashboard.Estate;
using GovernanceDashboard.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;
using Radzen;

namespace GovernanceDashboard.Components.Layout;

/// <summary>The workbench: menus, explorer, tabs, properties and status around every page.</summary>
public sealed partial class MainLayout : LayoutComponentBase, IAsyncDisposable
{
    private const string TabsKey = "tabs";
    private const string PlacePrefix = "place-";

    private ShellPreferences? _preferences;
    private string _explorerSize = "";
    private string _propertiesSize = "";
    private CurrentUser? _user;
    private Picture _picture = Picture.Newest;
    private IJSObjectReference? _shell;
    private IJSObjectReference? _keys;
    private DotNetObjectReference<MainLayout>? _self;
    private GoToBox? _goTo;
    private AppearanceToggle? _appearance;
    private ShortcutsDialog? _shortcuts;
    private ErrorBoundary? _boundary;

    /// <summary>The page that the address leads to.</summary>
    [CascadingParameter(Name = "Page")]
    public Type? Page { get; set; }

    [Inject]
    private ShellViewModel ViewModel { get; set; } = null!;

    [Inject]
    private Workspace Workspace { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private AuthenticationStateProvider Authentication { get; set; } = null!;

    [Inject]
    private IJSRuntime JS { get; set; } = null!;

    private string SkipLink => Urls.Relative(Navigation.Uri).Split('#')[0] + "#content";

    // These say what is going on while there is no estate.
    private bool StandsWithoutEstate => Workspace.Current is "/jobs" or "/activity" or "/import";

    /// <summary>Carries out a command of the menus or a shortcut. Called by the browser too.</summary>
    [JSInvokable]
    public async Task CommandAsync(string command)
    {
        if (_shell is null || _preferences is not { } panes)
        {
            return;
        }

        switch (command)
        {
            case "goto" when _goTo is not null:
                await _goTo.OpenAsync();
                break;
            case "help" when _shortcuts is not null:
                await _shortcuts.ShowAsync(_shell);
                break;
            case "theme" when _appearance is not null:
                await _appearance.SwitchAsync();
                break;
            case "explorer":
                await RememberAsync(panes with { IsExplorerOpen = !panes.IsExplorerOpen });
                break;
            case "properties":
                await RememberAsync(panes with { ArePropertiesOpen = !panes.ArePropertiesOpen });
                break;
            case "reset":
                await RememberAsync(new ShellPreferences());
                (_explorerSize, _propertiesSize) = (_preferences.ExplorerCss, _preferences.PropertiesCss);
                break;
            case "print":
                await _shell.InvokeVoidAsync("print");
                break;
            case "link":
                await _shell.InvokeVoidAsync("copy", Navigation.Uri);
                break;
            case "close":
                Close(Workspace.Current);
                break;
            case "close-others":
                Workspace.CloseOthers();
                break;
            case "next" or "previous" when Workspace.Neighbour(command == "next" ? 1 : -1) is { } link:
                Navigation.NavigateTo(link);
                break;
            default:
                if (
                    command.StartsWith(PlacePrefix, StringComparison.Ordinal)
                    && Places.All.FirstOrDefault(place =>
                        place.Title.Equals(command[PlacePrefix.Length..], StringComparison.OrdinalIgnoreCase)
                    )
                        is { } place
                )
                {
                    Navigation.NavigateTo(place.Link(_picture));
                }
                else if (
                    command.StartsWith("page", StringComparison.Ordinal)
                    && (command[^1] - '1' + 10) % 10 is var page // 0 comes after 9, as on the keyboard
                    && page < Places.All.Length
                )
                {
                    Navigation.NavigateTo(Places.All[page].Link(_picture));
                }

                break;
        }

        StateHasChanged();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        ViewModel.Changed -= Refresh;
        Workspace.Changed -= OnTabs;
        Navigation.LocationChanged -= OnMoved;
        Authentication.AuthenticationStateChanged -= OnSession;
        try
        {
            if (_keys is not null)
            {
                await _keys.InvokeVoidAsync("dispose");
                await _keys.DisposeAsync();
            }

            if (_shell is not null)
            {
                await _shell.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser has gone and took its listeners with it.
        }

        _self?.Dispose();
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _user = CurrentUsers.From((await Authentication.GetAuthenticationStateAsync()).User);
        Authentication.AuthenticationStateChanged += OnSession;
        _picture = Urls.ReadPicture(Navigation.Uri);
        _shell = await JS.InvokeAsync<IJSObjectReference>("import", "./js/shell.js");
        var panes = ShellPreferences.Parse(await _shell.InvokeAsync<string?>("load", ShellPreferences.Key));
        (_explorerSize, _propertiesSize) = (panes.ExplorerCss, panes.PropertiesCss);
        Workspace.Restore(await _shell.InvokeAsync<string?>("load", TabsKey));
        Workspace.Changed += OnTabs;
        Workspace.Follow(() => Navigation.Uri);
        Workspace.Visit(Navigation.Uri);
        Navigation.LocationChanged += OnMoved;
        ViewModel.Changed += Refresh;
        _self = DotNetObjectReference.Create(this);
        _keys = await _shell.InvokeAsync<IJSObjectReference>("start", _self);
        _preferences = panes;
        StateHasChanged();
        await ViewModel.StartAsync(_user, _picture);
    }

    private void Refresh() => _ = InvokeAsync(StateHasChanged);

    private void OnMoved(object? sender, LocationChangedEventArgs moved) =>
        _ = InvokeAsync(async () =>
        {
            Workspace.Visit(moved.Location);
            var picture = Urls.ReadPicture(moved.Location);
            if (picture != _picture)
            {
                _picture = picture;
                await ViewModel.ShowAsync(picture);
            }

            _boundary?.Recover();
            StateHasChanged();
        });

    // A session that ended while the page was open: the server decides what to show instead.
    private void OnSession(Task<AuthenticationState> session) =>
        _ = InvokeAsync(async () =>
        {
            if ((await session).User.Identity is not { IsAuthenticated: true })
            {
                Navigation.NavigateTo(Navigation.Uri, forceLoad: true);
            }
        });

    private void OnTabs() =>
        _ = InvokeAsync(async () =>
        {
            if (_shell is not null)
            {
                await _shell.InvokeVoidAsync("save", TabsKey, Workspace.ToJson());
            }
        });

    private void Recover() => _boundary?.Recover();

    private void Close(string path)
    {
        if (Workspace.Close(path) is { } next)
        {
            Navigation.NavigateTo(next);
        }
    }

    // A plain page outside the circuit: the router must not take the link.
    private void SignOut() => Navigation.NavigateTo("sign-out", forceLoad: true);

    private void ShowNewest() =>
        Navigation.NavigateTo(Urls.WithPicture(Navigation.Uri, Picture.Newest), forceLoad: true);

    // What a bar reports is relative to panes that have been moved since; the browser knows how wide they are.
    private async Task ResizedAsync(RadzenSplitterResizeEventArgs resized)
    {
        if (_preferences is { } panes && _shell is not null)
        {
            var shares = await _shell.InvokeAsync<double[]>("paneShares");
            await RememberAsync(
                panes with
                {
                    ExplorerSize = panes.IsExplorerOpen ? shares[0] : panes.ExplorerSize,
                    PropertiesSize = panes.ArePropertiesOpen ? shares[1] : panes.PropertiesSize,
                }
            );
        }
    }

    private Task CollapsedAsync(RadzenSplitterEventArgs pane) => OpenAsync(pane.PaneIndex, isOpen: false);

    private Task ExpandedAsync(RadzenSplitterEventArgs pane) => OpenAsync(pane.PaneIndex, isOpen: true);

    private Task OpenAsync(int pane, bool isOpen) =>
        _preferences is { } panes
            ? RememberAsync(
                pane == 0 ? panes with { IsExplorerOpen = isOpen } : panes with { ArePropertiesOpen = isOpen }
            )
            : Task.CompletedTask;

    private async Task RememberAsync(ShellPreferences panes)
    {
        _preferences = panes;
        if (_shell is not null)
        {
            await _shell.InvokeVoidAsync("save", ShellPreferences.Key, panes.ToJson());
        }
    }
}
