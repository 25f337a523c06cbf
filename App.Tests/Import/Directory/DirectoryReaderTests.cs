using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Tests.Import.Directory;

public sealed class DirectoryReaderTests
{
    private static IEnumerable<string> Names(IEnumerable<Membership> memberships) =>
        memberships.Select(membership => $"{membership.Member.Name} {membership.Container.Name}");

    [Theory]
    [InlineData("ann,eng,\"ops, all\",\nbob\n")]
    [InlineData("ann;eng;\"ops, all\";\nbob;\n")]
    [InlineData("\"ann\"|eng|ops, all|eng\nbob|\n")]
    [InlineData("ann\teng\tops, all\nbob\t\t")]
    public async Task A_usersync_file_divides_its_fields_by_whatever_its_first_line_has_most_of(string text)
    {
        await using var import = new ImportFixture().With("directory/users.csv", text);

        var (report, facts) = await import.FactsAsync();

        Assert.Equal(["ann eng", "ann ops, all"], Names(facts.Memberships));
        Assert.Equal(["ann", "bob", "eng", "ops, all"], facts.Principals.Select(principal => principal.Id.Name));
        Assert.Equal(2, report.Snapshot!.Sources.Single().Accepted);
    }

    [Fact]
    public async Task Usersyncs_json_and_a_delimiter_of_the_mapping_are_read()
    {
        await using var import = new ImportFixture()
            .With("directory/a.json", """{"ann":["eng","ops"],"bob":[],"eve":[7],"":["x"]}""")
            .With("directory/b.csv", "cid#eng#ops\n#eng\n")
            .With("directory/mapping.json", """{"delimiter":"#"}""");

        var (report, facts) = await import.FactsAsync();

        Assert.Equal(["ann eng", "ann ops", "cid eng", "cid ops"], Names(facts.Memberships));
        Assert.Equal(3, report.RefusedCount);
    }

    [Fact]
    public async Task One_wrong_value_of_a_usersync_object_refuses_its_own_entry_only()
    {
        await using var import = new ImportFixture().With(
            "directory/x.json",
            """
            { "ann": ["eng"],
              "bob": 7, "fay": "eng", "gil": null, "hal": {},
              "cid": ["ops", 1],
              "dan": [] , "eve": ["ops"] }
            """
        );

        var (report, facts) = await import.FactsAsync();

        Assert.Equal(["ann eng", "eve ops"], Names(facts.Memberships));
        Assert.Equal([2L, 2, 2, 2, 3], report.Refused.Select(row => row.Line));
        Assert.Contains(facts.Principals, principal => principal.Id == PrincipalId.Login("dan"));
    }

    [Fact]
    public async Task Names_are_mapped_as_usersync_does_case_first_then_patterns()
    {
        await using var import = new ImportFixture()
            .With(
                "directory/mapping.json",
                """
                {"logins":{"case":"lower","replace":[{"pattern":"@corp\\.example$","with":""},{"pattern":"^svc_","with":"svc-"}]},
                 "groups":{"case":"upper","replace":[{"pattern":" ","with":"_"}]}}
                """
            )
            .With(
                "directory/x.json",
                """
                {"Resources":[
                  {"id":"1","userName":"Ann@CORP.example","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"manager":{"value":"2"}}},
                  {"id":"2","userName":"BOB"},{"id":"3","userName":"SVC_etl"},
                  {"id":"g","displayName":"data eng","members":[{"$ref":"https://x/v2/Users/1"},{"value":"3"}]}]}
                """
            )
            .With("directory/y.csv", "bob@corp.example,Data Eng\n");

        var (_, facts) = await import.FactsAsync();

        Assert.Equal(["ann", "bob", "svc-etl", "DATA_ENG"], facts.Principals.Select(principal => principal.Id.Name));
        Assert.Equal("bob", facts.Principals[0].Person!.ManagerLogin);
        Assert.Equal(["ann DATA_ENG", "bob DATA_ENG", "svc-etl DATA_ENG"], Names(facts.Memberships));
    }

    [Theory]
    [InlineData("""{"logins":{"case":"title"}}""")]
    [InlineData("""{"logins":{"replace":[{"pattern":"("}]}}""")]
    [InlineData("""{"logins":{"replace":[{"pattern":"(a)\\1"}]}}""")]
    [InlineData("""{"delimiter":"ab"}""")]
    [InlineData("nonsense")]
    public async Task A_mapping_that_cannot_be_read_stops_the_import(string mapping)
    {
        await using var import = new ImportFixture()
            .With("directory/mapping.json", mapping)
            .With("directory/y.csv", "bob,eng\n");

        var report = await import.ImportAsync();

        Assert.Contains("directory/mapping.json cannot be read", report.Failure, StringComparison.Ordinal);
        Assert.Single(report.Refused);
    }

    [Fact]
    public async Task Sources_complete_each_other_and_their_contradictions_are_said_whatever_the_files_are_called()
    {
        const string scim = """
            {"Resources":[{"id":"1","userName":"ann","externalId":"e7","active":false,
              "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":{"department":"HR"}},{"id":"2","userName":"bob"}]}
            """;
        const string ldif = """
            dn: uid=ann,dc=x
            objectClass: person
            uid: ann
            department: Sales
            title: L5

            dn: uid=bob,dc=x
            objectClass: person
            uid: bob
            employeeNumber: e8
            """;
        await using var one = new ImportFixture()
            .With("directory/a.json", scim)
            .With("directory/b.ldif", ldif)
            .With("directory/c.csv", "ann,eng\n");
        await using var other = new ImportFixture()
            .With("directory/3.json", scim)
            .With("directory/2.ldif", ldif)
            .With("directory/1.csv", "ann,eng\n");

        var (report, facts) = await one.FactsAsync();

        Assert.Equal(
            ("e7", "HR", "L5"),
            (
                facts.Principals[0].Person!.IdentityKey,
                facts.Principals[0].Person!.Department,
                facts.Principals[0].Person!.Level
            )
        );
        Assert.True(facts.Principals[0].IsEnabled);
        Assert.Equal("e8", facts.Principals[1].Person!.IdentityKey);
        Assert.Equal(["ann eng"], Names(facts.Memberships));
        Assert.Contains(
            report.Warnings,
            warning => warning.StartsWith("1 accounts have another department", StringComparison.Ordinal)
        );
        Assert.Contains(
            report.Warnings,
            warning => warning.StartsWith("1 accounts are enabled in one", StringComparison.Ordinal)
        );
        Assert.Equal(report.Snapshot!.Digest, (await other.FactsAsync()).Report.Snapshot!.Digest);
    }

    [Fact]
    public async Task Pages_of_a_list_are_held_against_the_total()
    {
        string Page(int start, params string[] users) =>
            $$"""{"totalResults":5,"startIndex":{{start}},"Resources":[{{string.Join(',', users.Select(user => $$"""{"userName":"{{user}}"}"""))}}]}""";
        await using var whole = new ImportFixture()
            .With("directory/b.json", Page(1, "a", "b", "c"))
            .With("directory/a.json", Page(4, "d", "e"))
            .With(
                "directory/c.json",
                """{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":0}"""
            );
        await using var part = new ImportFixture()
            .With("directory/b.json", Page(1, "a", "b"))
            .With("directory/a.json", Page(3, "c", "A"));

        var (report, facts) = await whole.FactsAsync();
        Assert.Equal(5, facts.Principals.Length);
        Assert.DoesNotContain(report.Warnings, warning => warning.StartsWith("SCIM", StringComparison.Ordinal));

        (report, facts) = await part.FactsAsync();
        Assert.Equal(3, facts.Principals.Length);
        Assert.Contains(
            report.Warnings,
            warning => warning.Contains("the files hold 4: pages are missing", StringComparison.Ordinal)
        );
        Assert.Equal("a second account with the same userName", Assert.Single(report.Refused).Reason);
    }
}
