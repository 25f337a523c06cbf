namespace GovernanceDashboard.Components;

/// <summary>The two looks of the app and the cookie that remembers which one a reader chose.</summary>
public static class Appearance
{
    public const string Light = "material";
    public const string Dark = "material-dark";

    private const string Cookie = "GovernanceDashboard.Appearance";

    /// <summary>The look that the request asks for; null when it asks for none, or for one we do not have.</summary>
    public static string? Chosen(IRequestCookieCollection? cookies) =>
        cookies?[Cookie] is { } chosen and (Light or Dark) ? chosen : null;

    /// <summary>What a script assigns to <c>document.cookie</c> so that a look is remembered for a year.</summary>
    public static string Remember(string theme) => $"{Cookie}={theme}; path=/; max-age=31536000; samesite=lax";
}
