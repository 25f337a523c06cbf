using GovernanceDashboard.Cli;

namespace GovernanceDashboard.Tests.Cli;

public sealed class CsvOutputTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"x\"", "\"say \"\"x\"\"\"")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("-1", "'-1")]
    [InlineData("+1", "'+1")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("=HYPERLINK(\"u\",\"t\")", "\"'=HYPERLINK(\"\"u\"\",\"\"t\"\")\"")]
    public async Task A_field_stays_data_in_a_spreadsheet(string text, string written)
    {
        var output = new StringWriter();

        await CsvOutput.WriteAsync(
            output,
            [
                [text, "next"],
            ],
            TestContext.Current.CancellationToken
        );

        Assert.Equal($"{written},next\n", output.ToString());
    }
}
