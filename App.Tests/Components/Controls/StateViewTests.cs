using Bunit;
using GovernanceDashboard.Components.Controls;

namespace GovernanceDashboard.Tests.Components.Controls;

public sealed class StateViewTests : ComponentTest
{
    [Theory]
    [InlineData(ViewState.Loading, "status")]
    [InlineData(ViewState.Empty, "status")]
    [InlineData(ViewState.Refused, "status")]
    [InlineData(ViewState.Failed, "alert")]
    public void Each_state_without_an_answer_is_announced_and_hides_the_content(ViewState state, string role)
    {
        var rendered = Render<StateView>(parameters =>
            parameters.Add(view => view.State, state).Add(view => view.Message, "why").AddChildContent("<b>answer</b>")
        );
        Assert.Equal(role, rendered.Find(".state").GetAttribute("role"));
        Assert.Contains("why", rendered.Markup, StringComparison.Ordinal);
        Assert.Empty(rendered.FindAll("b"));
    }

    [Fact]
    public void Ready_shows_the_content_alone()
    {
        var rendered = Render<StateView>(parameters =>
            parameters.Add(view => view.State, ViewState.Ready).AddChildContent("<b>answer</b>")
        );
        Assert.Equal("answer", rendered.Find("b").TextContent);
        Assert.Empty(rendered.FindAll(".state"));
    }

    [Fact]
    public void A_failure_gives_its_reference_and_can_be_tried_again()
    {
        var retries = 0;
        var rendered = Render<StateView>(parameters =>
            parameters
                .Add(view => view.State, ViewState.Failed)
                .Add(view => view.Reference, "R-1")
                .Add(view => view.OnRetry, () => retries++)
        );
        rendered.Find("button").Click();
        Assert.Equal("R-1", rendered.Find("code").TextContent);
        Assert.Equal(1, retries);
    }
}
