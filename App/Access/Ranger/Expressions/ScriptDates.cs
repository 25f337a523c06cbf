using System.Collections.Immutable;
using System.Globalization;

namespace GovernanceDashboard.Access.Ranger.Expressions;

/// <summary>Dates in tag attributes and conditions, and comparing the time of access with them. Read in UTC unless a zone is named.</summary>
internal static class ScriptDates
{
    private static readonly string[] s_formats =
    [
        "yyyy/MM/dd'T'HH:mm:ss.fff'Z'",
        "yyyy-MM-dd'T'HH:mm:ss.fff'Z'",
        "yyyy/MM/dd HH:mm:ss",
        "yyyy/MM/dd HH:mm",
        "yyyy/MM/dd",
    ];

    /// <summary>Null where the text is no date in a form that the peer reads.</summary>
    internal static DateTimeOffset? Read(string? text, TimeZoneInfo? zone = null)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        // The peer reads a date at the beginning of the text and minds nothing behind it.
        var trimmed = text.Trim();
        var day = trimmed.Length > 10 ? trimmed[..10] : trimmed;
        if (
            !DateTime.TryParseExact(
                trimmed,
                s_formats,
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var local
            )
            && !DateTime.TryParseExact(day, s_formats[^1], CultureInfo.InvariantCulture, DateTimeStyles.None, out local)
        )
        {
            return null;
        }

        return new(local, (zone ?? TimeZoneInfo.Utc).GetUtcOffset(local));
    }

    internal static ScriptValue? IsAfter(ImmutableArray<ScriptValue> arguments, ExpressionScope scope) =>
        Compared(arguments, 1, scope, dates => scope.Request.AccessTime > dates[0]);

    internal static ScriptValue? IsBefore(ImmutableArray<ScriptValue> arguments, ExpressionScope scope) =>
        Compared(arguments, 1, scope, dates => scope.Request.AccessTime < dates[0]);

    internal static ScriptValue? IsBetween(ImmutableArray<ScriptValue> arguments, ExpressionScope scope) =>
        Compared(
            arguments,
            2,
            scope,
            dates => scope.Request.AccessTime >= dates[0] && scope.Request.AccessTime <= dates[1]
        );

    private static ScriptValue? Compared(
        ImmutableArray<ScriptValue> arguments,
        int count,
        ExpressionScope scope,
        Func<DateTimeOffset[], bool> holds
    )
    {
        var zone = TimeZoneInfo.Utc;
        if (
            arguments.Length < count
            || (
                arguments.Length > count && !TimeZoneInfo.TryFindSystemTimeZoneById(arguments[count].ToText(), out zone)
            )
        )
        {
            return scope.Undecided("a time of access compared with what is no date");
        }

        var dates = arguments
            .Take(count)
            .Select(argument => Read(argument.AsText, zone))
            .OfType<DateTimeOffset>()
            .ToArray();
        return dates.Length == count
            ? ScriptValue.Of(holds(dates))
            : scope.Undecided("a time of access compared with what is no date");
    }
}
