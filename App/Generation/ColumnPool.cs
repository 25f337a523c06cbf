namespace GovernanceDashboard.Generation;

/// <summary>The columns that tables draw from, by what the table holds.</summary>
internal static class ColumnPool
{
    public static ColumnSpec[] PartitionKeys { get; } =
    [new("dt", "string", "Day of capture, UTC"), new("region", "string")];

    /// <summary>Who and when: in every table that records single events of people.</summary>
    public static ColumnSpec[] Keys { get; } =
    [
        new("event_id", "string"),
        new("employee_id", "bigint", "Employee number from the HR system"),
        new("event_ts", "timestamp", "When the laptop saw it"),
    ];

    /// <summary>Around the contents of telemetry.</summary>
    public static ColumnSpec[] Context { get; } =
    [
        new("device_id", "string", "Laptop asset number"),
        new("session_id", "string"),
        new("app_name", "string", "Application in front"),
        new("os_build", "string"),
        new("agent_version", "string", "Version of the capture agent"),
        new("ingest_ts", "timestamp"),
        new("batch_id", "string"),
        new("source_host", "string"),
        new("tz_offset", "int"),
        new("locale", "string"),
        new("checksum", "string"),
        new("seq_no", "bigint"),
        new("is_sampled", "boolean"),
        new("confidence", "double"),
        new("team_code", "string", "Team at the time of capture"),
        new("work_email", "string", "Employee's address", "PII"),
        new("ip_address", "string", null, "PII"),
    ];

    /// <summary>What nobody can read a meaning from.</summary>
    public static ColumnSpec[] Neutral { get; } =
    [
        new("k", "string"),
        new("v", "string"),
        new("payload", "binary"),
        new("src", "string"),
        new("seq", "bigint"),
        new("part", "int"),
        new("loaded", "timestamp"),
        new("crc", "string"),
        new("flags", "int"),
        new("attrs", "map<string,string>"),
        new("lineno", "bigint"),
        new("blob_ref", "string"),
    ];

    private static readonly ColumnSpec[] s_business =
    [
        new("record_id", "bigint"),
        new("created_at", "timestamp"),
        new("updated_at", "timestamp"),
        new("status", "string"),
        new("quantity", "int"),
        new("unit_price", "decimal(12,2)"),
        new("currency", "string", "ISO 4217"),
        new("cost_center", "string"),
        new("country", "string"),
        new("channel", "string"),
        new("category", "string"),
        new("priority", "int"),
        new("source_system", "string"),
        new("is_active", "boolean"),
        new("valid_from", "date"),
        new("valid_to", "date"),
        new("notes_ref", "string"),
        new("region_code", "string"),
    ];

    /// <summary>What makes a table one of its class; at least one of them stands in each.</summary>
    public static ColumnSpec[] ContentsOf(string dataClass) =>
        dataClass switch
        {
            "KEYSTROKES" =>
            [
                new("typed_text", "string", "Text as typed, unredacted", dataClass),
                new("key_sequence", "array<string>", "Keys in the order pressed", dataClass),
                new("key_code", "int", "Virtual key", dataClass),
                new("keystroke_buffer", "string", "Keystrokes of one focus period", dataClass),
                new("dwell_ms", "int", "Milliseconds a key was held"),
                new("flight_ms", "int"),
            ],
            "SCREEN_CONTENT" =>
            [
                new("screen_text", "string", "Text recognised on the screen", dataClass),
                new("screenshot_uri", "string", "Where the image lies", dataClass),
                new("ocr_text", "string", null, dataClass),
                new("window_text", "string", "Text of the window in front", dataClass),
                new("monitor_no", "int"),
                new("frame_hash", "string"),
            ],
            "MOUSE_CLICKS" =>
            [
                new("click_x", "int", "Pixels from the left", dataClass),
                new("click_y", "int", "Pixels from the top", dataClass),
                new("cursor_x", "int", null, dataClass),
                new("cursor_y", "int", null, dataClass),
                new("scroll_delta", "int", null, dataClass),
                new("click_target", "string", "Accessible name of the control", dataClass),
            ],
            "PROMPTS" =>
            [
                new("prompt_text", "string", "Full prompt as sent to the model", dataClass),
                new("completion_text", "string", "Answer of the model", dataClass),
                new("system_prompt", "string", null, dataClass),
                new("prompt_tokens", "bigint"),
                new("engine_name", "string"),
                new("latency_ms", "int"),
            ],
            "TRANSCRIPTS" =>
            [
                new("utterance", "string", "One speaker's turn", dataClass),
                new("transcript", "string", "Whole meeting, transcribed", dataClass),
                new("speech_text", "string", null, dataClass),
                new("speaker_no", "int"),
                new("meeting_id", "string"),
                new("start_ms", "bigint"),
            ],
            "PRIVATE_CONVERSATIONS" =>
            [
                new("dm_text", "string", "Direct message between two people", dataClass),
                new("message_body", "string", null, dataClass),
                new("chat_text", "string", null, dataClass),
                new("recipient_id", "bigint", null, "COMMUNICATION_METADATA"),
                new("thread_ref", "string"),
                new("channel_kind", "string"),
            ],
            "PERFORMANCE_DATA" =>
            [
                new("productivity_score", "double", "0 to 100, from activity", dataClass),
                new("focus_score", "double", null, dataClass),
                new("manager_rating", "int", null, dataClass),
                new("idle_ratio", "double", null, dataClass),
                new("review_cycle", "string"),
                new("target_met", "boolean"),
            ],
            "ACTIVITY_LOGS" =>
            [
                new("window_title", "string", "Title of the window in front", dataClass),
                new("active_app", "string", null, dataClass),
                new("visited_url", "string", null, dataClass),
                new("idle_seconds", "int", null, dataClass),
                new("focus_start", "timestamp"),
                new("focus_end", "timestamp"),
            ],
            "COMMUNICATION_METADATA" =>
            [
                new("sender_id", "bigint", null, dataClass),
                new("recipient_id", "bigint", null, dataClass),
                new("call_duration", "int", "Seconds", dataClass),
                new("participant_ids", "array<bigint>", null, dataClass),
                new("medium", "string"),
                new("attachment_count", "int"),
            ],
            "AGGREGATED_ACTIVITY" =>
            [
                new("team_size", "int", "At least ten, smaller teams are merged"),
                new("active_minutes", "bigint", "Sum over the team"),
                new("events", "bigint"),
                new("median_minutes", "double"),
                new("app_category", "string"),
                new("week_no", "int"),
            ],
            "HR" =>
            [
                new("base_salary", "decimal(12,2)", "Yearly, US dollars", dataClass),
                new("ssn", "string", "Social security number", "PII"),
                new("date_of_birth", "date", null, "PII"),
                new("work_email", "string", null, "PII"),
                new("termination_reason", "string", null, dataClass),
                new("home_address", "string", null, "PII"),
            ],
            "HEALTH" =>
            [
                new("diagnosis", "string", null, dataClass),
                new("medical_leave", "string", null, dataClass),
                new("icd_code", "string", null, dataClass),
                new("ssn", "string", null, "PII"),
                new("claim_amount", "decimal(12,2)"),
                new("plan_name", "string"),
            ],
            "FINANCE" =>
            [
                new("gl_account", "string"),
                new("bank_account", "string", null, dataClass),
                new("amount", "decimal(18,2)"),
                new("posted_on", "date"),
                new("ledger", "string"),
                new("period", "string"),
            ],
            "PCI" =>
            [
                new("card_number", "string", "Primary account number", dataClass),
                new("card_expiry", "string", null, dataClass),
                new("amount", "decimal(18,2)"),
                new("merchant", "string"),
                new("approved", "boolean"),
                new("settled_on", "date"),
            ],
            "CUSTOMER" =>
            [
                new("customer_no", "bigint"),
                new("contact_email", "string", null, "PII"),
                new("phone_number", "string", null, "PII"),
                new("segment", "string"),
                new("stage", "string"),
                new("amount", "decimal(18,2)"),
            ],
            _ =>
            [
                new("item_no", "bigint"),
                new("title", "string"),
                new("amount", "decimal(18,2)"),
                new("site", "string"),
                new("kind", "string"),
                new("score", "double"),
            ],
        };

    /// <summary>What surrounds the contents.</summary>
    public static ColumnSpec[] ContextOf(DatabaseFamily family) =>
        family.IsTelemetry ? Context
        : family.Class is "PROMPTS" or "TRANSCRIPTS" ? Context[4..14]
        : s_business;
}
