using System.Text;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Planning;

namespace GovernanceDashboard.Tests.Planning;

public sealed class ChangeSetFileTests
{
    private const string Header = "op,kind,target,principal,privilege,effect\n";

    [Theory]
    [InlineData("remove,item-principal,policy:7/allow/0,group:public,,", PolicyItemList.Allow, 0, null)]
    [InlineData(
        "remove,item-principal,policy:7/deny-exception/2,group:public,select,deny",
        PolicyItemList.DenyException,
        2,
        "select"
    )]
    [InlineData(
        "remove,item-principal,policy:7/allow-exception,group:public,select,allow",
        PolicyItemList.AllowException,
        null,
        "select"
    )]
    [InlineData(
        "remove,item-principal,policy:7:denyexception:,group:public,,",
        PolicyItemList.DenyException,
        null,
        null
    )]
    [InlineData("remove,item-principal,policy:7,group:public,,deny", PolicyItemList.Deny, null, null)]
    [InlineData("REMOVE,Item-Principal,policy:7,group:public", PolicyItemList.Allow, null, null)]
    public void An_item_is_named_by_policy_list_and_index(
        string row,
        PolicyItemList list,
        int? index,
        string? privilege
    )
    {
        var change = Assert.Single(Read(Header + row + "\n").Changes!.Changes);

        Assert.Equal(
            new ItemPrincipalChange(ChangeOperation.Remove, 7, list, index, PrincipalId.Everyone, privilege),
            change
        );
    }

    [Fact]
    public void Memberships_and_nestings_go_into_the_target()
    {
        var reading = Read(Header + "add,membership,role:r,user:ann,,\nremove,nesting,group:all,group:eng,,\n");

        Assert.Equal(
            [
                new MembershipChange(ChangeOperation.Add, new(PrincipalId.Login("ann"), PrincipalId.Role("r"))),
                new MembershipChange(ChangeOperation.Remove, new(PrincipalId.Group("eng"), PrincipalId.Group("all"))),
            ],
            reading.Changes!.Changes
        );
    }

    [Theory]
    [InlineData("move,membership,group:g,login:a,,", "op is neither add nor remove.")]
    [InlineData("add,owner,table:a.b,login:a,,", "Changes of the kind 'owner' are not supported yet.")]
    [InlineData("add,wish,group:g,login:a,,", "kind is none of item-principal, membership, nesting.")]
    [InlineData("add,membership,login:g,login:a,,", "target is a login; members go into a group or a role.")]
    [InlineData("add,nesting,group:g,login:a,,", "principal of a nesting is a login; that is a membership.")]
    [InlineData("add,membership,group:g,ann,,", "principal is not login:NAME, group:NAME or role:NAME.")]
    [InlineData(
        "add,item-principal,item 7,login:a,,",
        "target of an item-principal is not of the form policy:ID/LIST/INDEX."
    )]
    [InlineData(
        "add,item-principal,policy:7/maybe,login:a,,",
        "The list in target is none of allow, deny, allow-exception, deny-exception."
    )]
    [InlineData(
        "add,item-principal,policy:7/allow/-1,login:a,,",
        "The item's index in target is not a whole number from 0."
    )]
    [InlineData("add,item-principal,policy:7/allow,login:a,,deny", "effect contradicts the list that target names.")]
    public void A_row_that_cannot_be_used_is_named_with_its_line(string row, string reason)
    {
        var reading = Read(Header + "add,membership,group:g,login:a,,\n" + row + "\n");

        Assert.Null(reading.Changes);
        Assert.Equal(new ChangeSetProblem(3, reason), Assert.Single(reading.Problems));
    }

    [Theory]
    [InlineData("")]
    [InlineData(Header)]
    [InlineData("a,b\n1,2\n")]
    [InlineData(Header + "add,\"membership,group:g\n")]
    public void A_file_without_changes_is_a_problem(string text)
    {
        var reading = Read(text);

        Assert.Null(reading.Changes);
        Assert.Single(reading.Problems);
    }

    private static ChangeSetReading Read(string text) =>
        ChangeSetFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)));
}
