namespace GovernanceDashboard.Security;

/// <summary>Limits of sign-in, from the configuration section <c>SignIn</c>.</summary>
public sealed class SignInOptions
{
    public const string Section = "SignIn";

    /// <summary>Sign-ins and refused links a minute from one address; more are turned away. From 1 to 10,000.</summary>
    public int AttemptsPerMinute { get; set; } = 10;

    /// <summary>How often an open page checks that its session still holds, in seconds. From 1 to 600.</summary>
    public int RecheckSeconds { get; set; } = 20;
}
