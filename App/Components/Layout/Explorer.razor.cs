using System.Collections.Immutable;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Components.Web.Virtualization;
using Microsoft.JSInterop;

namespace GovernanceDashboard.Components.Layout;

/// <summary>The tree of table groups, databases and tables. Only the rows in sight are in the document.</summary>
public sealed partial class Explorer : ComponentBase, IDisposable
{
    private const int RowHeight = 22;
    private const int PageRows = 20;

    private readonly CancellationTokenSource _gone = new();
    private ImmutableArray<IndexedRow> _indexed = [];
    private Virtualize<IndexedRow>? _rows;
    private ElementReference _scroll;
    private (SnapshotId? Snapshot, DateTimeOffset? At)? _loaded;

    /// <summary>The picture that the tree shows; a stamp, so that "newest" is reloaded when it changes.</summary>
    [Parameter]
    public AnswerStamp? Stamp { get; set; }

    [Parameter]
    public EventCallback OnHide { get; set; }

    [Parameter]
    public IJSObjectReference? Shell { get; set; }

    [CascadingParameter]
    private Picture Picture { get; set; } = Picture.Newest;

    [CascadingParameter]
    private CurrentUser? User { get; set; }

    [Inject]
    private ExplorerTree Tree { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    /// <inheritdoc />
    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        var wanted = (Stamp?.Snapshot, Stamp?.At);
        if (User is null || _loaded == wanted)
        {
            return;
        }

        _loaded = wanted;
        try
        {
            await Tree.LoadAsync(User, Picture, _gone.Token);
            await ShowAsync();
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The reader has left.
        }
    }

    private static string RowId(int index) => $"explorer-row-{index}";

    private static string? Expanded(ExplorerNode node) =>
        node.IsExpandable ? (node.IsExpanded ? "true" : "false") : null;

    private static string? IconOf(ExplorerKind kind) =>
        kind switch
        {
            ExplorerKind.Section => null,
            ExplorerKind.TableGroup => "folder_special",
            ExplorerKind.Database => "database",
            ExplorerKind.Table => "table",
            ExplorerKind.More => "more_horiz",
            ExplorerKind.Note => "info",
        };

    private async Task Narrow(ChangeEventArgs change)
    {
        Tree.Narrow(change.Value as string ?? "");
        await ShowAsync();
    }

    private async Task MoveAsync(KeyboardEventArgs key)
    {
        if (Tree.Rows.IsEmpty)
        {
            return;
        }

        var row = Tree.Active;
        var node = Tree.Rows[row];
        switch (key.Key)
        {
            case "ArrowDown":
                Tree.MoveTo(row + 1);
                break;
            case "ArrowUp":
                Tree.MoveTo(row - 1);
                break;
            case "PageDown":
                Tree.MoveTo(row + PageRows);
                break;
            case "PageUp":
                Tree.MoveTo(row - PageRows);
                break;
            case "Home":
                Tree.MoveTo(0);
                break;
            case "End":
                Tree.MoveTo(int.MaxValue);
                break;
            case "ArrowRight" when node.IsExpandable && !node.IsExpanded:
                await ToggleAsync(row);
                return;
            case "ArrowRight" when node.IsExpanded:
                Tree.MoveTo(row + 1);
                break;
            case "ArrowLeft" when node.IsExpanded:
                await ToggleAsync(row);
                return;
            case "ArrowLeft":
                Tree.MoveTo(Tree.ParentOf(row));
                break;
            case "Enter":
                await ChooseAsync(row);
                return;
            default:
                return;
        }

        await RevealAsync();
    }

    private async Task ToggleAsync(int row)
    {
        Tree.MoveTo(row);
        await Tree.ToggleAsync(Tree.Rows[row], _gone.Token);
        await ShowAsync();
    }

    private async Task ChooseAsync(int row)
    {
        var node = Tree.Rows[row];
        Tree.MoveTo(row);
        if (node.Kind is ExplorerKind.Section or ExplorerKind.More || (node.IsExpandable && !node.IsExpanded))
        {
            await ToggleAsync(row);
        }

        if (node.Kind != ExplorerKind.Section && Tree.LinkOf(node) is { } link)
        {
            Navigation.NavigateTo(link);
        }
    }

    private async Task ShowAsync()
    {
        _indexed = [.. Tree.Rows.Select((node, index) => new IndexedRow(index, node))];
        if (_rows is not null)
        {
            await _rows.RefreshDataAsync();
        }

        StateHasChanged();
    }

    private async Task RevealAsync()
    {
        if (Shell is not null && Tree.Rows.Length > 0)
        {
            await Shell.InvokeVoidAsync("revealRow", _gone.Token, _scroll, Tree.Active, RowHeight);
        }
    }

    private sealed record IndexedRow(int Index, ExplorerNode Node);
}
