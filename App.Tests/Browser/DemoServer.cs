namespace GovernanceDashboard.Tests.Browser;

/// <summary>The program as a new user starts it: an empty data folder, on which it makes itself the full-size demonstration.</summary>
public sealed class DemoServer : ServerProcess;
