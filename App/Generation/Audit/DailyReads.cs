using GovernanceDashboard.Generation.Changes;
using GovernanceDashboard.Generation.Records;

namespace GovernanceDashboard.Generation.Audit;

/// <summary>All reads of sensitive tables that the logs tell of: jobs, people at work, and what was planted among them.</summary>
internal sealed class DailyReads
{
    private readonly Story _story;
    private readonly LoggedDatabases _logged;
    private readonly Readership _readership;
    private readonly Dice _dice;

    public DailyReads(Story story, LoggedDatabases logged)
    {
        (_story, _logged) = (story, logged);
        _dice = new Dice(story.Size.Seed, "daily-reads");
        _readership = new Readership(story, logged);
        List<RegularReader> stopped = [];
        if (!story.Size.IsClean)
        {
            var abnormal = new AbnormalReads(story, _readership, logged);
            Reads.AddRange(abnormal.Plant());
            stopped = abnormal.Stopped;
        }

        _readership.Regulars.ForEach(ReadOf);
        stopped.ForEach(PlantStopped);
        story.Exceptions.ForEach(ReadUnder);
        ReadByJobs();
    }

    public List<LoggedRead> Reads { get; } = [];

    // On weekdays: whoever has the data for the daily work reads them every other day, whole departments now and then.
    private void ReadOf(RegularReader reader)
    {
        var rarely = _story.Size.IsClean && !reader.Family.IsNarrow;
        var chance = reader.Family.IsNarrow ? 0.5 : 0.2;
        var day = new DateTimeOffset(reader.Begins.Date, TimeSpan.Zero);
        var isFirst = true;
        while (day < reader.Ends.AddDays(-1))
        {
            var isPlanted = day >= reader.Planted.From && day < reader.Planted.To;
            if ((isFirst || rarely || _dice.Chance(chance)) && !isPlanted)
            {
                Session(reader, day);
                isFirst = false;
            }

            day = day.AddDays(rarely ? _dice.Between(18, 30) : 1);
            while (day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
            {
                day = day.AddDays(1);
            }
        }
    }

    // What people really do: one to three tables, sometimes more, once in a while very many; a query run again and again; an evening, and rarely a night.
    private void Session(RegularReader reader, DateTimeOffset day)
    {
        var at = reader.Habit.Instant(day.AddSeconds(Begin(reader.Habit)));
        var kind = _dice.Below(10_000);
        var tables =
            reader.Habit.IsBroad ? _dice.Between(6, 12)
            : kind < 1 ? _dice.Between(9, 14)
            : kind < 400 ? _dice.Between(4, 6)
            : _dice.Between(1, 3);
        var from = reader.Habit.IsBroad || tables < 4 ? reader.Favourites : reader.Known;
        foreach (var table in tables < 4 ? Picks(from, tables) : _dice.Sample(from, tables))
        {
            var again = _dice.Below(20_000);
            for (
                var i =
                    again < 1 ? _dice.Between(45, 80)
                    : again < 120 ? _dice.Between(5, 25)
                    : 1;
                i > 0;
                i--
            )
            {
                Add(at, reader.Account, table);
                at = at.AddSeconds(i > 1 ? _dice.Between(5, 60) : _dice.Between(20, 900));
            }
        }
    }

    private IEnumerable<TableSpec> Picks(List<TableSpec> from, int count)
    {
        for (; count > 0; count--)
        {
            yield return _dice.Pick(from);
        }
    }

    // Seconds after midnight by the person's own clock.
    private int Begin(ReadingHabit habit)
    {
        var kind = _dice.Below(10_000);
        var (from, to) =
            habit.IsAtNight || (habit.IsOnCall && kind < 1_000) || kind < 1 ? (22, 28)
            : kind < 600 ? (18, 21)
            : (8, 17);
        return _dice.Between(from * 3_600, to * 3_600);
    }

    private void PlantStopped(RegularReader reader)
    {
        var last = Reads
            .Where(read => read.Reader == reader.Account && read.Table.Database.Family == reader.Family)
            .Max(read => read.At);
        AbnormalReads.PlantDormant(_story, reader.Account, reader.Family, last);
    }

    private void ReadUnder(ExceptionSpec exception)
    {
        var reader = _story.Workforce.Accounts.Find(account => account.Login == exception.Login)!;
        var since = new[]
        {
            StoryCalendar.LogBegan,
            exception.Policy.UpdatedAt!.Value,
            exception.Table.CreatedAt,
        }.Max();
        for (
            var day = since.AddDays(1);
            day < exception.To && day < StoryCalendar.Now.AddDays(-8);
            day = day.AddDays(7)
        )
        {
            var at = DailyChanges.Working(_dice, new(day.Date, TimeSpan.Zero), new(day.Date.AddDays(7), TimeSpan.Zero));
            // American working hours, put where the person is.
            at = _readership.HabitOf(reader).Instant(at.AddHours(-7));
            if (at < exception.To)
            {
                Add(at, reader, exception.Table);
            }
        }

        var late = exception.LateReads.Where(at => Add(at, reader, exception.Table)).ToList();
        if (late.Count > 0)
        {
            _story.Planted.Add(
                new(
                    "misuse",
                    ["login:" + exception.Login, "table:" + exception.Table.FullName],
                    late[0],
                    null,
                    late.Count
                )
            );
        }
    }

    // Jobs run at night, each at its own hour, with the account that may write the database.
    private void ReadByJobs()
    {
        var writers = _story
            .Policies.All.Where(policy =>
                policy.IsEnabled && policy.Name.EndsWith(": writers", StringComparison.Ordinal)
            )
            .Select(policy => policy.Name[..^": writers".Length])
            .ToHashSet(StringComparer.Ordinal);
        var accounts = _story.Workforce.Services.ToDictionary(one => one.Login, StringComparer.Ordinal);
        var tables = _story
            .Catalogue.Tables.Where(table => table.Database.Family is { IsSensitive: true, Key: not "conversations" })
            .Where(table => !table.IsView && writers.Contains(table.Database.Name))
            .Where(table => table.Database.Name != PlatformPolicies.Quarantined)
            .ToList();
        foreach (var table in _dice.Sample(tables, _story.Size.IsMiniature ? 4 : 350))
        {
            var hour = _dice.Between(2, 6);
            var day = new DateTimeOffset(StoryCalendar.LogBegan.Date, TimeSpan.Zero);
            for (; day < StoryCalendar.Now; day = day.AddDays(1))
            {
                Add(day.AddHours(hour).AddSeconds(_dice.Below(1_200)), accounts[table.Database.Creator], table);
            }
        }
    }

    private bool Add(DateTimeOffset at, Account reader, TableSpec table)
    {
        var isLogged =
            at > table.CreatedAt
            && at < StoryCalendar.Now
            && _logged.IsLogged(table.Database)
            && !_logged.IsLost(table.Database, at);
        if (isLogged)
        {
            Reads.Add(new(at, reader, table));
        }

        return isLogged;
    }
}
