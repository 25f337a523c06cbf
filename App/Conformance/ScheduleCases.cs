using System.Globalization;
using System.Text.Json;
using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Import.Json;

namespace GovernanceDashboard.Conformance;

/// <summary>Cases on validity schedules: would they be accepted, and is one of them in force?</summary>
internal static class ScheduleCases
{
    public static IEnumerable<CaseResult> Run(JsonElement file, DateTimeOffset now) =>
        file.EnumerateArray()
            .Where(test => test.ValueKind == JsonValueKind.Object && test.EnumerateObject().Any())
            .Select(test => CaseResult.Attempt(CaseValues.NameOf(test), () => OnSchedules(test, now)));

    private static CaseResult OnSchedules(JsonElement test, DateTimeOffset now)
    {
        var name = CaseValues.NameOf(test);
        JsonElement[] written = [.. test.Objects("validitySchedules")];
        var at = CaseValues.Instant(test.Text("accessTime"));
        if (at is not { } accessTime || test.Object("result") is not { } result)
        {
            return CaseResult.Skipped(name, $"has no {(at is null ? "time of access" : "result")}");
        }

        var rule = new ScheduleRule(TimeZoneInfo.ConvertTime(now, EngineReader.PeerZone).DateTime);
        var isValid = written.Aggregate(true, (all, schedule) => rule.IsValid(schedule) & all);
        var isApplicable =
            isValid
            && Validity.At(
                [.. written.Select(Schedules.Of).OfType<ValiditySchedule>()],
                accessTime,
                EngineReader.PeerZone
            ) == Certainty.Yes;
        return CaseResult.Of(
            name,
            [
                ("isValid", CaseResult.Word(result.Flag("isValid", missing: false)), CaseResult.Word(isValid)),
                (
                    "isApplicable",
                    CaseResult.Word(result.Flag("isApplicable", missing: false)),
                    CaseResult.Word(isApplicable)
                ),
                ("validationFailureCount", Count(result.Number("validationFailureCount") ?? 0), Count(rule.Failures)),
            ]
        );
    }

    private static string Count(long count) => count.ToString(CultureInfo.InvariantCulture);
}
