namespace GovernanceDashboard.Sensitivity;

/// <summary>
/// The rules themselves, as phrases. They lean towards silence: a resource that no phrase fits stays unclassified, which
/// is shown as unknown and never as safe, while a wrong class would be believed.
/// </summary>
internal static class RuleBook
{
    /// <summary>Words before the phrase that make a name a measure of the thing, not the thing.</summary>
    private const string MeasuresBefore = "is has had no non num count cnt total avg mean min max sum pct rate without";

    private const string MeasuresAfter =
        "id key count cnt num len length size ms sec second minute at ts time date flag pct percent rate ratio score type "
        + "kind status state version template total avg mean min max sum enabled sent domain category lang language model";

    /// <summary>Words anywhere before the phrase in a comment that deny or merely count it.</summary>
    private const string DenialsBefore =
        "no not non never without excluding excludes exclude removed redacted stripped count number id hash length share percent of";

    /// <summary>Applied to the names of columns.</summary>
    public static PhraseBook ColumnNames { get; } =
        new(
            [
                (
                    "KEYSTROKES",
                    ColumnTypes.Contents,
                    "keystroke key_stroke keypress key_press key_event key_code keycode key_char"
                ),
                (
                    "KEYSTROKES",
                    ColumnTypes.Contents,
                    "key_sequence key_buffer keylog key_log typed_text typed_chars typed_keys"
                ),
                (
                    "SCREEN_CONTENT",
                    ColumnTypes.Text,
                    "screenshot screen_shot screen_text screen_capture screen_image screen_frame"
                ),
                (
                    "SCREEN_CONTENT",
                    ColumnTypes.Text,
                    "screen_ocr ocr_text window_text screen_recording clipboard_text clipboard_content"
                ),
                ("PROMPTS", ColumnTypes.Text, "prompt prompt_text completion_text model_response"),
                (
                    "TRANSCRIPTS",
                    ColumnTypes.Text,
                    "transcript transcription utterance speech_text spoken_text caption_text"
                ),
                (
                    "PRIVATE_CONVERSATIONS",
                    ColumnTypes.Text,
                    "dm_text dm_body message_body message_text msg_body msg_text chat_text"
                ),
                (
                    "PRIVATE_CONVERSATIONS",
                    ColumnTypes.Text,
                    "chat_body chat_message private_message direct_message conversation_text"
                ),
                ("PRIVATE_CONVERSATIONS", ColumnTypes.Text, "email_body mail_body"),
                (
                    "PERFORMANCE_DATA",
                    ColumnTypes.Contents,
                    "performance_score performance_rating performance_review perf_score"
                ),
                (
                    "PERFORMANCE_DATA",
                    ColumnTypes.Contents,
                    "perf_rating productivity_score productivity_index focus_score manager_rating"
                ),
                ("PERFORMANCE_DATA", ColumnTypes.Contents, "calibration_rating idle_ratio"),
                (
                    "MOUSE_CLICKS",
                    ColumnTypes.Contents,
                    "click_x click_y mouse_x mouse_y cursor_x cursor_y pointer_x pointer_y"
                ),
                (
                    "MOUSE_CLICKS",
                    ColumnTypes.Contents,
                    "mouse_button mouse_event mouse_move mouse_path scroll_delta click_target"
                ),
                (
                    "ACTIVITY_LOGS",
                    ColumnTypes.Contents,
                    "window_title active_app active_window foreground_app app_focus idle_seconds"
                ),
                ("ACTIVITY_LOGS", ColumnTypes.Text, "visited_url url_visited browser_url activity_event"),
                (
                    "COMMUNICATION_METADATA",
                    ColumnTypes.Contents,
                    "sender recipient sender_id recipient_id participant_ids attendee_ids"
                ),
                ("COMMUNICATION_METADATA", ColumnTypes.Contents, "call_duration mail_from rcpt_to"),
                (
                    "PII",
                    ColumnTypes.Contents,
                    "ssn social_security passport_number passport_no national_id drivers_license driver_license"
                ),
                ("PII", ColumnTypes.Contents, "phone phone_number mobile_number date_of_birth birth_date dob tax_id"),
                (
                    "PII",
                    ColumnTypes.Text,
                    "email email_address first_name last_name full_name given_name surname maiden_name"
                ),
                (
                    "PII",
                    ColumnTypes.Text,
                    "employee_name home_address street_address postal_address ip_address emergency_contact"
                ),
                (
                    "PCI",
                    ColumnTypes.Contents,
                    "card_number credit_card debit_card cc_number card_pan pan_number cvv card_expiry"
                ),
                (
                    "HEALTH",
                    ColumnTypes.Contents,
                    "diagnosis icd_code prescription disability blood_type vaccination medical_leave"
                ),
                (
                    "CREDENTIALS",
                    ColumnTypes.Text,
                    "password passwd pwd api_key apikey secret_key access_token refresh_token auth_token"
                ),
                ("CREDENTIALS", ColumnTypes.Text, "session_token bearer_token private_key client_secret credential"),
                (
                    "HR",
                    ColumnTypes.Contents,
                    "salary base_pay compensation bonus_target termination_reason disciplinary grievance"
                ),
                ("HR", ColumnTypes.Contents, "immigration_status visa_status marital_status ethnicity"),
                ("FINANCE", ColumnTypes.Contents, "bank_account iban routing_number"),
                (
                    "BIOMETRIC",
                    ColumnTypes.Contents,
                    "biometric face_embedding face_vector voice_print voiceprint iris_scan"
                ),
                (
                    "LOCATION",
                    ColumnTypes.Contents,
                    "gps_lat gps_lon gps_latitude gps_longitude device_location precise_location"
                ),
            ],
            MeasuresBefore,
            MeasuresAfter
        );

    /// <summary>Applied to the names of tables.</summary>
    public static PhraseBook TableNames { get; } =
        new(
            [
                (
                    "KEYSTROKES",
                    ColumnTypes.Contents,
                    "keystroke key_stroke key_event key_press keypress keylog key_log"
                ),
                (
                    "SCREEN_CONTENT",
                    ColumnTypes.Contents,
                    "screenshot screen_shot screen_capture screen_frame screen_text screen_ocr"
                ),
                ("SCREEN_CONTENT", ColumnTypes.Contents, "screen_recording screen_content"),
                ("PROMPTS", ColumnTypes.Contents, "prompt"),
                ("TRANSCRIPTS", ColumnTypes.Contents, "transcript transcription utterance"),
                (
                    "PRIVATE_CONVERSATIONS",
                    ColumnTypes.Contents,
                    "direct_message private_message private_conversation private_chat"
                ),
                ("PRIVATE_CONVERSATIONS", ColumnTypes.Contents, "chat_message dm_message"),
                (
                    "PERFORMANCE_DATA",
                    ColumnTypes.Contents,
                    "performance_review performance_rating perf_review perf_rating perf_score"
                ),
                ("PERFORMANCE_DATA", ColumnTypes.Contents, "productivity_score performance_calibration"),
                ("MOUSE_CLICKS", ColumnTypes.Contents, "mouse_event mouse_click mouse_move mouse_path"),
                (
                    "ACTIVITY_LOGS",
                    ColumnTypes.Contents,
                    "activity_log activity_event app_usage app_focus window_focus browser_history"
                ),
                (
                    "COMMUNICATION_METADATA",
                    ColumnTypes.Contents,
                    "message_metadata call_detail call_record email_header mail_header"
                ),
                ("COMMUNICATION_METADATA", ColumnTypes.Contents, "meeting_attendance calendar_metadata"),
                ("HR", ColumnTypes.Contents, "payroll salary compensation disciplinary grievance"),
                ("HEALTH", ColumnTypes.Contents, "medical health_claim disability"),
                ("CREDENTIALS", ColumnTypes.Contents, "password credential api_key secret_key"),
                ("PCI", ColumnTypes.Contents, "credit_card card_number"),
            ],
            MeasuresBefore + " agg aggregate aggregated rollup summary",
            MeasuresAfter + " agg aggregate aggregated rollup summary library test dictionary codebook"
        );

    /// <summary>Applied to comments, of tables and columns alike: longer phrases, since prose is less exact than names.</summary>
    public static PhraseBook Comments { get; } =
        new(
            [
                ("KEYSTROKES", ColumnTypes.Contents, "keystroke raw_key_event"),
                ("SCREEN_CONTENT", ColumnTypes.Contents, "screenshot screen_content screen_capture screen_text"),
                ("PROMPTS", ColumnTypes.Contents, "full_prompt prompt_text text_of_prompt"),
                ("TRANSCRIPTS", ColumnTypes.Contents, "transcript transcription"),
                ("PRIVATE_CONVERSATIONS", ColumnTypes.Contents, "private_conversation direct_message private_message"),
                ("PERFORMANCE_DATA", ColumnTypes.Contents, "performance_review performance_rating productivity_score"),
                ("MOUSE_CLICKS", ColumnTypes.Contents, "mouse_click mouse_movement"),
                ("ACTIVITY_LOGS", ColumnTypes.Contents, "activity_log application_usage"),
                ("PII", ColumnTypes.Contents, "social_security_number date_of_birth home_address"),
                ("PCI", ColumnTypes.Contents, "credit_card card_number"),
                ("HEALTH", ColumnTypes.Contents, "medical_record health_condition"),
                ("CREDENTIALS", ColumnTypes.Contents, "clear_text_password plaintext_password"),
            ],
            DenialsBefore,
            "count id length removed redacted excluded dropped"
        );

    /// <summary>Both an aggregate word and an activity word make a table name speak of aggregated activity.</summary>
    public static PhraseBook AggregateWords { get; } =
        new([("AGGREGATED_ACTIVITY", ColumnTypes.Contents, "agg aggregate aggregated rollup summary")], "no", "no");

    public static PhraseBook ActivityWords { get; } =
        new(
            [
                (
                    "AGGREGATED_ACTIVITY",
                    ColumnTypes.Contents,
                    "activity usage focus keystroke click mouse session telemetry"
                ),
            ],
            "no",
            "no"
        );

    /// <summary>Columns that single a person out: with one of them a table is not aggregated, whatever it is called.</summary>
    public static PhraseBook PersonColumns { get; } =
        new(
            [
                (
                    "PII",
                    ColumnTypes.Contents,
                    "employee_id employee person_id user_id user login username user_name badge_id worker_id"
                ),
                ("PII", ColumnTypes.Contents, "email device_id host_id hostname person_key subject_id"),
            ],
            "num count cnt distinct total avg",
            "count cnt"
        );
}
