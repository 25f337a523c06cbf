using GovernanceDashboard.Security;

namespace GovernanceDashboard.Tests.Security;

/// <summary>Every action x every role, spelled out the other way round than in the product: per action, who may.</summary>
public sealed class RolePermissionsTests
{
    private const string All = "Executive Reviewer IncidentLead Dpo Engineer Auditor Admin";
    private const string Readers = "Reviewer IncidentLead Dpo Engineer Auditor Admin";

    private static readonly Dictionary<AppAction, string> s_allowed = new()
    {
        [AppAction.ViewExposure] = All,
        [AppAction.BrowseEstate] = Readers,
        [AppAction.ViewAccess] = Readers,
        [AppAction.Simulate] = "Reviewer IncidentLead Engineer Admin",
        [AppAction.ExportEvidence] = "IncidentLead Dpo Admin",
        [AppAction.Unmask] = "IncidentLead Dpo",
        [AppAction.Import] = "Admin",
        [AppAction.Classify] = "Dpo Admin",
        [AppAction.Triage] = "Reviewer IncidentLead Dpo Engineer Admin",
        [AppAction.ApproveWaivers] = "IncidentLead Dpo Admin",
        [AppAction.ViewSnapshots] = All,
        [AppAction.ViewActivity] = "Dpo Auditor Admin",
        [AppAction.ManageUsers] = "Admin",
    };

    public static TheoryData<AppRole, AppAction> EveryPair() =>
        new(from role in Enum.GetValues<AppRole>() from action in Enum.GetValues<AppAction>() select (role, action));

    [Theory]
    [MemberData(nameof(EveryPair))]
    public void The_table_allows_what_the_definitions_say_and_nothing_else(AppRole role, AppAction action)
    {
        var user = new CurrentUser("someone", role);
        var expected = s_allowed[action].Split(' ').Contains(role.ToString());

        Assert.Equal(expected, RolePermissions.Allows(user, action));
        if (expected)
        {
            RolePermissions.Demand(user, action);
        }
        else
        {
            var refused = Assert.Throws<AccessRefusedException>(() => RolePermissions.Demand(user, action));
            Assert.Equal((role, action), (refused.Role, refused.Action));
        }
    }

    [Fact]
    public void Every_action_is_allowed_to_somebody()
    {
        Assert.All(
            Enum.GetValues<AppAction>(),
            action =>
                Assert.Contains(
                    Enum.GetValues<AppRole>(),
                    role => RolePermissions.Allows(new CurrentUser("someone", role), action)
                )
        );
    }

    [Fact]
    public void The_operator_s_grant_opens_unmasking_and_nothing_else()
    {
        var user = new CurrentUser("operator", AppRole.Reporter, MayUnmask: true);

        Assert.Equal(
            [AppAction.Unmask],
            Enum.GetValues<AppAction>().Where(action => RolePermissions.Allows(user, action))
        );
    }

    [Fact]
    public void A_role_that_is_not_in_the_table_may_nothing()
    {
        Assert.DoesNotContain(
            Enum.GetValues<AppAction>(),
            action => RolePermissions.Allows(new CurrentUser("x", (AppRole)99), action)
        );
    }
}
