namespace GovernanceDashboard.Generation;

/// <summary>The fictional company's organisation.</summary>
internal static class Organisation
{
    public static Department[] Departments { get; } =
    [
        new(
            "Engineering",
            "technology",
            260,
            true,
            ["Payments", "Search", "Mobile", "Web", "Platform", "Reliability", "Build"]
        ),
        new("AI Research", "technology", 80, true, ["Language", "Agents", "Evaluation", "Alignment", "Speech"]),
        new("Data Platform", "technology", 60, true, ["Ingestion", "Warehouse", "Streaming", "Catalog", "Telemetry"]),
        new("HR", "corporate", 35, true, ["Recruiting", "Benefits", "Payroll", "Partners", "Learning"]),
        new("Finance", "corporate", 40, true, ["Ledger", "Treasury", "Tax", "Planning", "Audit"]),
        new("Sales", "business", 140, true, ["Enterprise", "Midmarket", "Renewals", "Partners", "Field"]),
        new("Legal", "corporate", 18, true, ["Litigation", "Privacy", "Contracts"]),
        new("IT", "technology", 50, false, ["Endpoints", "Identity", "Helpdesk", "Networks"]),
        new("Marketing", "business", 60, false, ["Brand", "Demand", "Events", "Content"]),
        new("Support", "business", 130, false, ["Tier One", "Tier Two", "Escalations", "Knowledge"]),
        new("Operations", "business", 60, false, ["Logistics", "Procurement", "Vendors", "Planning"]),
        new("Security", "technology", 25, false, ["Response", "Detection", "Assurance"]),
        new("Product", "technology", 50, false, ["Core", "Growth", "Insights", "Design"]),
        new("Facilities", "corporate", 12, false, ["Campus", "Safety", "Travel"]),
    ];

    public static string[] Regions { get; } =
    [
        "US-CA",
        "US-WA",
        "US-NY",
        "US-TX",
        "US-MA",
        "US-IL",
        "US-CO",
        "US-GA",
        "US-VA",
        "US-NC",
        "US-OR",
        "US-AZ",
        "EMEA-London",
        "EMEA-Dublin",
        "EMEA-Berlin",
        "APAC-Singapore",
        "APAC-Bengaluru",
        "APAC-Tokyo",
    ];

    public static int[] RegionWeights { get; } =
    [240, 130, 110, 100, 55, 45, 40, 40, 35, 30, 25, 20, 30, 25, 15, 15, 30, 15];

    /// <summary>Hours ahead of UTC in summer, in the order of the regions: the story hardly leaves it.</summary>
    private static readonly double[] s_offsets = [-7, -7, -4, -5, -4, -5, -6, -4, -4, -4, -7, -7, 1, 1, 2, 8, 5.5, 9];

    /// <summary>Of somebody without a region as in the company's largest.</summary>
    public static double Offset(string? region) => s_offsets[Math.Max(0, Array.IndexOf(Regions, region))];

    public static string[] Levels { get; } =
    ["IC1", "IC2", "IC3", "IC4", "IC5", "IC6", "IC7", "M1", "M2", "M3", "M4", "VP", "Exec"];

    public static int[] LevelWeights { get; } = [70, 150, 240, 200, 95, 30, 8, 90, 60, 30, 12, 4, 0];
}
