using System.Text.Json;
using GovernanceDashboard.Access.Ranger.Requests;
using GovernanceDashboard.Import.Json;

namespace GovernanceDashboard.Conformance;

/// <summary>Cases that ask a whole plugin: policies, tags, roles and user store each in a file of its own.</summary>
internal static class PluginCases
{
    public static IEnumerable<CaseResult> Run(JsonElement file, Companions companions, DateTimeOffset now)
    {
        var download =
            Part(file, "policies", "policiesFilename", companions)
            ?? throw new InvalidDataException("the policies that the case names are not there");
        return RunOn(file, download, companions, now);
    }

    /// <summary>With the policies already at hand.</summary>
    public static IEnumerable<CaseResult> RunOn(
        JsonElement file,
        JsonElement download,
        Companions companions,
        DateTimeOffset now
    )
    {
        var facts = EngineReader.FromDownload(download, companions);
        var tags = Part(file, "tags", "tagsFilename", companions);
        var missingTags = tags is null ? EngineReader.MissingTags(download, companions) : null;
        if (tags is { } found)
        {
            facts = EngineReader.WithTags(facts, found);
        }

        if (Part(file, "roles", "rolesFilename", companions) is { } roles)
        {
            facts = facts with { Roles = EngineReader.Roles(roles) };
        }

        var engine = new RangerEngine(facts);
        var requests = new RequestReader(
            now,
            DefinitionReader.NotLookedUp(EngineReader.DefinitionOf(download, companions)),
            Part(file, "userStore", "userStoreFilename", companions)
        );
        var shared =
            file.Object("gdsInfo") is null && file.Text("gdsInfoFilename") is null
                ? SharedData.None
                : SharedData.Of(file.Object("gdsInfo") ?? companions.Find(file.Text("gdsInfoFilename")));
        foreach (var test in file.Objects("tests").Where(test => test.EnumerateObject().Any()))
        {
            yield return CaseResult.Attempt(
                CaseValues.NameOf(test),
                () => Run(test, engine, requests, shared, missingTags)
            );
        }
    }

    private static CaseResult Run(
        JsonElement test,
        RangerEngine engine,
        RequestReader requests,
        SharedData shared,
        string? missingTags
    )
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

        if (missingTags is not null)
        {
            return CaseResult.Skipped(name, missingTags);
        }

        if (test.Object("result") is not { } result)
        {
            return CaseResult.Skipped(name, "asserts access lists, in which data sharing (GDS) has a part");
        }

        var request = requests.Read(test);
        var decision = engine.Decide(request);
        if (!decision.IsDetermined && shared.MayConcern(request))
        {
            return CaseResult.Skipped(
                name,
                "no policy decides, and data sharing (GDS), which is not evaluated, names the user"
            );
        }

        var mask = engine.MaskOf(request);
        var filter = engine.RowFilterOf(request);
        var undecided = decision.Undecided.Concat(mask.Undecided).Concat(filter.Undecided).Distinct().ToArray();
        return undecided.Length > 0
            ? CaseResult.Skipped(name, "undecided: " + string.Join("; ", undecided))
            : CaseResult.Of(
                name,
                [
                    (
                        "isAllowed",
                        CaseResult.Word(result.Flag("isAllowed", missing: false)),
                        CaseResult.Word(decision.Outcome == DecisionOutcome.Allowed)
                    ),
                    // Where nobody decides, a shared resource alone may have the access recorded.
                    .. decision.IsDetermined || !shared.Exists
                        ? new (string, string?, string?)[]
                        {
                            (
                                "isAudited",
                                CaseResult.Word(result.Flag("isAudited", missing: false)),
                                CaseResult.Word(decision.IsAudited)
                            ),
                        }
                        : [],
                    .. EngineCases.Shown(result, mask with { RowFilter = filter.RowFilter }),
                ]
            );
    }

    // What a case names has to be there: without it the decision is another one.
    private static JsonElement? Part(JsonElement file, string inline, string named, Companions companions) =>
        file.TryGetProperty(inline, out var part) && part.ValueKind == JsonValueKind.Object ? part
        : file.Text(named) is not { } name ? null
        : companions.Find(name) ?? throw new InvalidDataException($"its companion '{name}' is not there");
}
