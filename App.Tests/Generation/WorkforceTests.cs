using GovernanceDashboard.Generation;

namespace GovernanceDashboard.Tests.Generation;

public sealed class WorkforceTests
{
    [Theory]
    [InlineData(45_000, 20_000, false, 6_500)] // as the story says
    [InlineData(45_000, 20_000, true, 6_500)]
    [InlineData(2_000, 400, false, 130)]
    public void So_many_who_are_still_there_moved_in_march(int tables, int people, bool isClean, int expected)
    {
        var size = EstateSize.For(tables, people, 39) with { IsClean = isClean };

        var workforce = new Workforce(size, new NamePool(39));

        var moved = workforce.People.FindAll(person => person.IsReassigned);
        Assert.Equal(expected, moved.Count);
        Assert.All(moved, person => Assert.True(workforce.Accounts[person.Number].IsEnabled));
        Assert.DoesNotContain(moved, person => person.Status == "Departed");
    }
}
