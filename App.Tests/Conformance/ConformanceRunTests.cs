using GovernanceDashboard.Conformance;
using GovernanceDashboard.Tests.Data;

namespace GovernanceDashboard.Tests.Conformance;

/// <summary>Case files in the peer's shapes, written by hand beside this test.</summary>
public sealed class ConformanceRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("files.json", 8)]
    [InlineData("matching.json", 12)]
    [InlineData("schedules.json", 4)]
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
