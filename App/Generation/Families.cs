namespace GovernanceDashboard.Generation;

/// <summary>What the warehouse holds: laptop telemetry and what was made of it, and the rest of a company.</summary>
internal static class Families
{
    private static readonly string[] s_cohorts =
    [
        "us",
        "us_west",
        "us_east",
        "us_central",
        "us_south",
        "us_northeast",
        "us_midwest",
        "pilot",
        "field",
        "labs",
        "campus",
        "remote",
    ];

    private static readonly string[] s_marts = ["core", "mart", "stage", "archive", "adhoc", "reports", "sync"];

    public static DatabaseFamily[] All { get; } =
    [
        Telemetry("keystrokes-raw", "Keystrokes – raw", "raw_keystrokes", "KEYSTROKES", 110) with
        {
            IsInMiniature = true,
        },
        Telemetry("keystrokes-staging", "Keystrokes – staging", "staging_keystrokes", "KEYSTROKES", 40) with
        {
            UnclassifiedPercent = 8,
        },
        Telemetry("keystrokes-curated", "Keystrokes – curated", "curated_keystrokes", "KEYSTROKES", 50),
        Telemetry("keystrokes-archive", "Keystrokes – archive", "archive_keystrokes", "KEYSTROKES", 20),
        Telemetry("screen-raw", "Screen content – raw", "raw_screen", "SCREEN_CONTENT", 80) with
        {
            IsInMiniature = true,
        },
        Telemetry("screen-staging", "Screen content – staging", "staging_screen", "SCREEN_CONTENT", 30),
        Telemetry("screen-curated", "Screen content – curated text", "curated_screen", "SCREEN_CONTENT", 50),
        Telemetry("screen-archive", "Screen content – archive", "archive_screen", "SCREEN_CONTENT", 20) with
        {
            UnclassifiedPercent = 10,
        },
        Telemetry("mouse-raw", "Mouse and clicks – raw", "raw_mouse", "MOUSE_CLICKS", 40) with
        {
            IsInMiniature = true,
        },
        Telemetry("mouse-curated", "Mouse and clicks – curated", "curated_mouse", "MOUSE_CLICKS", 20),
        Telemetry("prompts-raw", "Prompts – full text", "raw_prompts", "PROMPTS", 50) with
        {
            IsInMiniature = true,
        },
        Telemetry("prompts-curated", "Prompts – curated", "curated_prompts", "PROMPTS", 30),
        Telemetry("meetings-raw", "Meeting transcripts – raw", "raw_meetings", "TRANSCRIPTS", 30) with
        {
            UnclassifiedPercent = 5,
        },
        Telemetry("meetings-curated", "Meeting transcripts – curated", "curated_meetings", "TRANSCRIPTS", 20),
        Telemetry(
            "conversations",
            "Private conversations – chat and mail",
            "conversations",
            "PRIVATE_CONVERSATIONS",
            40
        ) with
        {
            IsInMiniature = true,
        },
        Telemetry("productivity", "Performance data – productivity scores", "productivity", "PERFORMANCE_DATA", 25),
        Telemetry("activity-raw", "Activity logs – raw", "raw_activity", "ACTIVITY_LOGS", 30),
        Telemetry("activity-curated", "Activity logs – curated", "curated_activity", "ACTIVITY_LOGS", 25) with
        {
            UnclassifiedPercent = 6,
        },
        Telemetry("comms", "Communication metadata", "comms_metadata", "COMMUNICATION_METADATA", 20),
        new(
            "prompts-redacted",
            "Prompts – redacted",
            "prompts_",
            ["redacted", "eval", "quality"],
            "PROMPTS",
            20,
            "AI Research",
            "svc-training-loader"
        )
        {
            IsNarrow = true,
        },
        new(
            "transcripts",
            "Transcripts – model input",
            "transcripts_",
            ["labelled", "sampled", "scored"],
            "TRANSCRIPTS",
            20,
            "AI Research",
            "svc-training-loader"
        )
        {
            IsInMiniature = true,
            IsNarrow = true,
        },
        new(
            "training",
            "Training sets",
            "training_",
            ["corpus", "eval", "labels", "mixture"],
            "PROMPTS",
            35,
            "AI Research",
            "svc-training-loader"
        )
        {
            IsInMiniature = true,
            IsNarrow = true,
            UnclassifiedPercent = 10,
        },
        new(
            "perf",
            "Performance reviews",
            "perf_",
            ["reviews", "calibration", "goals"],
            "PERFORMANCE_DATA",
            12,
            "HR",
            "svc-hr-sync"
        )
        {
            IsNarrow = true,
        },
        new(
            "analytics-activity",
            "Aggregated activity",
            "analytics_activity_",
            ["daily", "teams", "trends"],
            "AGGREGATED_ACTIVITY",
            25,
            "Data Platform",
            "svc-analytics-etl"
        )
        {
            IsInMiniature = true,
            IsForEveryone = true,
        },
        Business("analytics-product", "Product analytics", "analytics_product_", "INTERNAL", 15, "Engineering"),
        new("hr", "HR records", "hr_", ["core", "recruiting", "payroll", "learning"], "HR", 15, "HR", "svc-hr-sync")
        {
            IsInMiniature = true,
            IsNarrow = true,
        },
        new(
            "benefits",
            "Health and benefits",
            "benefits_",
            ["claims", "leave", "wellness"],
            "HEALTH",
            6,
            "HR",
            "svc-hr-sync"
        )
        {
            IsNarrow = true,
        },
        Business("finance", "Finance ledgers", "finance_", "FINANCE", 20, "Finance") with
        {
            IsInMiniature = true,
            Service = "svc-finance-etl",
        },
        Business("close", "Quarter close", "close_", "FINANCE", 4, "Finance") with
        {
            Service = "svc-finance-etl",
            IsNarrow = true,
        },
        Business("payments", "Card payments", "payments_", "PCI", 8, "Finance") with
        {
            Service = "svc-finance-etl",
            IsNarrow = true,
        },
        Business("sales", "Sales pipeline", "sales_", "CUSTOMER", 15, "Sales") with
        {
            IsInMiniature = true,
        },
        Business("marketing", "Marketing events", "marketing_", "INTERNAL", 12, "Marketing"),
        Business("support", "Support tickets", "support_", "CUSTOMER", 10, "Support"),
        Business("legal", "Legal matters", "legal_matters_", "LEGAL", 5, "Legal") with
        {
            IsNarrow = true,
        },
        Business("hold", "Legal holds", "legal_hold_", "LEGAL", 3, "Legal") with
        {
            IsInMiniature = true,
            IsNarrow = true,
        },
        Business("security", "Security operations", "security_", "CREDENTIALS", 8, "Security") with
        {
            IsNarrow = true,
        },
        Business("vendor", "Vendor and client material", "vendor_", "THIRD_PARTY_CONFIDENTIAL", 5, "Operations"),
        Business("ops", "Operations", "ops_", "INTERNAL", 8, "Operations"),
        Business("facilities", "Facilities", "facilities_", "INTERNAL", 4, "Facilities"),
        Business("it", "IT assets", "it_", "INTERNAL", 6, "IT"),
        Business("product", "Product usage", "product_", "INTERNAL", 8, "Product"),
        Business("engineering", "Engineering metrics", "eng_", "INTERNAL", 8, "Engineering"),
        Business("reference", "Reference data", "reference_", "PUBLIC", 4, "Data Platform") with
        {
            IsInMiniature = true,
            IsForEveryone = true,
        },
        Business("home", "Home databases", "home_", null, 4, "Data Platform") with
        {
            UnclassifiedPercent = 100,
            IsNarrow = true,
        },
        Business("sandbox", "Sandboxes", "sandbox_", null, 10, "Data Platform") with
        {
            UnclassifiedPercent = 100,
        },
    ];

    private static DatabaseFamily Telemetry(string key, string group, string subject, string dataClass, int share) =>
        new(
            key,
            group,
            $"telemetry_{subject}_",
            s_cohorts,
            dataClass,
            share,
            "Data Platform",
            subject.StartsWith("raw", StringComparison.Ordinal) ? "svc-telemetry-ingest" : "svc-telemetry-curate"
        )
        {
            IsNarrow = true,
        };

    private static DatabaseFamily Business(
        string key,
        string group,
        string prefix,
        string? dataClass,
        int share,
        string owner
    ) => new(key, group, prefix, s_marts, dataClass, share, owner, "svc-analytics-etl") { IsTaggedByDatabase = true };
}
