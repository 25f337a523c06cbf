using System.Text.Json;
using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Access.Ranger.Requests;
using GovernanceDashboard.Import.Json;
using GovernanceDashboard.Import.Ranger;

namespace GovernanceDashboard.Conformance;

/// <summary>Cases on one level's values, and on a policy's whole resource.</summary>
internal static class MatcherCases
{
    public static IEnumerable<CaseResult> Run(JsonElement file, Companions companions)
    {
        foreach (var testCase in file.Objects("testCases"))
        {
            var results = testCase.Object("resourceDef") is { } level
                ? OnLevel(testCase, DefinitionReader.Level(level))
                : OnResource(testCase, DefinitionReader.Read(DefinitionFor(testCase, file, companions)));
            foreach (var result in results)
            {
                yield return result;
            }
        }
    }

    private static JsonElement DefinitionFor(JsonElement testCase, JsonElement file, Companions companions) =>
        EngineReader.DefinitionOf(testCase.Object("serviceDef") is null ? file : testCase, companions);

    private static IEnumerable<JsonElement> Tests(JsonElement testCase) =>
        testCase.Objects("tests").Where(test => test.EnumerateObject().Any());

    private static IEnumerable<CaseResult> OnLevel(JsonElement testCase, LevelDefinition level)
    {
        var policy = testCase.Object("policyResource") ?? throw new InvalidDataException("a test case has no policy");
        var matcher = new ElementMatcher(
            level,
            new(
                policy.Texts("values"),
                policy.Flag("isExcludes", missing: false),
                policy.Flag("isRecursive", missing: false)
            )
        );
        return Tests(testCase)
            .Select(test =>
                Attempt(
                    testCase,
                    test,
                    () =>
                    {
                        var isUncertain = false;
                        var asked =
                            test.TryGetProperty("input", out var input) && input.ValueKind != JsonValueKind.Null
                                ? CaseValues.Requested(input)
                                : null;
                        var scope = RequestReader.ElementScopeOf(test.Text("matchingScope") ?? test.Text("scope"));
                        var match = matcher.Match(asked, scope, Tokens(test), ref isUncertain);
                        return Compared(testCase, test, match != ElementMatch.None, isUncertain);
                    }
                )
            );
    }

    private static CaseResult Attempt(JsonElement testCase, JsonElement test, Func<CaseResult> run)
    {
        var name = NameOf(testCase, test);
        return KnownFields.UnknownIn(test) is { } unknown
            ? CaseResult.Skipped(name, unknown)
            : CaseResult.Attempt(name, run);
    }

    private static string NameOf(JsonElement testCase, JsonElement test) =>
        $"{testCase.Text("name")}: {CaseValues.NameOf(test)}";

    private static IEnumerable<CaseResult> OnResource(
        JsonElement testCase,
        Access.Ranger.Requests.ServiceDefinition definition
    )
    {
        var matcher = new HierarchyMatcher(
            new(definition.Levels),
            PolicyMapper.Resource(
                testCase.Object("policyResources") ?? throw new InvalidDataException("a test case has no policy")
            )
        );
        return Tests(testCase)
            .Select(test =>
                Attempt(
                    testCase,
                    test,
                    () =>
                    {
                        var match = test.Object("policy")?.Object("resources") is { } other
                            ? new HierarchyMatch(matcher.MatchPolicy(PolicyMapper.Resource(other), Tokens(test)))
                            : matcher.Match(CaseValues.Resource(test.Object("resource")), Tokens(test));
                        return Expected(test.Text("type"), match.Kind) is { } isMatch
                            ? Compared(testCase, test, isMatch, match.IsUncertain)
                            : CaseResult.Skipped(
                                NameOf(testCase, test),
                                $"a match of the kind '{test.Text("type")}' is not known here"
                            );
                    }
                )
            );
    }

    // Null where the kind of match is unknown.
    private static bool? Expected(string? type, MatchKind kind) =>
        type?.ToLowerInvariant() switch
        {
            "selfmatch" or "exactmatch" => kind.CountsForAccess(),
            "selfandalldescendants" => kind == MatchKind.SelfAndAllDescendants,
            "descendantmatch" => kind == MatchKind.Descendant,
            "ancestormatch" => kind == MatchKind.Ancestor,
            "selfordescendantmatch" => kind.CountsForVisibility(),
            "selforancestormatch" => kind.CountsForAccess() || kind == MatchKind.Ancestor,
            "anymatch" or "match" => kind != MatchKind.None,
            _ => null,
        };

    private static CaseResult Compared(JsonElement testCase, JsonElement test, bool isMatch, bool isUncertain)
    {
        var name = NameOf(testCase, test);
        return isUncertain
            ? CaseResult.Skipped(name, "undecided: an expression in a policy's value")
            : CaseResult.Of(
                name,
                [("match", CaseResult.Word(test.Flag("result", missing: false)), CaseResult.Word(isMatch))]
            );
    }

    private static Substitutions Tokens(JsonElement test)
    {
        const string Prefix = "token:";
        return new(
            CaseValues
                .Texts(test.Object("evalContext"))
                .Where(entry => entry.Key.StartsWith(Prefix, StringComparison.Ordinal))
                .ToDictionary(entry => entry.Key[Prefix.Length..], entry => entry.Value, StringComparer.Ordinal),
            null
        );
    }
}
