using System.Text.Json;
using GovernanceDashboard.Access.Ranger.Requests;
using GovernanceDashboard.Import.Json;

namespace GovernanceDashboard.Conformance;

/// <summary>
/// Cases on static access lists. The peer answers per name and approximates; here they are checked one way (semantics, section 17):
/// what it calls allowed must be allowed for whoever bears the name, what it calls denied must be denied, conditional may be anything.
/// </summary>
internal static class AccessListCases
{
    private const long Denied = -1;
    private const long Allowed = 1;

    public static IEnumerable<CaseResult> Run(JsonElement file, Companions companions, DateTimeOffset now)
    {
        foreach (var testCase in file.Objects("testCases"))
        {
            var download =
                testCase.Object("servicePolicies")
                ?? throw new InvalidDataException("a test case has no 'servicePolicies'");
            var engine = new RangerEngine(EngineReader.FromDownload(download, companions));
            foreach (var test in testCase.Objects("tests"))
            {
                yield return Run($"{testCase.Text("name")}: {test.Text("name")}", test, engine, now);
            }
        }
    }

    private static CaseResult Run(string name, JsonElement test, RangerEngine engine, DateTimeOffset now)
    {
        var asking = new AccessRequest
        {
            Resource = CaseValues.Resource(test.Object("resource")),
            Scope =
                test.Text("resourceMatchingScope") == "SELF_OR_DESCENDANTS"
                    ? MatchingScope.SelfOrDescendants
                    : MatchingScope.Self,
            AccessTime = now,
            IsComplete = true,
        };
        return CaseResult.Of(
            name,
            [
                .. Compare(test, "userPermissions", user => asking with { User = user }, engine),
                .. Compare(test, "groupPermissions", group => asking with { Groups = [group] }, engine),
                .. Compare(test, "rolePermissions", role => asking with { Roles = [role] }, engine),
            ]
        );
    }

    private static IEnumerable<(string, string?, string?)> Compare(
        JsonElement test,
        string list,
        Func<string, AccessRequest> requestOf,
        RangerEngine engine
    )
    {
        foreach (var principal in CaseValues.Members(test.Object(list)))
        {
            foreach (var access in CaseValues.Members(principal.Value))
            {
                var expected = access.Value.Number("result");
                if (expected is not (Allowed or Denied))
                {
                    continue;
                }

                var decision = engine.Decide(requestOf(principal.Name) with { AccessType = access.Name });
                yield return (
                    $"{list} {principal.Name} {access.Name}",
                    expected == Allowed ? "Allowed" : "Denied",
                    decision.Outcome.ToString()
                );
            }
        }
    }
}
