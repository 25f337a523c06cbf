namespace GovernanceDashboard.Security;

/// <summary>The words under which this room's activity entries are found.</summary>
internal static class ActivityActions
{
    public const string Unmask = "unmask";
    public const string UnmaskRefused = "unmask refused";
    public const string LinkIssued = "sign-in link issued";
    public const string SignIn = "sign-in";
    public const string SignInRefused = "sign-in refused";
    public const string SignOut = "sign-out";
}
