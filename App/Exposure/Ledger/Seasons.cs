using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Exposure.Ledger;

/// <summary>
/// When policies and tags come into season and go out of it without anybody changing them: validity schedules, recurrences, and dates that
/// conditions compare with the hour.
/// </summary>
internal static partial class Seasons
{
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);

    /// <summary>Policies and tags of which any may come into season or go out of it, and tags with attributes that conditions may compare.</summary>
    internal static IEnumerable<object> Timed(IEnumerable<HistoryEdit> edits) =>
        edits
            .Where(edit => edit.IsAdded)
            .Select(edit => edit.Fact)
            .Where(fact =>
                fact switch
                {
                    Policy policy => !policy.Schedules.IsDefaultOrEmpty || PolicyTouch.HasConditions(policy),
                    Classification tag => tag.Instance is not null,
                    _ => false,
                }
            )
            .Distinct(ReferenceEqualityComparer.Instance);

    /// <summary>Instants inside the stretch at which what the policy or tag says may differ from the millisecond before, with what it is.</summary>
    /// <param name="facts">As <see cref="Timed"/> finds them.</param>
    internal static IEnumerable<(DateTimeOffset At, object Timed)> Of(
        IReadOnlyList<object> facts,
        DateTimeOffset from,
        DateTimeOffset to,
        CancellationToken cancellationToken
    )
    {
        var dates = new HashSet<DateTimeOffset>();
        foreach (var attribute in facts.OfType<Classification>().SelectMany(tag => tag.Instance?.Attributes ?? []))
        {
            AddDates(attribute.Value, dates);
        }

        foreach (var fact in facts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var schedules = fact is Policy policy
                ? policy.Schedules
                : ((Classification)fact).Instance?.ValidityPeriods ?? [];
            foreach (var instant in InstantsOf(schedules.IsDefault ? [] : schedules, from, to))
            {
                yield return (instant, fact);
            }

            if (fact is Policy { } conditional && PolicyTouch.HasConditions(conditional))
            {
                var compared = new HashSet<DateTimeOffset>(dates);
                foreach (var value in PolicyTouch.ConditionsOf(conditional).SelectMany(one => one.Values))
                {
                    AddDates(value, compared);
                }

                foreach (var instant in compared.Where(instant => instant > from && instant < to))
                {
                    yield return (instant, fact);
                }
            }
        }
    }

    private static IEnumerable<DateTimeOffset> InstantsOf(
        ImmutableArray<ValiditySchedule> schedules,
        DateTimeOffset from,
        DateTimeOffset to
    )
    {
        foreach (var schedule in schedules.Where(schedule => schedule.Recurrences.IsEmpty))
        {
            // Without a recurrence a schedule begins at an instant and ends a millisecond after another.
            foreach (var instant in Validity.Ends(schedule).Where(instant => instant > from && instant < to))
            {
                yield return instant;
            }
        }

        // A recurrence begins on a whole minute and ends a millisecond after one.
        ImmutableArray<ValiditySchedule> recurring = [.. schedules.Where(schedule => !schedule.Recurrences.IsEmpty)];
        if (recurring.IsEmpty)
        {
            yield break;
        }

        foreach (var instant in recurring.SelectMany(Validity.Ends).Where(instant => instant > from && instant < to))
        {
            yield return instant;
        }

        var before = Validity.At(recurring, from);
        for (var minute = Floor(from); minute < to; minute += s_minute)
        {
            foreach (var instant in new[] { minute, minute + s_tick })
            {
                if (instant > from && instant < to && Validity.At(recurring, instant) is var now && now != before)
                {
                    before = now;
                    yield return instant;
                }
            }
        }
    }

    // A date may be a limit that is still in or just out: both are looked at.
    private static void AddDates(string text, HashSet<DateTimeOffset> dates)
    {
        foreach (var match in DateText().EnumerateMatches(text))
        {
            if (
                DateTimeOffset.TryParse(
                    text.AsSpan(match.Index, match.Length),
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                    out var date
                )
            )
            {
                dates.Add(date);
                dates.Add(date + s_tick);
            }
        }
    }

    private static DateTimeOffset Floor(DateTimeOffset instant) =>
        new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);

    [GeneratedRegex(@"\d{4}[/-]\d{1,2}[/-]\d{1,2}([ T]\d{1,2}:\d{2}(:\d{2}(\.\d{1,3})?)?)?(Z|[+-]\d{2}:?\d{2})?")]
    private static partial Regex DateText();
}
