using GovernanceDashboard.Access;
using GovernanceDashboard.Access.Changes;
using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Tests.Scenarios;

namespace GovernanceDashboard.Tests.Access.Ranger;

/// <summary>One level of a resource: for whom it matches which value, and what can be known of it beforehand (semantics, section 4).</summary>
public sealed class LevelMatcherTests
{
    private const string All = "Ann b*b cat";

    [Theory]
    [InlineData("a", "a", All)]
    [InlineData("A|b", "a", All)]
    [InlineData("a|b", "c", "")]
    [InlineData("a|", "", "")]
    [InlineData("a", "*", "")]
    [InlineData("*", "*", All)]
    [InlineData("**", "", All)]
    [InlineData("", "x", All)]
    [InlineData("x|*", "y", All)]
    [InlineData("!*", "y", "")]
    [InlineData("!*", "*", "")]
    [InlineData("!a", "b", All)]
    [InlineData("!a", "a", "")]
    [InlineData("!a", "*", "")]
    [InlineData("A*|b?", "abc", All)]
    [InlineData("a*|b?", "bc", All)]
    [InlineData("a*|b?", "b", "")]
    [InlineData("!a*", "b", All)]
    [InlineData("{USER}", "ann", "Ann")]
    [InlineData("x_{USER}_y", "x_cat_y", "cat")]
    [InlineData("x_{USER}_y", "x_dan_y", "")]
    [InlineData("x_{USER}_y", "x_y", "")]
    [InlineData("x_{USER}_y", "y_cat_x", "")]
    [InlineData("{USER}", "bob", "b*b")]
    [InlineData("{USER}*", "catalogue", "cat")]
    [InlineData("{USER}{USER}", "catcat", "cat")]
    [InlineData("{USER}{USER}", "catann", "")]
    [InlineData("{USER}|cat", "cat", All)]
    [InlineData("{USER}|x", "cat", "cat")]
    [InlineData("{USER}|{USER}_t", "ann", "Ann")]
    [InlineData("!{USER}", "cat", "Ann b*b")]
    [InlineData("!{USER}", "dan", All)]
    [InlineData("{OWNER}", "olga", All)]
    [InlineData("{OWNER}", "Olga", "")]
    [InlineData("{OWNER}_t", "{owner}_t", "")]
    [InlineData("{OWNER}_{USER}", "olga_cat", "cat")]
    [InlineData("{OWNER}_{USER}", "other_cat", "")]
    [InlineData("!{OWNER}", "olga", "")]
    [InlineData("!{OWNER}", "cat", All)]
    public void A_value_fits_for_some(string values, string value, string expected) =>
        Assert.Equal(expected, Names(Matcher(values, true).Match(value, "Olga")));

    [Theory]
    [InlineData("*", "x", "")]
    [InlineData("*", "*", "")]
    [InlineData("a*", "ab", "")]
    [InlineData("a*", "a*", All)]
    [InlineData("A?", "a?", All)]
    [InlineData("A", "a", All)]
    [InlineData("", "x", All)]
    [InlineData("{USER}*", "cat*", "cat")]
    [InlineData("{USER}*", "catalogue", "")]
    [InlineData("{USER}", "b*b", "b*b")]
    [InlineData("{USER}", "bob", "")]
    [InlineData("{OWNER}*", "olga*", All)]
    [InlineData("{OWNER}*", "olgaa", "")]
    public void Without_wildcards_a_star_is_a_star(string values, string value, string expected) =>
        Assert.Equal(expected, Names(Matcher(values, false).Match(value, "Olga")));

    [Fact]
    public void Without_an_owner_the_macro_stays_as_written()
    {
        Assert.Equal("", Names(Matcher("{OWNER}", true).Match("olga", null)));
        Assert.Equal(All, Names(Matcher("{OWNER}", true).Match("{owner}", null)));
        Assert.Equal("cat", Names(Matcher("{OWNER}_{USER}", true).Match("{owner}_cat", null)));
    }

    [Fact]
    public void Many_values_are_looked_up_as_few_are()
    {
        for (var count = 6; count <= 12; count++)
        {
            var values = string.Join('|', Enumerable.Range(0, count).SelectMany(at => new[] { $"T{at}", $"t{at}" }));
            var matcher = Matcher(values, true);

            Assert.Equal(Enumerable.Range(0, count).Select(at => $"t{at}"), matcher.Literals);
            Assert.Equal(All, Names(matcher.Match($"t{count - 1}", null)));
            Assert.Equal("", Names(matcher.Match($"t{count}", null)));
        }
    }

    [Theory]
    [InlineData("A|b", true, "a b", "")]
    [InlineData("A||b", true, "a b", "")]
    [InlineData("", true, null, "any all")]
    [InlineData("**", true, null, "any all")]
    [InlineData("!*", true, null, "any")]
    [InlineData("!a", true, null, "")]
    [InlineData("a|b*", true, null, "")]
    [InlineData("a|b*", false, "a b*", "")]
    [InlineData("*", false, "*", "")]
    [InlineData("a|{USER}", true, null, "user")]
    [InlineData("a|{OWNER}", true, null, "owner")]
    [InlineData("{OWNER}{USER}", true, null, "user owner")]
    [InlineData("*|{USER}|{OWNER}", true, null, "any all")]
    public void What_a_level_hangs_on(string values, bool wildcards, string? literals, string expected)
    {
        var matcher = Matcher(values, wildcards);
        (string Name, bool Is)[] known =
        [
            ("any", matcher.IsMatchAny),
            ("all", matcher.MatchesAllValues),
            ("user", matcher.DependsOnUser),
            ("owner", matcher.DependsOnOwner),
        ];

        Assert.Equal(expected, string.Join(' ', known.Where(one => one.Is).Select(one => one.Name)));
        Assert.Equal(literals, matcher.Literals is { } found ? string.Join(' ', found) : null);
        Assert.Equal(values.StartsWith('!'), matcher.IsExcludes);
    }

    private static readonly AccountDirectory s_accounts = SharedPeople
        .Of(Facts.Of(["Ann", "b*b", "cat"], [], [], []), CancellationToken.None)
        .Accounts;

    private static LevelMatcher Matcher(string values, bool wildcards) =>
        new(new([.. values.TrimStart('!').Split('|')], values.StartsWith('!')), s_accounts, wildcards);

    private static string Names(PrincipalSet accounts) =>
        string.Join(
            ' ',
            accounts
                .Members()
                .Select(account => s_accounts.Accounts[account.Value].Id.Name)
                .Order(StringComparer.Ordinal)
        );
}
