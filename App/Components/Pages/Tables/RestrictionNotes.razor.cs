using GovernanceDashboard.Estate;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Tables;

/// <summary>Masks and row filter of one reader, one line each; nothing where there are none.</summary>
public sealed partial class RestrictionNotes : ComponentBase
{
    [Parameter, EditorRequired]
    public required ReaderRestrictions Restrictions { get; set; }

    private static string Open(bool isConditional) =>
        isConditional ? "; it hangs on a condition that cannot be checked from a snapshot" : "";
}
