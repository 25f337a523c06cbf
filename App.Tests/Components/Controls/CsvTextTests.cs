using GovernanceDashboard.Components.Controls;

namespace GovernanceDashboard.Tests.Components.Controls;

public sealed class CsvTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    [InlineData(null, "")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"x\"", "\"say \"\"x\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    public void Cells_are_quoted_where_they_must_be(string? value, string expected)
    {
        Assert.Equal(expected, CsvText.Cell(value));
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0")]
    [InlineData("-x", "'-x")]
    [InlineData("\tx", "'\tx")]
    [InlineData("=HYPERLINK(\"a\",\"b\")", "\"'=HYPERLINK(\"\"a\"\",\"\"b\"\")\"")]
    public void Nothing_runs_as_a_formula(string value, string expected)
    {
        Assert.Equal(expected, CsvText.Cell(value));
    }

    [Theory]
    [InlineData("-12.5")]
    [InlineData("+3")]
    public void Numbers_stay_numbers(string value)
    {
        Assert.Equal(value, CsvText.Cell(value));
    }

    [Fact]
    public void Rows_end_as_the_standard_says()
    {
        Assert.Equal(
            "a,b\r\n1,\r\n",
            CsvText.Write(
                ["a", "b"],
                [
                    ["1", null],
                ]
            )
        );
    }
}
