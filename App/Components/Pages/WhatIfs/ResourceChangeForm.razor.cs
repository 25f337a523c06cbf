using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Planning;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.WhatIfs;

/// <summary>Proposes a tag, an owner or a zone for a resource. What is typed is read as a row of a change-set file.</summary>
public sealed partial class ResourceChangeForm : ComponentBase
{
    private ChangeOperation _operation = ChangeOperation.Add;
    private string _kind = "tag";
    private string _resource = "";
    private string _name = "";
    private string? _problem;

    [Parameter]
    public EventCallback<Change> OnAdd { get; set; }

    private string NameLabel =>
        _kind switch
        {
            "tag" => "Class",
            "owner" => "Pseudonym or service",
            _ => "Zone",
        };

    private async Task ProposeAsync()
    {
        var (resource, name) = (_resource.Trim(), _name.Trim());
        var (target, principal) = _kind switch
        {
            "tag" => (resource, "tag:" + name),
            "owner" => (resource, PrincipalId.Login(name).ToString()),
            _ => ("zone:" + name, resource),
        };
        if (!ChangeRow.TryRead(_operation, _kind, target, principal, out var change, out _problem))
        {
            return;
        }

        (_resource, _name) = ("", "");
        await OnAdd.InvokeAsync(change);
    }
}
