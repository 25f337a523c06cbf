using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using GovernanceDashboard.Access.Ranger.Requests;
using GovernanceDashboard.Import.Json;

namespace GovernanceDashboard.Conformance;

/// <summary>Cases that ask an engine: is it allowed and audited, how is it shown, and whom do the policies name?</summary>
internal static class EngineCases
{
    public static IEnumerable<CaseResult> Run(JsonElement file, Companions companions, DateTimeOffset now)
    {
        var facts = EngineReader.FromCase(file, companions);
        var requests = new RequestReader(
            now,
            DefinitionReader.NotLookedUp(EngineReader.DefinitionOf(file, companions))
        );
        var missingTags = EngineReader.MissingTags(file, companions);
        foreach (var result in RunTests(file, "tests", facts, requests, missingTags))
        {
            yield return result;
        }

        if (!file.TryGetProperty("updatedPolicies", out var update) || update.ValueKind == JsonValueKind.Null)
        {
            yield break;
        }

        var updated = PolicyUpdate.Apply(facts, update);
        foreach (var result in RunTests(file, "updatedTests", updated, requests, missingTags))
        {
            yield return result;
        }
    }

    private static IEnumerable<CaseResult> RunTests(
        JsonElement file,
        string list,
        EngineFacts facts,
        RequestReader requests,
        string? missingTags
    )
    {
        var engine = new RangerEngine(facts);
        // An entry that is nothing but a comment is no case.
        foreach (var test in file.Objects(list).Where(test => test.EnumerateObject().Any()))
        {
            yield return CaseResult.Attempt(CaseValues.NameOf(test), () => Run(test, engine, requests, missingTags));
        }
    }

    private static CaseResult Run(JsonElement test, RangerEngine engine, RequestReader requests, string? missingTags)
    {
        var name = CaseValues.NameOf(test);
        if (KnownFields.UnknownIn(test) is { } unknown)
        {
            return CaseResult.Skipped(name, unknown);
        }

        if (test.Object("request")?.Object("inlinePolicy") is not null)
        {
            return CaseResult.Skipped(name, "policies that come with a request are not evaluated");
        }

        var request = requests.Read(test);
        if (missingTags is not null && request.Tags.IsDefault)
        {
            return CaseResult.Skipped(name, missingTags);
        }

        var comparisons = new List<(string, string?, string?)>();
        var undecided = new SortedSet<string>(StringComparer.Ordinal);
        if (test.Object("result") is { } result)
        {
            var decision = engine.Decide(request);
            undecided.UnionWith(decision.Undecided);
            comparisons.Add(
                (
                    "isAllowed",
                    CaseResult.Word(result.Flag("isAllowed", missing: false)),
                    CaseResult.Word(decision.Outcome == DecisionOutcome.Allowed)
                )
            );
            comparisons.Add(
                (
                    "isAudited",
                    CaseResult.Word(result.Flag("isAudited", missing: false)),
                    CaseResult.Word(decision.IsAudited)
                )
            );
        }

        if (test.Object("dataMaskResult") is { } mask)
        {
            Compare(mask, engine.MaskOf(request));
        }

        if (test.Object("rowFilterResult") is { } filter)
        {
            Compare(filter, engine.RowFilterOf(request));
        }

        if (test.Object("resourceAccessInfo") is { } info)
        {
            comparisons.AddRange(Named(info, engine.NamedOn(request)));
        }

        return undecided.Count > 0 ? CaseResult.Skipped(name, "undecided: " + string.Join("; ", undecided))
            : comparisons.Count == 0 ? CaseResult.Skipped(name, "asserts nothing that is known here")
            : CaseResult.Of(name, comparisons);

        void Compare(JsonElement expected, ShownAs shown)
        {
            undecided.UnionWith(shown.Undecided);
            comparisons.AddRange(Shown(expected, shown));
            comparisons.Add(
                (
                    "policyId",
                    (expected.Number("policyId") ?? 0).ToString(CultureInfo.InvariantCulture),
                    (shown.PolicyId ?? -1).ToString(CultureInfo.InvariantCulture)
                )
            );
        }
    }

    /// <summary>Compares masks and filters without the policies behind them.</summary>
    public static IEnumerable<(string, string?, string?)> Shown(JsonElement result, ShownAs shown)
    {
        var expected = result.Object("additionalInfo") ?? result;
        yield return ("maskType", expected.Text("maskType"), shown.Mask?.Type);
        yield return ("maskCondition", expected.Text("maskCondition"), shown.Mask?.Condition);
        yield return ("maskedValue", expected.Text("maskedValue"), shown.Mask?.Value);
        yield return (
            "filterExpr",
            expected.Text("filterExpr"),
            string.IsNullOrEmpty(shown.RowFilter) ? null : shown.RowFilter
        );
    }

    private static IEnumerable<(string, string?, string?)> Named(JsonElement expected, NamedOnResource named)
    {
        (string What, ImmutableSortedSet<string> Got)[] sets =
        [
            ("allowedUsers", named.AllowedUsers),
            ("allowedGroups", named.AllowedGroups),
            ("deniedUsers", named.DeniedUsers),
            ("deniedGroups", named.DeniedGroups),
        ];
        return sets.Select(set =>
            (
                set.What,
                (string?)string.Join(", ", expected.Texts(set.What).Order(StringComparer.Ordinal)),
                (string?)string.Join(", ", set.Got)
            )
        );
    }
}
