using System.Collections.Immutable;
using System.Text.Json;
using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Import.Json;

namespace GovernanceDashboard.Conformance;

/// <summary>Cases on validity schedules: is one of them in force?</summary>
internal static class ScheduleCases
{
    public static IEnumerable<CaseResult> Run(JsonElement file)
    {
        foreach (var test in file.EnumerateArray().Where(test => test.ValueKind == JsonValueKind.Object))
        {
            var name = test.Text("name") ?? "a case without a name";
            var schedules = test.Objects("validitySchedules").Select(Schedules.Of).OfType<ValiditySchedule>();
            var at =
                CaseValues.Instant(test.Text("accessTime"))
                ?? throw new InvalidDataException($"'{name}' has no time of access");
            yield return CaseResult.Of(
                name,
                [
                    (
                        "isApplicable",
                        CaseResult.Word(test.Object("result")?.Flag("isApplicable", missing: false) ?? false),
                        CaseResult.Word(Holds([.. schedules], at))
                    ),
                ]
            );
        }
    }

    private static bool Holds(ImmutableArray<ValiditySchedule> schedules, DateTimeOffset at) =>
        schedules.All(ScheduleRule.IsValid) && Validity.At(schedules, at, EngineReader.PeerZone) == Certainty.Yes;
}
