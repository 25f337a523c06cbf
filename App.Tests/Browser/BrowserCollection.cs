namespace GovernanceDashboard.Tests.Browser;

/// <summary>The browser tests share one Chromium and one running program over the full-size demonstration, and so run one after another.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserCollection
    : ICollectionFixture<ChromiumFixture>,
        ICollectionFixture<DemoServer>,
        ICollectionFixture<SeedServer>
{
    public const string Name = "Browser";
}
