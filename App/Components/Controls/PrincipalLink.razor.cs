using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Security;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Controls;

/// <summary>A principal; people and service accounts lead to their page. The link always carries the reference, never a real name.</summary>
public sealed partial class PrincipalLink : ComponentBase
{
    [Parameter, EditorRequired]
    public required PrincipalLabel Label { get; set; }

    [CascadingParameter]
    private Picture Picture { get; set; } = Picture.Newest;

    private bool IsLink => Label.Kind is PrincipalKind.User or PrincipalKind.ServiceAccount;

    private string Css =>
        Label.Kind switch
        {
            PrincipalKind.User => Label.IsUnmasked ? "real-name" : "pseudonym",
            PrincipalKind.ServiceAccount => "service",
            PrincipalKind.Group => "group",
            PrincipalKind.Role => "role",
        };

    private string Meaning =>
        Label.Kind switch
        {
            PrincipalKind.User => Label.IsUnmasked
                ? $"Real name; the pseudonym is {Label.Reference}"
                : "A person, by pseudonym",
            PrincipalKind.ServiceAccount => "Service account",
            PrincipalKind.Group => "Group",
            PrincipalKind.Role => "Role",
        };
}
