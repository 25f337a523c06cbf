using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Estate;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Catalog;

/// <summary>The filter bar over the list of tables. Typing asks once the typist pauses.</summary>
public sealed partial class EstateFilters : ComponentBase, IDisposable
{
    private TypingPause? _pause;

    [Inject]
    public required TimeProvider Clock { get; set; }

    [Parameter, EditorRequired]
    public required TableQuery Query { get; set; }

    [Parameter]
    public ImmutableArray<string> Databases { get; set; } = [];

    [Parameter]
    public ImmutableArray<string> Groups { get; set; } = [];

    [Parameter]
    public ImmutableArray<string> Classes { get; set; } = [];

    [Parameter]
    public bool IsFiltered { get; set; }

    [Parameter]
    public EventCallback<TableQuery> OnChange { get; set; }

    /// <inheritdoc />
    public void Dispose() => _pause?.Dispose();

    private Task TypeAsync(ChangeEventArgs args)
    {
        _pause ??= new TypingPause(Clock);
        return _pause.AfterAsync(() => ChangeAsync(Query with { Search = Text(args) }));
    }

    private Task ChangeAsync(TableQuery query) => OnChange.InvokeAsync(query);

    private static string? Text(ChangeEventArgs args) => args.Value is string { Length: > 0 } text ? text : null;

    private static int? Number(ChangeEventArgs args) =>
        int.TryParse(args.Value as string, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number > 0
            ? number
            : null;
}
