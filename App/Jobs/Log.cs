namespace GovernanceDashboard.Jobs;

internal static partial class Log
{
    [LoggerMessage(EventId = 5001, Level = LogLevel.Error, Message = "Job '{Title}' failed; reference {Reference}")]
    public static partial void JobFailed(this ILogger logger, Exception fault, string title, string reference);

    [LoggerMessage(EventId = 5002, Level = LogLevel.Error, Message = "A subscriber of the job board failed")]
    public static partial void SubscriberFailed(this ILogger logger, Exception fault);

    [LoggerMessage(
        EventId = 5003,
        Level = LogLevel.Information,
        Message = "The scheduled import '{Name}' ended; good: {IsGood}"
    )]
    public static partial void ScheduledImportEnded(this ILogger logger, string name, bool isGood);

    [LoggerMessage(EventId = 5004, Level = LogLevel.Warning, Message = "Notification {File} was given up: {Problem}")]
    public static partial void NotificationDead(this ILogger logger, string file, string problem);

    [LoggerMessage(
        EventId = 5005,
        Level = LogLevel.Error,
        Message = "What an import changed in access could not be told: {Why}"
    )]
    public static partial void DeviationUntold(this ILogger logger, string why);

    [LoggerMessage(EventId = 5010, Level = LogLevel.Information, Message = "{Stage}: {Done} of {Total}")]
    public static partial void Progress(this ILogger logger, string stage, long done, long total);

    [LoggerMessage(
        EventId = 5011,
        Level = LogLevel.Information,
        Message = "The demonstration estate is snapshot {Snapshot}, made in {Seconds:F1} s"
    )]
    public static partial void DemoMade(this ILogger logger, int snapshot, double seconds);

    [LoggerMessage(EventId = 5013, Level = LogLevel.Error, Message = "{Why}")]
    public static partial void StoreUnusable(this ILogger logger, string why);

    [LoggerMessage(
        EventId = 5012,
        Level = LogLevel.Information,
        Message = "The estate is ready: {Tables} tables, {People} people, after {Seconds:F1} s"
    )]
    public static partial void Ready(this ILogger logger, int tables, int people, double seconds);
}
