using System.Text.Json;
using GovernanceDashboard.Access.Ranger.Conditions;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Conformance;

/// <summary>Validity schedules as cases write them.</summary>
internal static class Schedules
{
    public static ValiditySchedule? Of(JsonElement schedule) => ScheduleText.Of(schedule);
}
