using System.Collections.Immutable;
using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Simulation;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.WhatIfs;

/// <summary>What a change set would do: headline figures, then table groups and populations by impact.</summary>
public sealed partial class WhatIfResultPart : ComponentBase
{
    private WhatIfResult? _shown;
    private ImmutableArray<ImpactRow> _byGroup = [];
    private RowSource<ImpactRow> _groups = RowSource.Of<ImpactRow>([]);
    private RowSource<ImpactRow> _cells = RowSource.Of<ImpactRow>([]);
    private bool _isByCell;
    private ElementReference _title;
    private WhatIfResult? _announced;

    [Parameter, EditorRequired]
    public required WhatIfResult Result { get; set; }

    [Parameter, EditorRequired]
    public required AnswerStamp Stamp { get; set; }

    /// <summary>The attribute of the populations.</summary>
    [Parameter, EditorRequired]
    public required string Attribute { get; set; }

    [CascadingParameter]
    private Picture Picture { get; set; } = Picture.Newest;

    private RowSource<ImpactRow> Shown => _isByCell ? _cells : _groups;

    private string Verdict =>
        Result switch
        {
            { PeopleLost: 0, PeopleGained: 0 } => "Nobody gains or loses a table.",
            { PeopleGained: 0 } =>
                $"{Figures.Count(Result.PeopleLost)} people lose access to {Figures.Count(Result.TablesLost)} tables. Nobody gains.",
            { PeopleLost: 0 } =>
                $"{Figures.Count(Result.PeopleGained)} people gain access to {Figures.Count(Result.TablesGained)} tables. Nobody loses.",
            _ =>
                $"{Figures.Count(Result.PeopleLost)} people lose access, {Figures.Count(Result.PeopleGained)} gain access.",
        };

    // Null where every figure is exact.
    private string? Uncertain =>
        Result.Diff is { Gained: var gained, Lost: var lost } && (gained.Low != gained.High || lost.Low != lost.High)
            ? $"Conditions that cannot be known from here leave it open: {Figures.Count(lost.Low)} to {Figures.Count(lost.High)} pairs are lost, {Figures.Count(gained.Low)} to {Figures.Count(gained.High)} gained."
            : null;

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        if (!ReferenceEquals(_shown, Result))
        {
            _shown = Result;
            _byGroup = ImpactRow.ByGroup(Result);
            _groups = RowSource.Of(_byGroup);
            _cells = RowSource.Of(ImpactRow.ByCell(Result));
        }
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // A new result stands below the fold: bring it into view, and before a screen reader.
        if (!ReferenceEquals(_announced, Result))
        {
            _announced = Result;
            await _title.FocusAsync();
        }
    }

    private async Task<IReadOnlyList<IReadOnlyList<string?>>> CsvRowsAsync(CancellationToken cancellationToken)
    {
        var all = await Shown.FetchAsync(0, int.MaxValue, cancellationToken);
        var stamp = StampColumns.Of(Stamp);
        return [.. all.Rows.Select(row => row.CsvRow(stamp))];
    }
}
