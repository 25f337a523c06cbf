namespace GovernanceDashboard.Generation.Records;

/// <summary>What the data of a database is for: raw collection, model training, general analytics, published figures, or the business of a department.</summary>
internal static class DataZoneOf
{
    public static string Database(DatabaseSpec database) =>
        database.Family switch
        {
            { IsRaw: true } => "raw",
            { Key: "keystrokes-staging" or "screen-staging" } => "raw",
            { IsTelemetry: true } => "restricted",
            { Key: "training" or "transcripts" or "prompts-redacted" } => database.Name.EndsWith(
                "_eval",
                StringComparison.Ordinal
            )
                ? "evaluation"
                : "training",
            { Key: "analytics-activity" or "reference" } => "dashboard",
            { Key: "home" or "sandbox" } => "restricted",
            { Class: "INTERNAL" } => "analytics",
            _ => "restricted",
        };
}
