namespace GovernanceDashboard.Tests.Browser;

/// <summary>The browser tests share one Chromium and one running program over the full-size demonstration, and so run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserCollection : ICollectionFixture<ChromiumFixture>, ICollectionFixture<DemoServer>
{
    public const string Name = "Browser";
}
