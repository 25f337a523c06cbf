using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Import.Hive;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Imports;

/// <summary>Where a live metastore is, and whether it can be reached.</summary>
public sealed partial class MetastoreForm : ComponentBase
{
    [Parameter, EditorRequired]
    public required MetastoreInput Input { get; set; }

    [Parameter, EditorRequired]
    public required JobRun<MetastoreSummary> Check { get; set; }

    /// <summary>What is wrong with what was typed; null for nothing.</summary>
    [Parameter]
    public string? Error { get; set; }

    /// <summary>An import runs: another has to wait.</summary>
    [Parameter]
    public bool IsRunning { get; set; }

    [Parameter]
    public EventCallback OnTest { get; set; }

    [Parameter]
    public EventCallback OnImport { get; set; }

    private static string Name(string table) =>
        table switch
        {
            "DBS" => "Databases",
            "TBLS" => "Tables and views",
            "PARTITIONS" => "Partitions",
            "ROLES" => "Roles",
            "ROLE_MAP" => "Holders of roles",
            "TBL_PRIVS" => "Grants on tables",
            "DB_PRIVS" => "Grants on databases",
            var other => other,
        };
}
