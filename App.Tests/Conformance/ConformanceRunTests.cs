using GovernanceDashboard.Conformance;
using GovernanceDashboard.Tests.Data;

namespace GovernanceDashboard.Tests.Conformance;

/// <summary>Case files in the peer's shapes, written by hand beside this test.</summary>
public sealed class ConformanceRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("components.json", 24)]
    [InlineData("files.json", 8)]
    [InlineData("matching.json", 12)]
    [InlineData("schedules.json", 8)]
    [InlineData("tables.json", 28)]
    public void Own_cases_pass(string file, int count)
    {
        var result = Run(Path.Combine(RepositoryFolder.Path, "App.Tests", "Conformance", "Cases", file));

        Assert.Empty(
            result
                .Cases.Where(answer => answer.Verdict != CaseVerdict.Passed)
                .Select(answer => $"{answer.Name}: {answer.Detail}")
        );
        Assert.Equal(count, result.Count(CaseVerdict.Passed));
    }

    [Fact]
    public void A_companion_holds_no_cases_and_says_so()
    {
        var result = Run(
            Path.Combine(RepositoryFolder.Path, "App.Tests", "Conformance", "Cases", "tags-of-the-shop.json")
        );

        Assert.Empty(result.Cases);
        Assert.Equal("holds no cases of a known shape", result.Note);
    }

    [Fact]
    public void What_cannot_be_evaluated_is_skipped_with_its_reason_and_never_fails()
    {
        var result = Written(
            """
            { "serviceDef": { "name": "s", "resources": [{ "name": "r" }], "accessTypes": [{ "name": "read" }],
                "policyConditions": [{ "name": "odd", "evaluator": "x.SomebodysOwnCondition" }] },
              "policies": [{ "id": 1, "resources": { "r": { "values": ["*"] } }, "policyItems": [
                { "accesses": [{ "type": "read" }], "users": ["u"], "conditions": [{ "type": "odd", "values": ["1"] }] }] }],
              "tests": [
                { "name": "hangs on it", "request": { "resource": { "elements": { "r": "a" } }, "accessType": "read", "user": "u" },
                  "result": { "isAllowed": true, "isAudited": true } },
                { "name": "does not", "request": { "resource": { "elements": { "r": "a" } }, "accessType": "read", "user": "v" },
                  "result": { "isAllowed": false, "isAudited": true } },
                { "name": "has no request" }
              ] }
            """
        );

        Assert.Equal(
            [CaseVerdict.Skipped, CaseVerdict.Passed, CaseVerdict.Skipped],
            result.Cases.Select(answer => answer.Verdict)
        );
        Assert.Contains("SomebodysOwnCondition", result.Cases[0].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failure_says_what_was_expected()
    {
        var result = Written(
            """
            { "testCases": [{ "name": "one", "resourceDef": { "matcher": "x.RangerDefaultResourceMatcher" },
                "policyResource": { "values": ["a*"] }, "tests": [{ "name": "b", "input": "b", "result": true }] }] }
            """
        );

        var answer = Assert.Single(result.Cases);
        Assert.Equal(
            ("one: b", CaseVerdict.Failed, "match expected true, got false"),
            (answer.Name, answer.Verdict, answer.Detail)
        );
    }

    [Theory]
    [InlineData("no JSON at all")]
    [InlineData("{ \"serviceDef\": 3, \"policies\": [], \"tests\": [{ \"name\": \"t\" }] }")]
    public void Unknown_shapes_are_skipped(string text)
    {
        var result = Written(text);

        Assert.Equal(0, result.Count(CaseVerdict.Failed));
        Assert.Equal(0, result.Count(CaseVerdict.Passed));
    }

    [Theory]
    [InlineData("\"sharedSecrets\": 1, ", "", "", "the field 'sharedSecrets' of the file is not known here")]
    [InlineData("", "\"isDenyAlways\": true, ", "", "the field 'isDenyAlways' of a policy is not known here")]
    [InlineData("", "", "\"delegatedBy\": \"x\", ", "the field 'delegatedBy' of the request is not known here")]
    [InlineData("", "", "\"accessTime\": \"yesterday\", ", "has an unknown shape: 'yesterday' is no instant")]
    [InlineData(
        "",
        "",
        "\"resourceMatchingScope\": \"WIDE\", ",
        "has an unknown shape: the scope 'WIDE' is not known here"
    )]
    [InlineData("", "\"policyPriority\": 9999999999, ", "", "has an unknown shape: ")]
    [InlineData(
        "\"tagPolicyInfo\": { \"serviceDef\": { \"contextEnrichers\": [{ \"enricher\": \"x.TagEnricher\", \"enricherOptions\": { \"serviceTagsFileName\": \"/no/tags.json\" } }] } }, ",
        "",
        "",
        "the tags '/no/tags.json' that the definition names are not there"
    )]
    public void What_might_change_a_decision_and_is_not_known_skips_its_case(
        string inFile,
        string inPolicy,
        string inRequest,
        string reason
    )
    {
        var result = Written(
            $$"""
            { {{inFile}}"serviceDef": { "name": "s", "resources": [{ "name": "r" }], "accessTypes": [{ "name": "read" }] },
              "policies": [{ "id": 1, {{inPolicy}}"_aside": 1, "resources": { "r": { "values": ["*"] } },
                "policyItems": [{ "accesses": [{ "type": "read" }], "users": ["u"] }] }],
              "tests": [{ "name": "t", "request": { {{inRequest}}"resource": { "elements": { "r": "a" } }, "accessType": "read", "user": "u" },
                "result": { "isAllowed": true, "isAudited": true } }] }
            """
        );

        var answer = Assert.Single(result.Cases);
        Assert.Equal(("t", CaseVerdict.Skipped), (answer.Name, answer.Verdict));
        Assert.StartsWith(reason, answer.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void An_update_that_cannot_be_read_leaves_the_cases_before_it()
    {
        var result = Written(
            """
            { "serviceDef": { "name": "s", "resources": [{ "name": "r" }], "accessTypes": [{ "name": "read" }] }, "policies": [],
              "updatedPolicies": { "policyDeltas": [{ "changeType": 8 }] }, "updatedTests": [{ "name": "after" }],
              "tests": [{ "name": "before", "request": { "resource": { "elements": { "r": "a" } }, "accessType": "read", "user": "u" },
                "result": { "isAllowed": false, "isAudited": true } }] }
            """
        );

        Assert.Equal([CaseVerdict.Passed, CaseVerdict.Skipped], result.Cases.Select(answer => answer.Verdict));
    }

    [Fact]
    public void A_mask_that_is_the_only_one_for_a_name_is_compared()
    {
        var result = Written(
            """
            { "testCases": [{ "name": "c", "servicePolicies": { "serviceName": "h",
                "serviceDef": { "name": "hive", "resources": [{ "name": "database" }], "accessTypes": [{ "name": "select" }],
                  "dataMaskDef": { "accessTypes": [{ "name": "select" }], "resources": [{ "name": "database" }] } },
                "policies": [{ "id": 1, "policyType": 1, "resources": { "database": { "values": ["d"] } }, "dataMaskPolicyItems": [
                  { "accesses": [{ "type": "select" }], "users": ["u", "v"], "dataMaskInfo": { "dataMaskType": "MASK" } }] }] },
              "tests": [{ "name": "t", "resource": { "elements": { "database": "d" } }, "dataMasks": [
                { "users": ["u"], "accessTypes": ["select"], "maskInfo": { "dataMaskType": "MASK" } },
                { "users": ["v"], "accessTypes": ["select"], "maskInfo": { "dataMaskType": "MASK_HASH" } }] }] }] }
            """
        );

        Assert.Equal("dataMasks user v select expected MASK_HASH, got MASK", Assert.Single(result.Cases).Detail);
    }

    [Fact]
    public void A_list_of_cases_a_mark_of_the_encoding_and_an_empty_file()
    {
        const string Case = """
            { "testCases": [{ "name": "one", "resourceDef": {}, "policyResource": { "values": ["a*"] },
                "tests": [null, {}, { "name": "b", "input": "ab", "result": true }] }] }
            """;

        Assert.Equal(2, Written($"\uFEFF[{Case}, {Case}]").Count(CaseVerdict.Passed));
        Assert.Equal("is empty", Assert.Single(Written(" ").Cases).Detail);
    }

    [Fact]
    public void A_file_that_cannot_be_opened_leaves_the_others_to_run()
    {
        Directory.CreateDirectory(_folder.File("cases"));
        File.CreateSymbolicLink(_folder.File(Path.Combine("cases", "gone.json")), _folder.File("nowhere"));
        File.WriteAllText(_folder.File(Path.Combine("cases", "here.json")), "{}");

        var results = ConformanceRun.Run(
            [_folder.File("cases")],
            DateTimeOffset.UnixEpoch,
            new Progress<Domain.WorkProgress>(),
            TestContext.Current.CancellationToken
        );

        Assert.Equal([true, false], results.Select(file => file.IsUnreadable));
        Assert.StartsWith("cannot be read: ", results[0].Note, StringComparison.Ordinal);
    }

    private FileResult Written(string text)
    {
        _folder.Write("case.json", text);
        return Run(_folder.File("case.json"));
    }

    private static FileResult Run(string file) =>
        Assert.Single(
            ConformanceRun.Run(
                [file],
                DateTimeOffset.UnixEpoch,
                new Progress<Domain.WorkProgress>(),
                TestContext.Current.CancellationToken
            )
        );
}
