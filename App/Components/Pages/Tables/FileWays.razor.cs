using GovernanceDashboard.Estate;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Tables;

/// <summary>Path by path, why one account can or cannot read a table's files past Hive.</summary>
public sealed partial class FileWays : ComponentBase
{
    [Parameter, EditorRequired]
    public required FilesExplained Files { get; set; }
}
