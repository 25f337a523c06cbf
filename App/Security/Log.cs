namespace GovernanceDashboard.Security;

internal static partial class Log
{
    [LoggerMessage(EventId = 4001, Level = LogLevel.Information, Message = "Signed in as {Role} (demo: {IsDemo})")]
    public static partial void SignedIn(this ILogger logger, string role, bool isDemo);

    [LoggerMessage(EventId = 4002, Level = LogLevel.Warning, Message = "A sign-in link was refused")]
    public static partial void SignInRefused(this ILogger logger);
}
