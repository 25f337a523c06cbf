using GovernanceDashboard.Access.Ranger.Requests;
using GovernanceDashboard.Tests.Scenarios;

namespace GovernanceDashboard.Tests.Access.Ranger.Requests;

/// <summary>Which roles come with a login, its groups and its roles (semantics, section 12).</summary>
public sealed class RoleBookTests
{
    private static readonly RoleBook s_roles = new([
        new("own", ["ann"], [], []),
        new("group's", [], ["eng"], []),
        new("everybody's", [], ["public"], []),
        new("outer", [], [], ["own"]),
        new("outermost", [], [], ["outer", "outermost"]),
        new("round", [], [], ["outermost"]),
        new("outermost", [], [], ["round"]),
        new("another's", ["bob", ""], [], []),
    ]);

    [Theory]
    [InlineData("ann", "", "everybody's outer outermost own round")]
    [InlineData("ann", "eng", "everybody's group's outer outermost own round")]
    [InlineData("cat", "eng", "everybody's group's")]
    [InlineData("bob", "other", "another's everybody's")]
    [InlineData("", "eng", "everybody's group's")]
    [InlineData(null, "", "everybody's")]
    public void Roles_of_roles_are_held_too(string? user, string group, string expected) =>
        Assert.Equal(
            expected,
            string.Join(
                ' ',
                s_roles.Of(
                    new AccessRequest
                    {
                        AccessTime = Facts.Noon,
                        User = user,
                        Groups = group.Length == 0 ? [] : [group],
                    }
                )
            )
        );

    [Fact]
    public void Roles_that_a_request_brings_are_all_there_are() =>
        Assert.Equal(
            ["own"],
            s_roles.Of(
                new AccessRequest
                {
                    AccessTime = Facts.Noon,
                    User = "ann",
                    Groups = ["eng"],
                    Roles = ["own"],
                }
            )
        );
}
