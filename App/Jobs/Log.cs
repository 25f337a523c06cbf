namespace GovernanceDashboard.Jobs;

internal static partial class Log
{
    [LoggerMessage(EventId = 5001, Level = LogLevel.Error, Message = "Job '{Title}' failed; reference {Reference}")]
    public static partial void JobFailed(this ILogger logger, Exception fault, string title, string reference);

    [LoggerMessage(EventId = 5002, Level = LogLevel.Error, Message = "A subscriber of the job board failed")]
    public static partial void SubscriberFailed(this ILogger logger, Exception fault);
}
