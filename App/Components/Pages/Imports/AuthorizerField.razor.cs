using GovernanceDashboard.Domain;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Imports;

/// <summary>Chooses what decides over the source, where the sources do not say it themselves.</summary>
public sealed partial class AuthorizerField : ComponentBase
{
    /// <summary>Null to go by the sources.</summary>
    [Parameter]
    public Authorizer? Value { get; set; }

    [Parameter]
    public EventCallback<Authorizer?> ValueChanged { get; set; }

    private Task ChooseAsync(ChangeEventArgs args) =>
        ValueChanged.InvokeAsync(Enum.TryParse<Authorizer>(args.Value as string, out var chosen) ? chosen : null);

    private static string Name(Authorizer authorizer) =>
        authorizer switch
        {
            Authorizer.Ranger => "Ranger",
            Authorizer.SqlStandard => "SQL standard",
            Authorizer.Legacy => "Legacy grants",
            Authorizer.StorageBased => "Files alone",
        };
}
