using GovernanceDashboard.Domain;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.WhatIfs;

/// <summary>Names one principal: its name space, then its name.</summary>
public sealed partial class PrincipalInput : ComponentBase
{
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>Offers groups and roles only.</summary>
    [Parameter]
    public bool IsContainer { get; set; }

    [Parameter]
    public PrincipalNamespace Kind { get; set; }

    [Parameter]
    public EventCallback<PrincipalNamespace> KindChanged { get; set; }

    [Parameter]
    public string Name { get; set; } = "";

    [Parameter]
    public EventCallback<string> NameChanged { get; set; }

    private Task ChangeKindAsync(ChangeEventArgs args) =>
        Enum.TryParse<PrincipalNamespace>(args.Value as string, out var kind)
            ? KindChanged.InvokeAsync(kind)
            : Task.CompletedTask;
}
