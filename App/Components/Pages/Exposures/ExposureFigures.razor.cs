using GovernanceDashboard.Estate;
using GovernanceDashboard.Exposure.Proof;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Exposures;

/// <summary>The figures of one exposure answer: how much, since when, how many, and what logs prove.</summary>
public sealed partial class ExposureFigures : ComponentBase
{
    [Parameter, EditorRequired]
    public required ExposureBook Book { get; set; }

    private static string Assumption => AccessProof.Assumption;
}
