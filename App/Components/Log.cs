namespace GovernanceDashboard.Components;

/// <summary>What pages write to the log. Never a principal's name or attributes.</summary>
internal static partial class Log
{
    [LoggerMessage(3001, LogLevel.Error, "A page failed; reference {Reference}.")]
    public static partial void PageFailed(this ILogger logger, Exception error, string reference);
}
