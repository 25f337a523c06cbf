using System.Globalization;
using GovernanceDashboard.Access;
using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Tests.Access;

/// <summary>Which account stands for a person, and in which order accounts are numbered.</summary>
public sealed class AccountDirectoryTests
{
    [Theory]
    [InlineData("b/Sales a c", "b a c")] // the one that the directory describes
    [InlineData("a b/Sales p", "p b a")] // the one named like the person
    [InlineData("p/Sales a/Sales", "p a")]
    [InlineData("c b a", "a b c")] // else the first by name
    [InlineData("c/Sales b/Sales a", "b c a")]
    public void One_account_stands_for_a_person_and_the_others_follow(string accounts, string expected)
    {
        var directory = new AccountDirectory([.. accounts.Split(' ').Select(text => Login(text, "p"))]);

        Assert.Equal(expected, string.Join(' ', directory.Accounts.Select(account => account.Id.Name)));
        Assert.Equal(1, directory.People.Count);
        Assert.Equal([0, 0], Enumerable.Range(0, 2).Select(directory.IdentityOf));
        Assert.Equal(directory.People, directory.PeopleOf(PrincipalSet.FromSorted(directory.Accounts.Length, [1])));
    }

    [Fact]
    public void People_come_by_department_and_level_then_by_name_and_services_and_further_accounts_last()
    {
        var directory = new AccountDirectory([
            Login("z/Sales/2", "z"),
            Login("y/Sales/1", "y"),
            Login("x/Sales/1", "x"),
            Login("w/Lab/3", "w"),
            Login("v", "v"),
            Login("more-of-w", "w"),
            new(PrincipalId.Login("etl"), PrincipalKind.ServiceAccount),
            new(PrincipalId.Login("undescribed"), PrincipalKind.User),
            new(PrincipalId.Login("gone"), PrincipalKind.User, IsEnabled: false),
            new(PrincipalId.Group("eng"), PrincipalKind.Group),
        ]);

        var names = directory.Accounts.Select(account => account.Id.Name).ToArray();
        Assert.Equal(["w", "x", "y", "z"], names.Where(name => name.Length == 1 && name != "v"));
        Assert.Equal(["etl", "more-of-w"], names[^2..]);
        Assert.Equal(8, names.Length);
        Assert.Equal(6, directory.People.Count);
        Assert.Equal(directory.Find("w"), directory.IdentityOf(directory.Find("more-of-w")!.Value));
        Assert.Null(directory.Find("gone"));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(10_000)]
    public void A_set_of_sorted_numbers_holds_each_once(int universe)
    {
        int[] numbers = [1, 1, 2, 5, 5, 5, 9];

        var set = PrincipalSet.FromSorted(universe, numbers);

        Assert.Equal([1, 2, 5, 9], set.Members().Select(member => member.Value));
        Assert.Equal(4, set.Count);
        Assert.Equal(PrincipalSet.FromSorted(universe, [1, 2, 5, 9]), set);
    }

    [Theory]
    [InlineData("2026/06/01 00:00:00", "2026/06/30 23:59:59", null, "2026-06-01T00:00:00.000 2026-06-30T23:59:59.001")]
    [InlineData("2026/06/01 09:00:00", null, "Asia/Tokyo", "2026-06-01T00:00:00.000")]
    [InlineData(null, "2026/06/01 09:00:00", "Asia/Tokyo", "2026-06-01T00:00:00.001")]
    [InlineData("2026/06/01 00:00:00", "2026/06/30 23:59:59", "Nowhere", "")]
    [InlineData("soon", "2026/06/30 23:59:59", null, "2026-06-30T23:59:59.001")]
    [InlineData(null, null, null, "")]
    public void A_schedule_ends_where_it_says(string? start, string? end, string? zone, string expected) =>
        Assert.Equal(
            expected,
            string.Join(
                ' ',
                Validity
                    .Ends(new(start, end, zone))
                    .Select(instant =>
                        instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fff", CultureInfo.InvariantCulture)
                    )
            )
        );

    private static Principal Login(string text, string person)
    {
        var parts = text.Split('/');
        return new(
            PrincipalId.Login(parts[0]),
            PrincipalKind.User,
            Person: new(person, parts.ElementAtOrDefault(1), Level: parts.ElementAtOrDefault(2))
        );
    }
}
