using System.Collections.Immutable;
using System.Text.Json;

namespace GovernanceDashboard.Conformance;

/// <summary>Runs the cases of one file, whatever their shape.</summary>
internal static class CaseFile
{
    /// <summary>The peer's layout, from which cases name their companions; a file that only such cases read holds none itself.</summary>
    public static FileResult Run(string path, DateTimeOffset now)
    {
        JsonElement file;
        try
        {
            file = LenientJson.Read(File.ReadAllText(path));
        }
        catch (InvalidDataException unreadable)
        {
            return new(path, [CaseResult.Skipped("the file", "is no JSON: " + unreadable.Message)]);
        }

        try
        {
            return CasesOf(file, new(path), now) is { } cases
                ? new(path, [.. cases])
                : new(path, [], "holds no cases of a known shape");
        }
        // A member of another kind than expected shows as an invalid operation on it.
        catch (Exception unknown)
            when (unknown
                    is InvalidDataException
                        or InvalidOperationException
                        or FormatException
                        or KeyNotFoundException
            )
        {
            return new(path, [CaseResult.Skipped("the file", "has an unknown shape: " + unknown.Message)]);
        }
    }

    // Null where there are no cases in the file: other cases may read it.
    private static IEnumerable<CaseResult>? CasesOf(JsonElement file, Companions companions, DateTimeOffset now)
    {
        if (file.ValueKind != JsonValueKind.Object)
        {
            return file.ValueKind == JsonValueKind.Array && HoldsSchedules(file) ? ScheduleCases.Run(file) : null;
        }

        return Has("testCases")
                ? file.GetProperty("testCases").EnumerateArray().FirstOrDefault(IsObject) switch
                {
                    { ValueKind: JsonValueKind.Object } first when first.TryGetProperty("servicePolicies", out _) =>
                        AccessListCases.Run(file, companions, now),
                    _ => MatcherCases.Run(file, companions),
                }
            : !Has("tests") ? null
            : Has("serviceResources") ? TagCases.Run(file, companions, now)
            : Has("gdsInfo") || (Has("gdsInfoFilename") && !Has("policiesFilename"))
                ? Skipped(file, "data sharing (GDS) is not evaluated")
            : Has("policiesFilename") || Is("policies", JsonValueKind.Object) ? PluginCases.Run(file, companions, now)
            : Is("servicePolicies", JsonValueKind.Object)
                ? PluginCases.RunOn(file, file.GetProperty("servicePolicies"), companions, now)
            : Is("policies", JsonValueKind.Array) ? EngineCases.Run(file, companions, now)
            : Skipped(file, "the shape of the file is not known");

        bool Has(string name) => file.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null;

        bool Is(string name, JsonValueKind kind) =>
            file.TryGetProperty(name, out var member) && member.ValueKind == kind;
    }

    private static bool IsObject(JsonElement element) => element.ValueKind == JsonValueKind.Object;

    private static bool HoldsSchedules(JsonElement list) =>
        list.EnumerateArray().Any(item => IsObject(item) && item.TryGetProperty("validitySchedules", out _));

    private static ImmutableArray<CaseResult> Skipped(JsonElement file, string reason) =>
        file.GetProperty("tests") is { ValueKind: JsonValueKind.Array } tests
            ?
            [
                .. tests
                    .EnumerateArray()
                    .Where(IsObject)
                    .Select(test =>
                        CaseResult.Skipped(
                            test.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String
                                ? name.GetString()!
                                : "a case without a name",
                            reason
                        )
                    ),
            ]
            : [];
}
