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
        "remove,item-principal,policy:7/deny-exception/0,group:public,select,allow",
        PolicyItemList.DenyException,
        0,
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
    [InlineData(
        "add,wish,group:g,login:a,,",
        "kind is none of item-principal, membership, nesting, policy, role, tag, zone, owner, table."
    )]
    [InlineData(
        "add,owner,table:a.b,group:a,,",
        "principal of an owner is not login:NAME: only a login creates a table."
    )]
    [InlineData("add,owner,table:a.b,,,", "principal is missing: who is to own it?")]
    [InlineData("add,tag,a.b,,,", "principal of a tag is not tag:CLASS.")]
    [InlineData("add,tag,a..b,tag:PII,,", "'a..b' is not db, db.table or db.table.column.")]
    [InlineData("add,zone,a.b,z1,,", "target of a zone is not zone:NAME.")]
    [InlineData("remove,table,table:a,,,", "target of a table is not table:db.table.")]
    [InlineData("add,role,group:a,,,", "target of a role is not role:NAME.")]
    [InlineData("add,policy,sales.*.*,group:a,,", "An item to add needs a principal and a privilege.")]
    [InlineData("remove,policy,sales.*.*,,,", "target of a policy to remove is not policy:ID or policy:ID/LIST/INDEX.")]
    [InlineData("add,policy,policy:7/allow,,,enabled", "Only a whole policy can be enabled: target is not policy:ID.")]
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

    [Fact]
    public void Every_kind_has_its_row()
    {
        var reading = Read(
            Header
                + """
                remove,policy,policy:7,,,
                remove,policy,policy:7/deny/1,,,
                add,policy,policy:7/deny-exception,group:eng;login:ann,select;update,
                remove,policy,policy:7,,,enabled
                add,role,role:analyst,,,
                add,role,role:analyst,group:eng,,
                add,tag,column:sales.orders.ssn,tag:PII,,
                remove,tag,tag:PII,db:sales,,
                add,zone,zone:eu,,,
                add,zone,zone:eu,sales.*,,
                remove,zone,hr,zone:eu,,
                remove,zone,zone:eu,,,
                add,owner,table:sales.orders,login:ann,,
                remove,owner,db:sales,,,
                add,table,table:Sales.New/id/Name,login:ann,,
                remove,table,sales.orders,,,
                """
        );

        Assert.Empty(reading.Problems);
        Assert.Equal(Enumerable.Range(2, 16).Select(line => (long)line), reading.Lines);
        var changes = reading.Changes!.Changes;
        Assert.Equal(PolicyChange.Delete(7), changes[0]);
        Assert.Equal(new ItemChange(ChangeOperation.Remove, 7, PolicyItemList.Deny, 1, null), changes[1]);
        var item = Assert.IsType<ItemChange>(changes[2]);
        Assert.Equal((PolicyItemList.DenyException, null), (item.List, item.ItemIndex));
        Assert.Equal(
            ("eng", "ann", "select update"),
            (
                string.Join(' ', item.Item!.Groups),
                string.Join(' ', item.Item.Users),
                string.Join(' ', item.Item.Accesses.Select(access => access.Type))
            )
        );
        Assert.Equal(new PolicyEnabledChange(ChangeOperation.Remove, 7), changes[3]);
        Assert.Equal(new RoleChange(ChangeOperation.Add, "analyst"), changes[4]);
        Assert.Equal(
            new MembershipChange(ChangeOperation.Add, new(PrincipalId.Group("eng"), PrincipalId.Role("analyst"))),
            changes[5]
        );
        Assert.Equal(
            new TagChange(ChangeOperation.Add, new(new("sales", "orders", "ssn"), "PII", ClassificationBasis.Import)),
            changes[6]
        );
        Assert.Equal(
            new TagChange(ChangeOperation.Remove, new(new("sales"), "PII", ClassificationBasis.Import)),
            changes[7]
        );
        Assert.Equal(("eu", true), (((ZoneChange)changes[8]).Name, ((ZoneChange)changes[8]).Zone!.Resources.IsEmpty));
        Assert.Equal("sales.*", ResourceTexts.Of(((ZoneResourceChange)changes[9]).Resource));
        Assert.Equal((ChangeOperation.Remove, "eu"), (changes[10].Operation, ((ZoneResourceChange)changes[10]).Zone));
        Assert.Equal(new ZoneChange(ChangeOperation.Remove, "eu", null), changes[11]);
        Assert.Equal(new OwnerChange(ChangeOperation.Add, new("sales", "orders"), "ann"), changes[12]);
        Assert.Equal(new OwnerChange(ChangeOperation.Remove, new("sales"), null), changes[13]);
        var table = Assert.IsType<TableChange>(changes[14]);
        Assert.Equal(
            ("sales.new", "ann", "id name"),
            (
                table.Name.ToString(),
                table.Table!.Creator,
                string.Join(' ', table.Table.Columns.Select(column => column.Name))
            )
        );
        Assert.Equal(new TableChange(ChangeOperation.Remove, new("sales", "orders"), null), changes[15]);
    }

    [Theory]
    [InlineData("sales.*.*", false, "allow", "select")]
    [InlineData("tag:PII", true, "deny", "hive:select")]
    public void A_policy_may_be_proposed_on_a_resource(string target, bool isTag, string effect, string access)
    {
        var reading = Read($"{Header}add,policy,{target},group:public,select,{effect}\n");

        var policy = Assert.IsType<PolicyChange>(Assert.Single(reading.Changes!.Changes)).Policy!;
        Assert.Equal((0, isTag), (policy.Id, policy.IsTagPolicy));
        var item = Assert.Single(effect == "allow" ? policy.AllowItems : policy.DenyItems);
        Assert.Equal((access, "public"), (item.Accesses[0].Type, item.Groups[0]));
    }

    [Theory]
    [InlineData("""{"id":7,"name":"n","resources":{"tag":{"values":["PII"]}},"policyItems":[]}""")]
    [InlineData("""[{"id":7,"name":"n","resources":{"tag":{"values":["PII"]}}}]""")]
    [InlineData("""{"policies":[{"id":7,"name":"n","resources":{"tag":{"values":["PII"]}}}]}""")]
    [InlineData("""{"policyDeltas":[{"changeType":1,"policy":{"id":7,"resources":{"tag":{"values":["PII"]}}}}]}""")]
    public void Ranger_policies_are_added_or_replace_those_of_their_id(string json)
    {
        var put = Assert.IsType<PolicyChange>(Assert.Single(Read(json).Changes!.Changes));

        Assert.Equal((ChangeOperation.Add, 7, true), (put.Operation, put.PolicyId, put.Policy!.IsTagPolicy));
    }

    [Fact]
    public void A_delta_deletes()
    {
        var reading = Read("""{"policyDeltas":[{"changeType":2,"policy":{"id":7}}]}""");

        Assert.Equal([PolicyChange.Delete(7)], reading.Changes!.Changes);
    }

    [Theory]
    [InlineData("{\"policies\":[\n{\"name\":\"n\"}]}", 2, "The policy cannot be used: 'id' is missing.")]
    [InlineData("[\n\n7]", 3, "The policy cannot be used: a policy should be an object.")]
    [InlineData(
        "[{\"id\":1,\"serviceType\":\"hdfs\"}]",
        1,
        "The policy cannot be used: it is of a service of the kind 'hdfs'."
    )]
    [InlineData(
        "{\"policyDeltas\":[{\"changeType\":8,\"policy\":{\"id\":1}}]}",
        1,
        "The policy cannot be used: changeType 8 is no change of a policy."
    )]
    [InlineData("{\n}", 1, "Neither a policy, nor 'policies', nor 'policyDeltas': this is no Ranger JSON.")]
    public void Ranger_json_that_cannot_be_used_is_named_with_its_line(string json, long line, string reason)
    {
        Assert.Equal(new ChangeSetProblem(line, reason), Assert.Single(Read(json).Problems));
    }

    private static ChangeSetReading Read(string text) =>
        ChangeSetFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)));
}
