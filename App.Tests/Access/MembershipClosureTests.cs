using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Tests.Scenarios;

namespace GovernanceDashboard.Tests.Access;

public sealed class MembershipClosureTests
{
    [Fact]
    public void Cycles_of_groups_share_their_members()
    {
        var index = Build(("a", ["ann", "group:b"]), ("b", ["bob", "group:c"]), ("c", ["group:a"]));

        foreach (var group in new[] { "a", "b", "c" })
        {
            Assert.Equal(["ann", "bob"], Members(index, PrincipalId.Group(group)));
        }

        Assert.Equal(
            ["group:a", "group:b", "group:c"],
            index.Containers(PrincipalId.Login("ann")).Select(id => id.ToString())
        );
    }

    [Fact]
    public void Nesting_ten_thousand_deep_is_closed_without_recursion()
    {
        const int Depth = 10_000;
        var index = Build([
            ("g0", ["ann"]),
            .. Enumerable.Range(1, Depth).Select(level => ($"g{level}", new[] { $"group:g{level - 1}" })),
        ]);

        Assert.Equal(["ann"], Members(index, PrincipalId.Group($"g{Depth}")));
        Assert.Equal(Depth + 1, index.Containers(PrincipalId.Login("ann")).Length);
    }

    [Fact]
    public void Everyone_is_all_accounts_and_no_container_in_lists()
    {
        var index = Build(("a", ["ann"]));

        Assert.Equal(["ann", "bob"], Members(index, PrincipalId.Everyone));
        Assert.Empty(index.Containers(PrincipalId.Login("bob")));
        Assert.Empty(Members(index, PrincipalId.Group("unknown")));
        Assert.Equal(["bob"], Members(index, PrincipalId.Login("bob")));
    }

    private static AccessIndex Build(params (string Group, string[] Members)[] groups) =>
        AccessIndex.Build(
            Facts.Of(["ann", "bob"], groups, [("d.t", ["c"])], []),
            TestContext.Current.CancellationToken
        );

    private static string[] Members(AccessIndex index, PrincipalId principal) =>
        [.. index.Members(principal).Members().Select(member => index.Accounts[member.Value].Id.Name)];
}
