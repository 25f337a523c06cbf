namespace GovernanceDashboard.Cli;

internal static partial class Log
{
    [LoggerMessage(EventId = 9001, Level = LogLevel.Error, Message = "The verb failed; reference {Reference}")]
    public static partial void VerbFailed(ILogger logger, string reference, Exception exception);
}
