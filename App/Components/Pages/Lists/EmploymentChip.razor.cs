using GovernanceDashboard.Domain;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Lists;

/// <summary>Where a person stands with the employer; the departed stand out.</summary>
public sealed partial class EmploymentChip : ComponentBase
{
    /// <summary>Null for service accounts.</summary>
    [Parameter, EditorRequired]
    public EmploymentStatus? Status { get; set; }
}
