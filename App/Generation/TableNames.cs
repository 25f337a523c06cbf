using System.Globalization;

namespace GovernanceDashboard.Generation;

/// <summary>What tables are called and what their owners wrote about them.</summary>
internal static class TableNames
{
    private static readonly string[] s_apps =
    [
        "mail",
        "chat",
        "docs",
        "editor",
        "terminal",
        "browser",
        "calls",
        "crm",
        "tracker",
        "design",
        "sheets",
        "wiki",
    ];

    private static readonly string[] s_grains =
    [
        "hourly",
        "daily",
        "weekly",
        "events",
        "sessions",
        "batches",
        "sample",
        "dedup",
        "joined",
        "by_team",
        "by_app",
        "backfill",
    ];

    private static readonly string[] s_subjects =
    [
        "accounts",
        "orders",
        "requests",
        "contracts",
        "assets",
        "visits",
        "campaigns",
        "cases",
        "plans",
        "budgets",
        "forecasts",
        "invoices",
        "vendors",
        "tickets",
        "projects",
        "releases",
        "incidents",
        "locations",
        "calendars",
        "rates",
    ];

    private static readonly string[] s_neutral =
    [
        "batch",
        "stg_load",
        "ext_feed",
        "tmp_copy",
        "part_load",
        "x_dump",
        "job_out",
    ];

    public static string Of(DatabaseFamily family, Dice dice)
    {
        var stem = family.Class switch
        {
            "KEYSTROKES" => dice.Pick(["keystrokes", "key_events", "typed_text", "key_timing"]),
            "SCREEN_CONTENT" => dice.Pick(["screen_frames", "screen_text", "screenshots", "window_text"]),
            "MOUSE_CLICKS" => dice.Pick(["mouse_events", "clicks", "cursor_paths", "scrolls"]),
            "PROMPTS" => dice.Pick(["prompts", "prompt_sessions", "completions", "prompt_pairs"]),
            "TRANSCRIPTS" => dice.Pick(["transcripts", "utterances", "meeting_turns", "call_text"]),
            "PRIVATE_CONVERSATIONS" => dice.Pick(["direct_messages", "dm_threads", "chat_messages", "mail_threads"]),
            "PERFORMANCE_DATA" => dice.Pick(["scores", "ratings", "goals", "reviews"]),
            "ACTIVITY_LOGS" => dice.Pick(["app_usage", "window_focus", "activity", "browsing"]),
            "COMMUNICATION_METADATA" => dice.Pick(["mail_headers", "call_records", "meeting_links"]),
            "AGGREGATED_ACTIVITY" => dice.Pick(["activity_agg", "usage_summary", "focus_rollup"]),
            "HR" => dice.Pick(["employees", "positions", "payroll_runs", "candidates", "leaves"]),
            "HEALTH" => dice.Pick(["claims", "leave_cases", "enrolments"]),
            _ => dice.Pick(s_subjects),
        };
        var app = family.IsTelemetry && dice.Chance(0.75) ? "_" + dice.Pick(s_apps) : "";
        var grain = dice.Chance(0.85) ? "_" + dice.Pick(s_grains) : "";
        return stem + app + grain;
    }

    public static string Neutral(Dice dice) => Numbered(dice.Pick(s_neutral), dice.Between(1, 99));

    public static string Numbered(string name, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{name}_{number:00}");

    public static string Comment(DatabaseFamily family, Dice dice) =>
        dice.Below(3) switch
        {
            0 => $"{family.Group}; loaded by {family.Service}",
            1 => $"Owned by {family.Owner}. See the data catalog, \"{family.Group}\"",
            _ when family.IsTelemetry => "Employee laptop telemetry for model training, US workforce",
            _ => $"{family.Owner}, internal use",
        };
}
