using GovernanceDashboard.Domain;
using GovernanceDashboard.Import;

namespace GovernanceDashboard.Tests.Import.Directory;

public sealed class ScimReaderTests
{
    private const string Users = """
        { "schemas": ["urn:ietf:params:scim:api:messages:2.0:ListResponse"], "totalResults": 4, "startIndex": 1, "itemsPerPage": 4,
          "Resources": [
            { "id": "u1", "externalId": "e1", "userName": "ann", "displayName": "Ann Example", "userType": "Employee", "active": true,
              "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": { "department": "R&D", "manager": { "value": "u2" } },
              "urn:governance-dashboard:params:scim:schemas:extension:employment:2.0:User": { "team": "core", "level": "L5", "region": "EU", "status": "OnLeave" } },
            { "id": "u2", "userName": "bob", "name": { "formatted": "Bob Example" }, "active": "false" },
            { "id": "u3", "externalId": "e1", "userName": "ann-admin", "userType": "Employee" },
            { "id": "u4", "userName": "etl", "userType": "ServiceAccount" },
            { "id": "u5", "userName": "ann" },
            { "id": "u4", "userName": "eve" },
            { "id": "u7", "active": true }
          ] }
        """;

    [Fact]
    public async Task Accounts_carry_what_the_extensions_say_of_the_person()
    {
        await using var import = new ImportFixture().With("directory/users.json", Users);

        var (report, facts) = await import.FactsAsync();

        Assert.Equal(
            [
                new Principal(
                    PrincipalId.Login("ann"),
                    PrincipalKind.User,
                    "Ann Example",
                    true,
                    new("e1", "R&D", "core", "L5", "EU", "Employee", EmploymentStatus.OnLeave, "bob")
                ),
                new(
                    PrincipalId.Login("ann-admin"),
                    PrincipalKind.User,
                    null,
                    true,
                    new("e1", EmploymentType: "Employee")
                ),
                new(PrincipalId.Login("bob"), PrincipalKind.User, "Bob Example", false, new("u2")),
                new(PrincipalId.Login("etl"), PrincipalKind.ServiceAccount),
            ],
            facts.Principals
        );
        Assert.Equal(
            [
                new RefusedRow("directory/users.json", 9, "a second account with the same userName"),
                new("directory/users.json", 10, "a second resource with the same id"),
                new("directory/users.json", 11, "neither a SCIM user nor a SCIM group"),
            ],
            report.Refused
        );
    }

    [Fact]
    public async Task Members_resolve_across_files_and_unknown_ones_are_refused()
    {
        await using var import = new ImportFixture()
            .With(
                "directory/a-groups.json",
                """
                { "Resources": [
                  { "id": "g1", "displayName": "eng", "members": [
                    { "value": "u1", "type": "User" },
                    { "value": "gone" },
                    { "value": "g2", "type": "Group" } ] },
                  { "id": "g2", "displayName": "core", "members": [ { "value": "g1" } ] },
                  { "id": "g3", "displayName": "empty", "members": [] } ] }
                """
            )
            .With("directory/users.json", Users);

        var (report, facts) = await import.FactsAsync();

        var (eng, core) = (PrincipalId.Group("eng"), PrincipalId.Group("core"));
        Assert.Equal([new(PrincipalId.Login("ann"), eng), new(core, eng), new(eng, core)], facts.Memberships);
        Assert.Contains(
            new RefusedRow(
                "directory/a-groups.json",
                4,
                "a member of a group is no account or group of the directory's files"
            ),
            report.Refused
        );
        Assert.Contains(report.Warnings, warning => warning.StartsWith("1 circles", StringComparison.Ordinal));
        Assert.Equal(75, report.Snapshot!.Quality.Parts.Single(part => part.Name == "Members that resolve").Score);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"Resources\": 7}")]
    [InlineData("{\"Resources\": [{\"userName\": \"x\"")]
    [InlineData("not json")]
    public async Task A_file_that_is_no_list_response_is_refused(string text)
    {
        await using var import = new ImportFixture().With("directory/x.json", text).With("directory/users.json", Users);

        var (report, facts) = await import.FactsAsync();

        Assert.Equal(4, facts.Principals.Length);
        Assert.Contains(report.Refused, row => row.File == "directory/x.json");
    }

    [Fact]
    public async Task No_reason_or_warning_names_a_person()
    {
        await using var import = new ImportFixture().With("directory/users.json", Users);

        var report = await import.ImportAsync();

        var words = report
            .Refused.Select(row => row.Reason)
            .Concat(report.Warnings)
            .Concat(report.Snapshot!.Quality.Parts.Select(part => part.Explanation));
        Assert.DoesNotContain(
            words,
            word =>
                word.Contains("ann", StringComparison.OrdinalIgnoreCase)
                || word.Contains("eve", StringComparison.OrdinalIgnoreCase)
        );
    }
}
