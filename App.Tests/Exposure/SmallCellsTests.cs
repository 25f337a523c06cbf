using GovernanceDashboard.Exposure;
using GovernanceDashboard.Exposure.Metrics;

namespace GovernanceDashboard.Tests.Exposure;

/// <summary>Figures of few people, and what would give them away.</summary>
public sealed class SmallCellsTests
{
    [Theory]
    [InlineData("0 7 9", "...")] // nobody is no small figure
    [InlineData("3 7 9", "xx.")] // one alone would follow from the total
    [InlineData("3 2 9", "xx.")] // together five: neither follows
    [InlineData("1 2 9", "xxx")] // together three: that would say something of three people
    [InlineData("3 0 0", "x..")] // the total is small itself
    [InlineData("4 5 5", "xx.")]
    public void Small_parts_are_withheld_and_others_with_them(string parts, string expected) =>
        Assert.Equal(
            expected,
            string.Concat(
                SmallCells
                    .Withheld([
                        .. parts
                            .Split(' ')
                            .Select(part => double.Parse(part, System.Globalization.CultureInfo.InvariantCulture)),
                    ])
                    .Select(isWithheld => isWithheld ? 'x' : '.')
            )
        );

    [Fact]
    public void No_part_below_five_follows_from_the_total_and_what_is_shown()
    {
        var random = new Random(7);
        for (var trial = 0; trial < 2_000; trial++)
        {
            double[] parts = [.. Enumerable.Range(0, random.Next(1, 8)).Select(_ => (double)random.Next(0, 12))];
            var withheld = SmallCells.Withheld(parts);

            var hidden = parts.Where((_, part) => withheld[part]).ToArray();
            Assert.DoesNotContain(parts.Where((_, part) => !withheld[part]), part => part is > 0 and < 5);
            if (hidden.Length > 0 && parts.Sum() >= 5)
            {
                Assert.True(hidden.Length > 1 && hidden.Sum() >= 5, string.Join(' ', parts));
            }
        }
    }

    [Theory]
    [InlineData("4 4 20 30", "4 4 25 40", "xxx.")] // eight of eight would tell both
    [InlineData("4 3 20 30", "4 9 25 40", "xx..")] // seven of thirteen tell neither
    [InlineData("1 6 20 30", "1 6 25 40", "xxx.")]
    [InlineData("4 4 25 40", "4 4 25 40", "xx..")] // everybody: the total says so of each
    public void What_is_withheld_does_not_follow_from_how_many_there_can_be(string parts, string most, string expected)
    {
        Assert.Equal(
            expected,
            string.Concat(SmallCells.Withheld(Numbers(parts), Numbers(most)).Select(one => one ? 'x' : '.'))
        );

        static double[] Numbers(string text) =>
            [.. text.Split(' ').Select(part => double.Parse(part, System.Globalization.CultureInfo.InvariantCulture))];
    }

    [Fact]
    public void Pairs_of_a_handful_do_not_follow_from_what_the_others_leave_of_the_sum()
    {
        var shown = SmallCells.Blurred(new DocumentedPairs(0, 2, 12_854, 0));

        Assert.Equal(new DocumentedPairs(0, new(1, 4), new(12_852, 12_855), 0), shown);
        Assert.Equal(new DocumentedPairs(7, 0, 90, 12), SmallCells.Blurred(new DocumentedPairs(7, 0, 90, 12)));
    }

    [Fact]
    public void A_blurred_figure_says_no_more_than_that_there_are_few()
    {
        Assert.Equal(new MeasureRange(1, 4), SmallCells.Blurred(MeasureRange.Exactly(3)));
        Assert.Equal(new MeasureRange(0, 4), SmallCells.Blurred(new MeasureRange(0, 2)));
        Assert.Equal(new MeasureRange(1, 9), SmallCells.Blurred(new MeasureRange(2, 9)));
        Assert.Equal(MeasureRange.Exactly(0), SmallCells.Blurred(MeasureRange.Exactly(0)));
        Assert.Equal(MeasureRange.Exactly(5), SmallCells.Blurred(MeasureRange.Exactly(5)));
    }
}
