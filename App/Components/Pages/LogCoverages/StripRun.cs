using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Exposure.Proof;

namespace GovernanceDashboard.Components.Pages.LogCoverages;

/// <summary>Days next to each other that were logged alike, as a part of a strip: however long the time, a strip has as many parts as it has changes.</summary>
/// <param name="Left">In percent of the strip.</param>
/// <param name="Width">In percent of the strip.</param>
/// <param name="Kind">The class that colours it.</param>
/// <param name="Title">What it says on a closer look.</param>
public sealed record StripRun(string Left, string Width, string Kind, string Title)
{
    public static ImmutableArray<StripRun> Of(CoverageRow row)
    {
        var runs = ImmutableArray.CreateBuilder<StripRun>();
        var first = 0;
        for (var day = 1; day <= row.Days.Length; day++)
        {
            if (day < row.Days.Length && IsLike(row.Days[first], row.Days[day]))
            {
                continue;
            }

            runs.Add(
                new(
                    Percent(first, row.Days.Length),
                    Percent(day - first, row.Days.Length),
                    KindOf(row.Days[first]),
                    Said(row.Days[first], row.Days[day - 1])
                )
            );
            first = day;
        }

        return runs.ToImmutable();
    }

    /// <summary>Where the months begin, in percent of the strip; weeks where there is no more than one month.</summary>
    public static ImmutableArray<(string Left, string Text)> Axis(CoverageAnswer answer)
    {
        var days = answer.Rows[0].Days;
        var byWeek = days.Length <= 45;
        return
        [
            .. days.Select((day, place) => (day.Day, place))
                .Where(day =>
                    byWeek ? day.Day.DayOfWeek == DayOfWeek.Monday
                    : days.Length <= 500 ? day.Day.Day == 1
                    : day.Day is { Day: 1, Month: 1 }
                )
                .Select(day =>
                    (
                        Percent(day.place, days.Length),
                        day.Day.UtcDateTime.ToString(
                            byWeek ? "d MMM"
                                : days.Length <= 500 ? "MMM"
                                : "yyyy",
                            CultureInfo.InvariantCulture
                        )
                    )
                ),
        ];
    }

    public static string KindOf(LoggedDay day) =>
        day.State switch
        {
            LoggedState.Full => day.IsDerived ? "derived" : "full",
            LoggedState.Partial => "partial",
            LoggedState.None => "none",
            LoggedState.Unknown => "unknown",
        };

    private static bool IsLike(LoggedDay one, LoggedDay other) => KindOf(one) == KindOf(other);

    private static string Said(LoggedDay first, LoggedDay last)
    {
        var days =
            first == last
                ? CoverageLines.Day(first.Day)
                : $"{CoverageLines.Day(first.Day)} to {CoverageLines.Day(last.Day)}";
        return $"{days}: {CoverageLines.Word(first.State)}{(first is { State: LoggedState.Full, IsDerived: true } ? ", derived" : "")}";
    }

    private static string Percent(int part, int whole) =>
        (100.0 * part / whole).ToString("0.###", CultureInfo.InvariantCulture) + "%";
}
