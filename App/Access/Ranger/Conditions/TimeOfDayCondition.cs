using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace GovernanceDashboard.Access.Ranger.Conditions;

/// <summary>Hours written as <c>9:30am - 5pm</c>, both ends included; a range may run past midnight.</summary>
internal static partial class TimeOfDayCondition
{
    internal static bool Holds(ImmutableArray<string> values, DateTimeOffset at)
    {
        var ranges = values.IsDefault
            ? []
            : values.Select(value => Range().Match(value)).Where(match => match.Success).ToArray();
        var minute = (at.Hour * 60) + at.Minute;
        return ranges.Length == 0
            || Array.Exists(
                ranges,
                range =>
                {
                    var from = Minute(range, 1);
                    var to = Minute(range, 5);
                    return from < to ? from <= minute && minute <= to : from <= minute || minute <= to;
                }
            );
    }

    private static int Minute(Match match, int first)
    {
        var hour = Number(match.Groups[first]);
        var isAfternoon = match.Groups[first + 3].Value is "p" or "P";
        var hours =
            hour == 12
                ? isAfternoon
                    ? 12
                    : 0
                : isAfternoon
                    ? hour + 12
                    : hour;
        return (hours * 60) + Number(match.Groups[first + 2]);
    }

    private static int Number(Group group) => group.Success ? int.Parse(group.Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^ *(\d{1,2})(:(\d{1,2}))? *([aApP])\.?[mM]\.? *- *(\d{1,2})(:(\d{1,2}))? *([aApP])\.?[mM]\.? *$")]
    private static partial Regex Range();
}
