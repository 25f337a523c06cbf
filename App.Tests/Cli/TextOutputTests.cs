using GovernanceDashboard.Cli;

namespace GovernanceDashboard.Tests.Cli;

public sealed class TextOutputTests
{
    [Fact]
    public void A_pipe_gets_aligned_columns_without_rules()
    {
        var output = new StringWriter();

        new TextOutput(output, isTerminal: false).Table(
            ["NAME", TextColumn.Number("ROWS"), "NOTE"],
            [
                ["long.name", "7", "a"],
                ["x", "12345", ""],
            ]
        );

        Assert.Equal("NAME        ROWS  NOTE\nlong.name      7  a\nx          12345  \n", output.ToString());
    }

    [Fact]
    public void A_terminal_gets_rules()
    {
        var output = new StringWriter();

        new TextOutput(output, isTerminal: true).Table(
            ["NAME"],
            [
                ["[red]x[/]"],
            ]
        );

        // Square brackets are markup to the table's maker, and must stay what they are.
        Assert.Contains("│ [red]x[/] │", output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_name_cannot_steer_the_terminal(bool isTerminal)
    {
        var output = new StringWriter();
        var text = new TextOutput(output, isTerminal);

        text.Line("a\u001b[2Jb\nc");
        text.Table(
            ["N"],
            [
                ["\u001b]0;x\u0007\u202E"],
            ]
        );

        Assert.DoesNotContain('\u0007', output.ToString());
        Assert.DoesNotContain('\u202E', output.ToString());
        Assert.DoesNotContain("\u001b[2J", output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b]0", output.ToString(), StringComparison.Ordinal);
    }
}
