using System.Globalization;
using GovernanceDashboard.Data.Audit;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Import.Quality;

/// <summary>
/// On which days the use of each database was surely logged, between the first and the last logged day. A day counts as missing where a declaration says that it was not fully logged (partial is not
/// covered), or where nothing was logged on it, nobody declares it full, and the writers' numbers do not run on over it (<see cref="AuditNumbers"/>): else nothing happened. Declarations about databases and about everything
/// are read; those about single tables and groups say nothing of a whole database.
/// </summary>
internal sealed class LoggedDays
{
    private static readonly string[] s_everything = ["estate", "*", "query:*"];

    private readonly Dictionary<DateOnly, bool> _quiet = [];
    private readonly AuditNumbers _numbers;
    private readonly ILookup<string, Period<LogCoverage>> _declared;

    private LoggedDays(QualityFacts facts, AuditTrace logs)
    {
        _numbers = AuditNumbers.Of(logs.Streams);
        _declared = facts
            .Coverages.Where(period => period.Value.Channel == AccessChannel.Hive)
            .ToLookup(period =>
                s_everything.Contains(period.Value.Scope) ? "*" : period.Value.Scope.ToLowerInvariant()
            );
    }

    public static QualityPart Of(QualityFacts facts, AuditTrace logs)
    {
        var days = new LoggedDays(facts, logs);
        var logged = logs
            .Days.GroupBy(each => each.Database, StringComparer.Ordinal)
            .ToDictionary(
                database => database.Key,
                database => database.Select(each => each.Day).ToHashSet(),
                StringComparer.Ordinal
            );
        var (missing, all) = (0L, 0L);
        List<string> rows = [];
        foreach (var name in logged.Keys.Concat(days.Declared()).Distinct().Order(StringComparer.Ordinal))
        {
            // A database of which nothing was logged is judged over the time of all logs, where somebody says that it should have been, or that it was not.
            var known = logged.GetValueOrDefault(name, []);
            var around = known.Count > 0 ? known : [.. logs.Days.Select(each => each.Day)];
            if (around.Count == 0)
            {
                continue;
            }

            var (first, last) = (around.Min(), around.Max());
            all += last.DayNumber - first.DayNumber + 1;
            for (var day = first; day <= last; day = day.AddDays(1))
            {
                var why =
                    days.IsGap(name, day) ? "declared as not fully logged"
                    : known.Contains(day) || days.IsFull(name, day) || days.IsQuiet(day) ? null
                    : "nothing";
                if (why is not null)
                {
                    missing++;
                    rows.Add(string.Create(CultureInfo.InvariantCulture, $"{name}: {why} on {day:yyyy-MM-dd}"));
                }
            }
        }

        return Parts.Faults(
            "Days logged",
            2,
            missing,
            all,
            "days of a database that were not surely logged: declared as not full, or without any event and without a reason to believe that there was none",
            "Find the log of that day and import it, or declare what is known of it (log-coverage); until then nobody can be shown not to have read on it.",
            rows
        );
    }

    private IEnumerable<string> Declared() =>
        _declared
            .Where(about => about.Key.StartsWith("db:", StringComparison.Ordinal))
            .Select(about => about.Key[3..].ToLowerInvariant());

    private IEnumerable<Period<LogCoverage>> About(string database) =>
        _declared[$"db:{database}"].Concat(_declared["*"]);

    private bool IsGap(string database, DateOnly day)
    {
        var (begins, ends) = Bounds(day);
        return About(database)
            .Any(period => period.Value.State != CoverageState.Full && period.From < ends && begins < period.To);
    }

    private bool IsFull(string database, DateOnly day)
    {
        var (begins, ends) = Bounds(day);
        return About(database)
            .Any(period => period.Value.State == CoverageState.Full && period.From <= begins && ends <= period.To);
    }

    private bool IsQuiet(DateOnly day)
    {
        if (!_quiet.TryGetValue(day, out var known))
        {
            var (begins, ends) = Bounds(day);
            known = _numbers.AreWhole(begins, ends);
            _quiet.Add(day, known);
        }

        return known;
    }

    private static (DateTimeOffset Begins, DateTimeOffset Ends) Bounds(DateOnly day)
    {
        var begins = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        return (begins, begins.AddDays(1));
    }
}
