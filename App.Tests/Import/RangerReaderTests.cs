using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Tests.Import;

public sealed class RangerReaderTests
{
    private const string Download = """
        {
          "serviceName": "cl1_hive",
          "policies": [
            { "id": 1, "name": "sales", "resources": { "Database": { "values": ["sales"] }, "table": { "values": ["*"], "isExcludes": "true" } },
              "additionalResources": [ { "database": { "values": ["hr"] } } ],
              "policyItems": [ { "accesses": [ { "type": "select" }, { "type": "update", "isAllowed": false } ], "users": ["{OWNER}"],
                                 "groups": ["public"], "conditions": [ { "type": "ip", "values": ["10.*"] } ] } ],
              "denyExceptions": [ { "accesses": [ { "type": "all" } ], "roles": ["r"], "delegateAdmin": true } ],
              "validitySchedules": [ { "startTime": "2026/01/01 00:00:00", "recurrences": [ {} ] } ],
              "policyPriority": "1", "isDenyAllElse": true, "version": 3, "updateTime": 1767225600000 },
            { "id": 2, "isEnabled": false, "policyType": 1, "policyItems": null, "updateTime": "20991231-23:59:59.000-+0000",
              "dataMaskPolicyItems": [ { "accesses": [], "users": ["u"], "dataMaskInfo": { "dataMaskType": "MASK" } } ] },
            { "id": 1, "name": "again" },
            { "name": "no id" },
            { "id": 3, "policyItems": [ { "users": "alice" } ] },
            "not an object",
            { "id": 4, "policyType": 2 }
          ],
          "tagPolicies": { "serviceName": "tags", "policies": [ { "id": 1, "resources": { "tag": { "values": ["PII"] } } } ] },
          "securityZones": { "z": { "zoneName": "z", "resources": [ { "database": ["fin"] } ], "containsAssociatedTagService": true,
                                    "policies": [ { "id": 9, "resources": { "database": { "values": ["fin"] } } } ] } },
          "serviceDef": { "name": "hive", "options": { "enableDenyAndExceptionsInPolicies": "false" },
                          "accessTypes": [ { "name": "select" }, { "name": "all", "impliedGrants": ["select"] } ] },
          "serviceConfig": { "ranger.plugin.super.users": "hive, root", "ranger.plugin.super.groups": "wheel" }
        }
        """;

    [Fact]
    public async Task A_download_whose_component_is_no_text_is_refused_with_that_reason()
    {
        await using var import = new ImportFixture().With(
            "ranger/p.json",
            """{ "serviceName": "h", "serviceDef": { "name": 5 }, "policies": [] }"""
        );

        var report = await import.ImportAsync();

        Assert.Equal([new("ranger/p.json", 0, "'serviceDef' should name its component")], report.Refused);
    }

    [Fact]
    public async Task An_export_without_types_of_services_knows_them_from_its_other_policies()
    {
        await using var import = new ImportFixture().With(
            "ranger/export.json",
            """
            { "policies": [
              { "id": 1, "service": "cl1_hive", "serviceType": "hive", "name": "a", "policyPriority": "Override" },
              { "id": 2, "service": "cl1_hive", "name": "on an address", "resources": { "url": { "values": ["s3a://lake"] } } },
              { "id": 3, "service": "cl1_hive", "name": "on nothing", "resources": {} },
              { "id": 4, "service": "cl1_hive", "name": "too high", "policyPriority": 9999999999 },
              { "id": 5, "service": "files", "serviceType": "hdfs", "name": "elsewhere" } ] }
            """
        );

        var (report, facts) = await import.FactsAsync();

        Assert.Equal([(1L, 1), (2L, 0), (3L, 0)], facts.Policies.Select(policy => (policy.Id, policy.Priority)));
        Assert.Contains("out of range", Assert.Single(report.Refused).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plugin_download_gives_policies_zones_and_the_service()
    {
        await using var import = new ImportFixture().With("ranger/hive.json", Download);

        var (report, facts) = await import.FactsAsync();

        Assert.Equal(
            [("cl1_hive", 1), ("cl1_hive", 2), ("cl1_hive", 4), ("cl1_hive", 9), ("tags", 1L)],
            facts.Policies.Select(policy => (policy.Service, policy.Id))
        );
        var sales = facts.Policies[0];
        Assert.True(
            sales
                is {
                    IsEnabled: true,
                    IsAuditEnabled: true,
                    Priority: 1,
                    IsDenyAllElse: true,
                    Version: 3,
                    IsTagPolicy: false
                }
        );
        Assert.Equal(PolicyType.Access, sales.Type);
        Assert.Equal(["database", "table"], sales.Resources[0].Levels.Keys);
        Assert.True(sales.Resources[0].Levels["table"].IsExcludes);
        Assert.Equal(["hr"], sales.Resources[1].Levels["database"].Values);
        Assert.Equal([new("select"), new("update", IsAllowed: false)], sales.AllowItems[0].Accesses);
        Assert.Equal("ip", sales.AllowItems[0].Conditions[0].Type);
        Assert.True(sales.DenyExceptions[0].DelegateAdmin);
        Assert.Single(sales.Schedules[0].Recurrences);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1767225600000), sales.UpdatedAt);
        Assert.False(facts.Policies[1].IsEnabled);
        Assert.Equal(["u"], facts.Policies[1].MaskOrFilterItems[0].Users);
        Assert.Equal("z", facts.Policies[3].ZoneName);
        Assert.True(facts.Policies[4].IsTagPolicy);
        Assert.Equal(["fin"], facts.Zones[0].Resources[0].Levels["database"].Values);
        Assert.True(facts.Zones[0].HasTagService);
        Assert.Equal(["hive", "root"], facts.Service!.SuperUsers);
        Assert.Equal(["wheel"], facts.Service.SuperGroups);
        Assert.False(facts.Service.DenyAndExceptionsEnabled);
        Assert.Equal(["select"], facts.Service.AccessTypes[1].Implied);
        Assert.Equal(
            [
                (13, "a second policy with the same service and id"),
                (14, "'id' is missing"),
                (15, "'users' should be an array"),
                (16L, "an object was expected"),
            ],
            report.Refused.Select(row => (row.Line, row.Reason))
        );
        Assert.Contains(
            report.Warnings,
            warning => warning.StartsWith("1 policies carry conditions", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("audit-default", "True False True", false)]
    [InlineData("audit-none", "False False True", true)]
    [InlineData("audit-all", "True True True", false)]
    public async Task The_audit_mode_of_a_service_beats_what_its_policies_say(
        string mode,
        string audited,
        bool isWarned
    )
    {
        await using var import = new ImportFixture().With(
            "ranger/hive.json",
            $$"""
            { "serviceName": "h", "auditMode": "{{mode}}", "serviceDef": { "name": "hive" },
              "policies": [ { "id": 1, "service": "h" }, { "id": 2, "service": "h", "isAuditEnabled": false } ],
              "tagPolicies": { "serviceName": "t", "policies": [ { "id": 3, "service": "t" } ] } }
            """
        );

        var (report, facts) = await import.FactsAsync();

        Assert.Equal(audited, string.Join(' ', facts.Policies.Select(policy => policy.IsAuditEnabled)));
        Assert.Equal(isWarned, report.Warnings.Any(one => one.Contains("audits nothing", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_export_keeps_other_services_out_and_says_so()
    {
        const string export = """
            { "metaDataInfo": {}, "policies": [
              { "id": 1, "service": "h", "serviceType": "hive" },
              { "id": 2, "service": "atlas", "resources": { "type": { "values": ["*"] } } },
              { "id": 3, "service": "t", "resources": { "tag": { "values": ["PII"] } } } ] }
            """;
        await using var import = new ImportFixture().With("ranger/export.json", export);

        var (report, facts) = await import.FactsAsync();

        Assert.Equal([("h", 1), ("t", 3L)], facts.Policies.Select(policy => (policy.Service, policy.Id)));
        Assert.Equal("h", facts.Service!.Name);
        Assert.Contains(report.Warnings, warning => warning.Contains("'atlas'", StringComparison.Ordinal));
        Assert.Empty(report.Refused);
    }

    [Fact]
    public async Task Two_hive_services_are_a_failure_and_leave_no_snapshot()
    {
        await using var import = new ImportFixture()
            .With("ranger/a.json", """{"serviceName":"a","policies":[],"serviceDef":{"name":"hive"}}""")
            .With("ranger/b.json", """{"serviceName":"b","policies":[],"serviceDef":{"name":"hive"}}""");

        var report = await import.ImportAsync();

        Assert.Contains("more than one Hive service (a, b)", report.Failure, StringComparison.Ordinal);
        Assert.Null(report.Snapshot);
        Assert.Empty(await import.Store.SnapshotsAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("rangerRoles")]
    [InlineData("roles")]
    public async Task A_member_of_an_inner_role_is_a_member_of_the_outer_one(string shape)
    {
        await using var import = new ImportFixture()
            .With(
                "ranger/roles.json",
                $$"""{ "{{shape}}": [ { "name": "outer", "users": [{"name":"ann","isAdmin":true}], "groups": [{"name":"eng"}], "roles": [{"name":"inner"}] }, { "name": "inner" }, { "name": "inner" } ] }"""
            )
            .With("directory/users.json", """{"Resources":[{"userName":"ann"}]}""");

        var (report, facts) = await import.FactsAsync();

        var outer = PrincipalId.Role("outer");
        Assert.Equal(
            [
                new(PrincipalId.Login("ann"), outer),
                new(PrincipalId.Group("eng"), outer),
                new(PrincipalId.Role("inner"), outer),
            ],
            facts.Memberships
        );
        Assert.Equal("a second role of the same name", Assert.Single(report.Refused).Reason);
        Assert.Contains(
            report.Warnings,
            warning => warning.StartsWith("1 members of roles are unknown", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Users_that_only_the_user_store_knows_become_principals()
    {
        await using var import = new ImportFixture()
            .With(
                "ranger/store.json",
                """{"userGroupMapping":{"ann":["eng","ops"],"bob":[],"eve":"eng"},"userAttrMapping":{"cy":{}}}"""
            )
            .With("directory/users.json", """{"Resources":[{"userName":"ann","externalId":"1"}]}""");

        var (report, facts) = await import.FactsAsync();

        Assert.Equal(
            ["login:ann", "login:bob", "login:cy", "group:eng", "group:ops"],
            facts.Principals.Select(principal => principal.Id.ToString())
        );
        Assert.Equal(
            ["1", "bob", "cy"],
            facts
                .Principals.Where(principal => principal.Kind == PrincipalKind.User)
                .Select(principal => principal.Person!.IdentityKey)
        );
        Assert.Equal(2, facts.Memberships.Length);
        Assert.DoesNotContain(report.Refused, row => row.Reason.Contains("eve", StringComparison.Ordinal));
        Assert.Single(report.Refused);
    }

    [Fact]
    public async Task Attributes_of_the_user_store_come_in_with_the_service()
    {
        await using var import = new ImportFixture()
            .With("ranger/hive.json", Download)
            .With(
                "ranger/store.json",
                """{"userGroupMapping":{},"userAttrMapping":{"cy":{"dept":"lab","age":7},"di":{},"ed":[]},"groupAttrMapping":{"eng":{"floor":"1"}}}"""
            );

        var (report, facts) = await import.FactsAsync();

        Assert.Equal(
            ["login:cy dept=lab", "group:eng floor=1"],
            facts.Service!.Attributes!.Value.Select(known =>
                $"{known.Principal} {string.Join(' ', known.Attributes.Select(pair => $"{pair.Name}={pair.Value}"))}"
            )
        );
        Assert.Contains(report.Refused, row => row.Reason.Contains("attributes", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_user_store_no_attributes_are_known()
    {
        await using var import = new ImportFixture().With("ranger/hive.json", Download);

        var (_, facts) = await import.FactsAsync();

        Assert.Null(facts.Service!.Attributes);
    }

    [Fact]
    public async Task Tags_are_expanded_and_what_cannot_be_said_exactly_is_refused()
    {
        const string tags = """
            { "serviceName": "cl1_hive",
              "tags": { "0": { "type": "PII" }, "1": { "type": "OLD", "validityPeriods": [ { "endTime": "2020/01/01 00:00:00" } ] },
                        "2": { "type": "NEW", "options": { "TAG_VALIDITY_PERIODS": "[{\"startTime\":\"2020/01/01 00:00:00\",\"timeZone\":\"UTC\"}]" } } },
              "serviceResources": [
                { "id": 0, "resourceElements": { "database": { "values": ["HR"] }, "table": { "values": ["emp", "pay"] }, "column": { "values": ["ssn"] } } },
                { "id": 1, "resourceElements": { "database": { "values": ["h*"] } } },
                { "id": 2, "resourceElements": { "database": { "values": ["hr"], "isExcludes": true } } },
                { "id": 3, "resourceElements": { "url": { "values": ["s3://x"] } } },
                { "id": 4, "resourceElements": { "database": { "values": ["hr"] } } },
                { "id": 5, "serviceName": "other", "resourceElements": { "database": { "values": ["hr"] } } } ],
              "resourceToTagIds": { "0": ["0"], "1": [0], "2": [0], "3": [0], "4": [1, 2], "5": [0] } }
            """;
        await using var import = new ImportFixture().With("ranger/hive.json", Download).With("ranger/tags.json", tags);

        var (report, facts) = await import.FactsAsync();

        Assert.Equal(
            [
                new Classification(
                    new("hr"),
                    "NEW",
                    ClassificationBasis.Import,
                    Instance: new([], [new("2020/01/01 00:00:00", null, "UTC")])
                ),
                new(
                    new("hr"),
                    "OLD",
                    ClassificationBasis.Import,
                    Instance: new([], [new(null, "2020/01/01 00:00:00", null)])
                ),
                new(new("hr", "emp", "ssn"), "PII", ClassificationBasis.Import),
                new(new("hr", "pay", "ssn"), "PII", ClassificationBasis.Import),
            ],
            facts.Classifications
        );
        Assert.Equal([6L, 7, 8], report.Refused.Where(row => row.File == "ranger/tags.json").Select(row => row.Line));
        Assert.Contains(
            report.Warnings,
            warning => warning.StartsWith("1 tags are outside their validity periods", StringComparison.Ordinal)
        );
        Assert.Contains(report.Warnings, warning => warning.Contains("'other'", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData(
        "[{'accessResult':'DENIED','isAudited':false},{'actions':['METADATA OPERATION'],'isAudited':false},{'isAudited':true}]",
        true
    )]
    [InlineData("[{'accessTypes':['update'],'isAudited':false}]", true)]
    [InlineData("[{'users':['svc'],'isAudited':false}]", false)]
    [InlineData("[{'actions':['QUERY'],'isAudited':false}]", false)]
    [InlineData("[{'accessTypes':['SELECT'],'accessResult':'ALLOWED','isAudited':false}]", false)]
    [InlineData("not json", false)]
    public async Task Audit_filters_that_may_leave_out_a_read_are_remembered(string filters, bool logsAll)
    {
        var download = $$"""
            { "serviceName": "h", "policies": [ { "id": 1, "resources": { "database": { "values": ["*"] } } } ], "serviceDef": { "name": "hive" },
              "serviceConfig": { "ranger.plugin.audit.filters": "{{filters}}" } }
            """;
        await using var import = new ImportFixture().With("ranger/hive.json", download);

        var (_, facts) = await import.FactsAsync();

        Assert.Equal(logsAll ? true : null, facts.Service!.LogsEveryRead);
    }

    private const string WholeTags = """
        { "op": "add_or_update", "serviceName": "cl1_hive", "tagVersion": 5,
          "tags": { "1": { "type": "PII", "guid": "g-1" }, "2": { "type": "PCI", "guid": "g-2" } },
          "serviceResources": [
            { "id": 1, "resourceSignature": "s1", "resourceElements": { "database": { "values": ["hr"] } } },
            { "id": 2, "resourceSignature": "s2", "resourceElements": { "database": { "values": ["pay"] }, "table": { "values": ["slips"] } } },
            { "id": 3, "resourceSignature": "s3", "resourceElements": { "database": { "values": ["old"] } } } ],
          "resourceToTagIds": { "1": [1], "2": [1, 2], "3": [2] } }
        """;

    private const string OneService = """
        { "serviceName": "cl1_hive", "policies": [ { "id": 1, "resources": { "database": { "values": ["*"] } } } ], "serviceDef": { "name": "hive" } }
        """;

    [Fact]
    public async Task Changes_to_tags_collapse_onto_the_tags_read_in_the_order_of_their_versions()
    {
        const string second = """
            { "op": "add_or_update", "isDelta": true, "serviceName": "cl1_hive", "tagVersion": 7,
              "tags": { "4": { "type": "SECRET" } },
              "serviceResources": [ { "id": 9, "resourceSignature": "s9", "resourceElements": { "database": { "values": ["new"] } } } ],
              "resourceToTagIds": { "9": [4], "2": [2, 4] } }
            """;
        const string first = """
            { "isDelta": true, "serviceName": "cl1_hive", "tagVersion": 6,
              "tags": { "1": {}, "4": { "type": "OTHER" } },
              "serviceResources": [ { "id": 3 }, { "id": 2, "resourceSignature": "s2b", "resourceElements": { "database": { "values": ["pay"] }, "table": { "values": ["wages"] } } } ],
              "resourceToTagIds": { "3": [], "1": [4],
                "77": [4] } }
            """;
        const string stale = """
            { "isDelta": true, "serviceName": "cl1_hive", "tagVersion": 5, "tags": { "2": {} }, "serviceResources": [], "resourceToTagIds": {} }
            """;
        await using var import = new ImportFixture()
            .With("ranger/hive.json", OneService)
            .With("ranger/a.json", second)
            .With("ranger/b.json", first)
            .With("ranger/c.json", stale)
            .With("ranger/tags.json", WholeTags);

        var (report, facts) = await import.FactsAsync();

        Assert.Equal(
            ["hr SECRET", "new SECRET", "pay.wages PCI", "pay.wages SECRET"],
            facts.Classifications.Select(one => $"{one.Resource} {one.Class}")
        );
        var refused = Assert.Single(report.Refused);
        Assert.Equal(("ranger/b.json", 5L), (refused.File, refused.Line));
        Assert.Contains("a resource that neither", refused.Reason, StringComparison.Ordinal);
        Assert.Equal(
            (6L, 1L),
            report
                .Snapshot!.Sources.Where(file => file.Name == "ranger/b.json")
                .Select(file => (file.Accepted, file.Refused))
                .Single()
        );
        Assert.Contains(
            report.Warnings,
            warning => warning.Contains("ranger/b.json, ranger/a.json", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Changes_to_tags_that_are_all_refused_are_not_said_to_be_applied()
    {
        await using var import = new ImportFixture()
            .With("ranger/hive.json", OneService)
            .With(
                "ranger/a.json",
                """{ "isDelta": true, "serviceName": "cl1_hive", "tagVersion": 6, "tags": {}, "resourceToTagIds": { "77": [4] } }"""
            )
            .With("ranger/tags.json", WholeTags);

        var (report, _) = await import.FactsAsync();

        Assert.Equal("ranger/a.json", Assert.Single(report.Refused).File);
        Assert.DoesNotContain(report.Warnings, warning => warning.Contains("applied", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_deletion_of_tags_takes_out_what_it_names_as_another_server_would()
    {
        const string deletion = """
            { "op": "delete", "serviceName": "cl1_hive",
              "tags": { "900": { "type": "PII", "guid": "g-1" }, "901": { "type": "PCI" } },
              "serviceResources": [ { "id": 70, "resourceElements": { "database": { "values": ["OLD"] } } } ] }
            """;
        await using var import = new ImportFixture()
            .With("ranger/hive.json", OneService)
            .With("ranger/x.json", deletion)
            .With("ranger/tags.json", WholeTags);

        var (report, facts) = await import.FactsAsync();

        Assert.Equal(["pay.slips PCI"], facts.Classifications.Select(one => $"{one.Resource} {one.Class}"));
        Assert.Contains("no 'guid'", Assert.Single(report.Refused).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        """{"isDelta":true,"serviceName":"cl1_hive","tagVersion":6,"tags":{"1":{"type":"PII"}}}""",
        "without the tags"
    )]
    [InlineData(
        """{"op":"delete","serviceName":"cl1_hive","tags":{"1":{"guid":"g"}},"serviceResources":[]}""",
        "without the tags"
    )]
    [InlineData("""{"op":[],"serviceName":"cl1_hive","tags":{},"serviceResources":[]}""", "'op' should be text")]
    [InlineData("""{"op":"merge","serviceName":"cl1_hive","tags":{},"serviceResources":[]}""", "'op' is none of")]
    public async Task Changes_to_tags_without_the_tags_are_refused_and_what_was_known_stands(
        string changes,
        string reason
    )
    {
        await using var import = new ImportFixture()
            .With("ranger/hive.json", OneService)
            .With("ranger/tags.json", WholeTags);
        var (_, before) = await import.FactsAsync();
        import.With("ranger/tags.json", changes);

        var (report, after) = await import.FactsAsync(day: 1);

        var refused = Assert.Single(report.Refused);
        Assert.Equal(("ranger/tags.json", 0L), (refused.File, refused.Line));
        Assert.Contains(reason, refused.Reason, StringComparison.Ordinal);
        Assert.Equal(0, report.Snapshot!.Sources.Single(file => file.Name == "ranger/tags.json").Accepted);
        Assert.Equal(before.Classifications, after.Classifications);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("{\n\"policies\": [\n{]", 3)]
    [InlineData("{\"unheard\": 1}", 0)]
    [InlineData("[1, 2]", 0)]
    [InlineData("{\"serviceName\":\"h\",\"policyDeltas\":[{}]}", 1)]
    public async Task A_file_that_is_none_of_rangers_is_refused_by_name(string text, long line)
    {
        await using var import = new ImportFixture()
            .With("ranger/x.json", text)
            .With("ranger/roles.json", """{"roles":[]}""")
            .With("directory/users.json", """{"Resources":[{"userName":"u"}]}""");

        var (report, _) = await import.FactsAsync();

        Assert.Equal(("ranger/x.json", line), (Assert.Single(report.Refused).File, report.Refused[0].Line));
    }

    [Fact]
    public async Task Changes_to_policies_collapse_onto_the_policies_read_in_any_order_of_files()
    {
        const string changes = """
            { "serviceName": "cl1_hive", "policyDeltas": [
                { "id": 3, "changeType": 2, "policiesVersion": 13, "policy": { "id": 4, "serviceType": "hive" } },
                { "id": 1, "changeType": 1, "policiesVersion": 12, "policy": { "id": 9, "name": "changed", "zoneName": "z", "serviceType": "hive" } },
                { "id": 2, "changeType": 0, "policiesVersion": 13, "policy": { "id": 2, "service": "tags", "serviceType": "tag", "resources": { "tag": { "values": ["PCI"] } } } },
                { "id": 0, "changeType": 2, "policiesVersion": 10, "policy": { "id": 1, "serviceType": "hive" } },
                { "changeType": 8 } ] }
            """;
        await using var import = new ImportFixture()
            .With("ranger/a-changes.json", changes)
            .With(
                "ranger/hive.json",
                Download.Replace("\"policies\": [", "\"policyVersion\": 11, \"policies\": [", StringComparison.Ordinal)
            );

        var (report, facts) = await import.FactsAsync();

        Assert.Null(report.Failure);
        Assert.Equal(
            [("cl1_hive", 1), ("cl1_hive", 2), ("cl1_hive", 9), ("tags", 1), ("tags", 2L)],
            facts.Policies.Select(policy => (policy.Service, policy.Id))
        );
        Assert.Equal(("changed", "z"), (facts.Policies[2].Name, facts.Policies[2].ZoneName));
        Assert.True(facts.Policies[4].IsTagPolicy);
    }

    [Fact]
    public async Task Changes_to_policies_without_their_policies_are_refused_and_stale_ones_stop_the_import()
    {
        const string created = """
            {"serviceName":"h","policyDeltas":[{"changeType":0,"policy":{"id":1,"serviceType":"hive"}}]}
            """;
        await using var alone = new ImportFixture()
            .With("ranger/x.json", created)
            .With("directory/users.json", """{"Resources":[{"userName":"u"}]}""");
        var (report, facts) = await alone.FactsAsync();
        Assert.Contains("without the policies", Assert.Single(report.Refused).Reason, StringComparison.Ordinal);
        Assert.Empty(facts.Policies);

        await using var stale = new ImportFixture()
            .With("ranger/hive.json", Download)
            .With("ranger/x.json", created.Replace("\"changeType\":0", "\"changeType\":7", StringComparison.Ordinal));
        Assert.Contains("export the policies whole", (await stale.ImportAsync()).Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_tag_service_of_the_hive_service_counts()
    {
        await using var import = new ImportFixture()
            .With("ranger/hive.json", Download)
            .With(
                "ranger/other.json",
                """{"policies":[{"id":7,"service":"other_tags","serviceType":"tag","resources":{"tag":{"values":["PII"]}}}]}"""
            );

        var (report, facts) = await import.FactsAsync();

        Assert.DoesNotContain(facts.Policies, policy => policy.Service == "other_tags");
        Assert.Contains(report.Warnings, warning => warning.Contains("'other_tags'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_definition_says_which_conditions_it_knows_and_where_masks_take_wildcards()
    {
        var described = Download.Replace(
            "\"serviceDef\": { \"name\": \"hive\",",
            """
            "serviceDef": { "name": "hive",
              "resources": [ { "name": "database", "matcherOptions": { "wildCard": true } }, { "name": "table" } ],
              "dataMaskDef": { "resources": [ { "name": "database" }, { "name": "table", "matcherOptions": { "wildCard": "false" } } ] },
              "policyConditions": [ { "name": "ip", "evaluator": "x.RangerIpMatcher", "evaluatorOptions": { "b": "2", "a": "1" } } ],
            """,
            StringComparison.Ordinal
        );
        await using var import = new ImportFixture().With("ranger/hive.json", described);

        var service = (await import.FactsAsync()).Facts.Service!;

        Assert.Equal(["table"], service.LiteralMaskLevels);
        Assert.Equal(["database", "table"], service.LiteralFilterLevels);
        var kind = Assert.Single(service.Conditions!.Value);
        Assert.Equal(("ip", "x.RangerIpMatcher"), (kind.Name, kind.Evaluator));
        Assert.Equal([new("a", "1"), new ConditionOption("b", "2")], kind.Options);
        Assert.Null(service.TagConditions);
    }

    [Fact]
    public async Task An_import_without_tags_keeps_the_tags_and_one_without_roles_the_roles()
    {
        await using var import = new ImportFixture()
            .With("ranger/hive.json", Download)
            .With("ranger/roles.json", """{"roles":[{"name":"r","users":[{"name":"ann"}]}]}""")
            .With(
                "ranger/tags.json",
                """{"serviceName":"cl1_hive","tags":{"0":{"type":"PII"}},"serviceResources":[{"id":0,"resourceElements":{"database":{"values":["hr"]}}}],"resourceToTagIds":{"0":[0]}}"""
            );
        await import.ImportAsync();
        File.Delete(Path.Combine(import.Sources, "ranger", "roles.json"));
        File.Delete(Path.Combine(import.Sources, "ranger", "tags.json"));

        var (_, facts) = await import.FactsAsync(day: 1);

        Assert.Single(facts.Classifications);
        Assert.Single(facts.Memberships);
    }
}
