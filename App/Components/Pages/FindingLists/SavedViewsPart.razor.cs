using System.Collections.Immutable;
using GovernanceDashboard.Findings;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.FindingLists;

/// <summary>Named filters: opens one, saves those that are shown, deletes the one that is shown.</summary>
public sealed partial class SavedViewsPart : ComponentBase
{
    private string _name = "";

    [Parameter, EditorRequired]
    public ImmutableArray<SavedView> Views { get; set; } = [];

    /// <summary>The filters that are shown, as a view keeps them.</summary>
    [Parameter, EditorRequired]
    public required string Query { get; set; }

    /// <summary>What is saved, in a word.</summary>
    [Parameter]
    public string What { get; set; } = "view";

    /// <summary>What a name stands for.</summary>
    [Parameter]
    public string Content { get; set; } = "these filters";

    [Parameter]
    public bool MayChange { get; set; }

    [Parameter]
    public EventCallback<SavedView> OnOpen { get; set; }

    /// <summary>Raised with the name to save under.</summary>
    [Parameter]
    public EventCallback<string> OnSave { get; set; }

    [Parameter]
    public EventCallback<string> OnRemove { get; set; }

    private SavedView? Shown => Views.FirstOrDefault(view => view.Query == Query && Query.Length > 0);

    private Task OpenAsync(ChangeEventArgs args) =>
        Views.FirstOrDefault(view => view.Name == (string?)args.Value) is { } view
            ? OnOpen.InvokeAsync(view)
            : Task.CompletedTask;

    private async Task SaveAsync()
    {
        var name = _name;
        _name = "";
        await OnSave.InvokeAsync(name);
    }
}
