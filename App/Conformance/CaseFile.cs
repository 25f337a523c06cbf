using System.Text.Json;

namespace GovernanceDashboard.Conformance;

/// <summary>Runs the cases of one file, whatever their shape.</summary>
internal static class CaseFile
{
    public static FileResult Run(string path, DateTimeOffset now)
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return FileResult.Unreadable(path, refused.Message);
        }

        if (string.IsNullOrWhiteSpace(text))
        {
            return new(path, [CaseResult.Skipped("the file", "is empty")]);
        }

        JsonElement file;
        try
        {
            file = LenientJson.Read(text);
        }
        catch (InvalidDataException unreadable)
        {
            return new(path, [CaseResult.Skipped("the file", "is no JSON: " + unreadable.Message)]);
        }

        var results = new List<CaseResult>();
        return Collect(file, new(path), now, results)
            ? new(path, [.. results])
            : new(path, [], "holds no cases of a known shape");
    }

    // False where there are no cases: other cases may read the file.
    private static bool Collect(JsonElement file, Companions companions, DateTimeOffset now, List<CaseResult> results)
    {
        if (file.ValueKind == JsonValueKind.Array && !HoldsSchedules(file))
        {
            var holdsCases = false;
            foreach (var each in file.EnumerateArray().Where(IsObject))
            {
                holdsCases |= Collect(each, companions, now, results);
            }

            return holdsCases;
        }

        var before = results.Count;
        try
        {
            if (CasesOf(file, companions, now) is not { } cases)
            {
                return false;
            }

            foreach (var result in cases)
            {
                results.Add(result);
            }
        }
        catch (Exception unknown) when (CaseResult.IsOfShape(unknown))
        {
            var reason = "has an unknown shape: " + unknown.Message;
            results.AddRange(
                results.Count > before ? [CaseResult.Skipped("the rest of the file", reason)] : SkippedAll(file, reason)
            );
        }

        return true;
    }

    // Null where there are no cases in the file.
    private static IEnumerable<CaseResult>? CasesOf(JsonElement file, Companions companions, DateTimeOffset now)
    {
        if (!IsObject(file))
        {
            return file.ValueKind == JsonValueKind.Array ? ScheduleCases.Run(file, now) : null;
        }

        if (!Has("testCases") && !Has("tests"))
        {
            return null;
        }

        if (KnownFields.Unknown(file) is { } unknown)
        {
            return SkippedAll(file, unknown);
        }

        return Has("testCases")
                ? file.GetProperty("testCases").EnumerateArray().FirstOrDefault(IsObject) switch
                {
                    { ValueKind: JsonValueKind.Object } first when first.TryGetProperty("servicePolicies", out _) =>
                        AccessListCases.Run(file, companions, now),
                    _ => MatcherCases.Run(file, companions),
                }
            : Has("serviceResources") ? TagCases.Run(file, companions, now)
            : Has("gdsInfo") || (Has("gdsInfoFilename") && !Has("policiesFilename"))
                ? SkippedAll(file, "data sharing (GDS) is not evaluated")
            : Has("policiesFilename") || Is("policies", JsonValueKind.Object) ? PluginCases.Run(file, companions, now)
            : Is("servicePolicies", JsonValueKind.Object)
                ? PluginCases.RunOn(file, file.GetProperty("servicePolicies"), companions, now)
            : Is("policies", JsonValueKind.Array) ? EngineCases.Run(file, companions, now)
            : SkippedAll(file, "the shape of the file is not known");

        bool Has(string name) => file.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null;

        bool Is(string name, JsonValueKind kind) =>
            file.TryGetProperty(name, out var member) && member.ValueKind == kind;
    }

    private static bool IsObject(JsonElement element) => element.ValueKind == JsonValueKind.Object;

    private static bool HoldsSchedules(JsonElement list) =>
        list.EnumerateArray().Any(item => IsObject(item) && item.TryGetProperty("validitySchedules", out _));

    private static CaseResult[] SkippedAll(JsonElement file, string reason)
    {
        var tests =
            IsObject(file) && file.TryGetProperty("tests", out var list) && list.ValueKind == JsonValueKind.Array
                ? list.EnumerateArray().Where(test => IsObject(test) && test.EnumerateObject().Any()).ToArray()
                : [];
        return tests.Length == 0
            ? [CaseResult.Skipped("the file", reason)]
            : [.. tests.Select(test => CaseResult.Skipped(CaseValues.NameOf(test), reason))];
    }
}
