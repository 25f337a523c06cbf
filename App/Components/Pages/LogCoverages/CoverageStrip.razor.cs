using System.Collections.Immutable;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Exposure.Proof;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.LogCoverages;

/// <summary>One row of the coverage matrix as a strip: a colour for each day.</summary>
public sealed partial class CoverageStrip : ComponentBase
{
    private ImmutableArray<StripRun> _runs = [];
    private CoverageRow? _shown;

    [Parameter, EditorRequired]
    public required CoverageRow Row { get; set; }

    private string Summary =>
        $"{Row.Of(LoggedState.Full)} days full, {Row.Of(LoggedState.Partial)} partial, {Row.Of(LoggedState.None)} none, {Row.Of(LoggedState.Unknown)} unknown";

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        if (!ReferenceEquals(_shown, Row))
        {
            (_shown, _runs) = (Row, StripRun.Of(Row));
        }
    }
}
