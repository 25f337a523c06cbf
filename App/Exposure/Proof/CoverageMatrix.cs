using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Exposure.Proof;

/// <summary>How much of the use is logged, the worst last but for what nobody says.</summary>
public enum LoggedState
{
    Full,

    /// <summary>Declared as partly logged; of a day also: logged for a part of it. It proves nothing.</summary>
    Partial,

    None,

    /// <summary>Nobody declares anything, and the logs' own numbers do not show it.</summary>
    Unknown,
}

/// <summary>A stretch of time in which use was logged alike.</summary>
/// <param name="To">Exclusive.</param>
/// <param name="IsDerived">Full because the logs' own numbers show it, which nobody declared.</param>
/// <param name="Reasons">What the records say that make it so; distinct.</param>
public sealed record LoggedStretch(
    DateTimeOffset From,
    DateTimeOffset To,
    LoggedState State,
    bool IsDerived,
    ImmutableArray<string> Reasons
);

/// <summary>A day in UTC, cut to the time that is asked about.</summary>
/// <param name="Full">How much of it was logged in full.</param>
/// <param name="IsDerived">Some of that is derived.</param>
public sealed record LoggedDay(DateTimeOffset Day, LoggedState State, TimeSpan Full, bool IsDerived);

/// <summary>Tables of one database whose use by one channel is logged alike.</summary>
/// <param name="Database">Null for the log of changes, which is no table's own.</param>
/// <param name="Tables">Positions of the asked tables, ascending.</param>
/// <param name="Stretches">Without a gap over the time that is asked about; neighbours differ.</param>
public sealed record CoverageLine(
    AccessChannel Channel,
    string? Database,
    ImmutableArray<int> Tables,
    ImmutableArray<LoggedStretch> Stretches
);

/// <summary>
/// How much of the use of each table was logged, by channel, at every instant of a time. Full is what <see cref="AccessProof"/> goes by, from the same records: a gap that anybody declares
/// counts, whatever else is said; of a bound that is not exact the gap is as long as it may be.
/// </summary>
public static class CoverageMatrix
{
    /// <param name="declared">Declarations, and the time in which policies do not audit.</param>
    /// <param name="derived">What follows from the logs' own numbers.</param>
    /// <param name="tables">Name, and the table groups that it is in.</param>
    /// <param name="leads">Whether a channel leads to a table, by position.</param>
    /// <returns>By database, channel and first table; a table is in one line for each channel that leads to it.</returns>
    /// <exception cref="OperationCanceledException">The look was cancelled.</exception>
    public static ImmutableArray<CoverageLine> Of(
        ImmutableArray<HeldFact<LogCoverage>> declared,
        ImmutableArray<HeldFact<LogCoverage>> derived,
        IReadOnlyList<(TableName Name, ImmutableArray<string> Groups)> tables,
        Func<int, AccessChannel, bool> leads,
        (DateTimeOffset From, DateTimeOffset To) time,
        CancellationToken cancellationToken
    )
    {
        var records = declared.AddRange(derived);
        var book = new LogBook(records, table => tables[table], _ => null);
        var lines = new Dictionary<(string? Database, AccessChannel Channel, string Records), List<int>>();
        for (var table = 0; table < tables.Count; table++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var about = book.About(table);
            foreach (var channel in Enum.GetValues<AccessChannel>().Where(channel => leads(table, channel)))
            {
                var database = channel == AccessChannel.Changes ? null : tables[table].Name.Database;
                var key = string.Join(' ', about.Where(record => records[record].Value.Channel == channel));
                if (!lines.TryGetValue((database, channel, key), out var line))
                {
                    lines.Add((database, channel, key), line = []);
                }

                line.Add(table);
            }
        }

        return
        [
            .. lines
                .Select(line => new CoverageLine(
                    line.Key.Channel,
                    line.Key.Database,
                    [.. line.Value],
                    Stretches(
                        [
                            .. line
                                .Key.Records.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                                .Select(record => int.Parse(record, CultureInfo.InvariantCulture))
                                .Select(record => (records[record], record >= declared.Length)),
                        ],
                        time
                    )
                ))
                .OrderBy(line => line.Database, StringComparer.Ordinal)
                .ThenBy(line => line.Channel)
                .ThenBy(line => line.Tables[0]),
        ];
    }

    /// <summary>Day by day: full or none where all of it is, unknown where nobody says anything of it, partial where it differs within.</summary>
    public static ImmutableArray<LoggedDay> Days(IReadOnlyList<LoggedStretch> stretches)
    {
        var days = ImmutableArray.CreateBuilder<LoggedDay>();
        var (begin, end) = (stretches[0].From, stretches[^1].To);
        var first = 0;
        for (var day = Midnight(begin); day < end; day = day.AddDays(1))
        {
            var (from, to) = (day < begin ? begin : day, Min(day.AddDays(1), end));
            while (stretches[first].To <= from)
            {
                first++;
            }

            var (seen, full, isDerived) = (new HashSet<LoggedState>(), TimeSpan.Zero, false);
            for (var next = first; next < stretches.Count && stretches[next].From < to; next++)
            {
                var stretch = stretches[next];
                seen.Add(stretch.State);
                if (stretch.State == LoggedState.Full)
                {
                    full += Min(stretch.To, to) - (stretch.From > from ? stretch.From : from);
                    isDerived |= stretch.IsDerived;
                }
            }

            days.Add(new(day, seen.Count == 1 ? seen.First() : Mixed(seen), full, isDerived));
        }

        return days.ToImmutable();
    }

    // Off for a part and unknown for the rest is off: nothing of the day is logged for sure.
    private static LoggedState Mixed(HashSet<LoggedState> seen) =>
        seen.Contains(LoggedState.Full) || seen.Contains(LoggedState.Partial) ? LoggedState.Partial : LoggedState.None;

    private static ImmutableArray<LoggedStretch> Stretches(
        (HeldFact<LogCoverage> Record, bool IsDerived)[] records,
        (DateTimeOffset From, DateTimeOffset To) time
    )
    {
        var full = LogBook.FullTime([.. records.Select(each => each.Record)]);
        var bounds = records
            .SelectMany(each =>
                new[]
                {
                    LogBook.Surely(each.Record).From,
                    LogBook.Surely(each.Record).To,
                    LogBook.Perhaps(each.Record).From,
                    LogBook.Perhaps(each.Record).To,
                }
            )
            .Where(bound => time.From < bound && bound < time.To)
            .Append(time.From)
            .Append(time.To)
            .Distinct()
            .Order()
            .ToArray();
        var stretches = ImmutableArray.CreateBuilder<LoggedStretch>();
        for (var bound = 0; bound + 1 < bounds.Length; bound++)
        {
            var next = Stretch(records, full, bounds[bound], bounds[bound + 1]);
            if (stretches.Count > 0 && IsLike(stretches[^1], next))
            {
                stretches[^1] = stretches[^1] with { To = next.To };
            }
            else
            {
                stretches.Add(next);
            }
        }

        return stretches.ToImmutable();
    }

    // No record begins or ends within.
    private static LoggedStretch Stretch(
        (HeldFact<LogCoverage> Record, bool IsDerived)[] records,
        CoveredTime full,
        DateTimeOffset from,
        DateTimeOffset to
    )
    {
        var isFull = full.Covers(from, to);
        var saying = Array.FindAll(
            records,
            each =>
                (each.Record.Value.State == CoverageState.Full) == isFull
                && IsIn(isFull ? LogBook.Surely(each.Record) : LogBook.Perhaps(each.Record))
        );
        var state =
            isFull ? LoggedState.Full
            : Array.Exists(saying, each => each.Record.Value.State == CoverageState.None) ? LoggedState.None
            : saying.Length > 0 ? LoggedState.Partial
            : LoggedState.Unknown;
        return new(
            from,
            to,
            state,
            isFull && Array.TrueForAll(saying, each => each.IsDerived),
            [.. saying.Select(each => each.Record.Value.Reason).OfType<string>().Distinct(StringComparer.Ordinal)]
        );

        bool IsIn((DateTimeOffset From, DateTimeOffset To) held) => held.From <= from && to <= held.To;
    }

    private static bool IsLike(LoggedStretch one, LoggedStretch other) =>
        (one.State, one.IsDerived) == (other.State, other.IsDerived) && one.Reasons.SequenceEqual(other.Reasons);

    private static DateTimeOffset Midnight(DateTimeOffset at) => new(at.UtcDateTime.Date, TimeSpan.Zero);

    private static DateTimeOffset Min(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
