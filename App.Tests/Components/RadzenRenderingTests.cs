using Bunit;
using Radzen.Blazor;

namespace GovernanceDashboard.Tests.Components;

/// <summary>Radzen's components render and react in tests without a browser.</summary>
public sealed class RadzenRenderingTests : ComponentTest
{
    [Fact]
    public void A_button_is_rendered_and_reacts_to_a_click()
    {
        var clicks = 0;
        var rendered = Render<RadzenButton>(parameters =>
            parameters.Add(button => button.Text, "Open").Add(button => button.Click, _ => clicks++)
        );

        var button = rendered.Find("button");
        button.Click();

        Assert.Contains("Open", button.TextContent, StringComparison.Ordinal);
        Assert.Equal(1, clicks);
    }
}
