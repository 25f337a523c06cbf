namespace GovernanceDashboard.Tests.Browser;

/// <summary>The browser tests share one Chromium and one running app, and so run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserCollection : ICollectionFixture<ChromiumFixture>, ICollectionFixture<RunningApp>
{
    public const string Name = "Browser";
}
