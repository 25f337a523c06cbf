using GovernanceDashboard.Generation.Changes;
using GovernanceDashboard.Generation.Records;

namespace GovernanceDashboard.Generation.Audit;

/// <summary>All reads of sensitive tables that the logs tell of: jobs, people at work, and what was planted among them.</summary>
internal sealed class DailyReads
{
    private readonly Story _story;
    private readonly LoggedDatabases _logged;
    private readonly Dice _dice;

    public DailyReads(Story story, LoggedDatabases logged)
    {
        (_story, _logged) = (story, logged);
        _dice = new Dice(story.Size.Seed, "daily-reads");
        var readership = new Readership(story, logged);
        if (!story.Size.IsClean)
        {
            Reads.AddRange(new AbnormalReads(story, readership, logged).Plant());
        }

        readership.Regulars.ForEach(ReadOf);
        story.Exceptions.ForEach(ReadUnder);
        ReadByJobs();
    }

    public List<LoggedRead> Reads { get; } = [];

    // In American working hours, on weekdays: whoever has the data for the daily work reads them every other day, whole departments now and then.
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

    private void Session(RegularReader reader, DateTimeOffset day)
    {
        var at = day.AddSeconds(_dice.Between(14 * 3_600, 22 * 3_600));
        for (var i = _dice.Between(1, 3); i > 0; i--)
        {
            Add(at, reader.Account, _dice.Pick(reader.Favourites));
            at = at.AddSeconds(_dice.Between(20, 900));
        }
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
            if (at < exception.To)
            {
                Add(at, reader, exception.Table);
            }
        }

        foreach (var at in exception.LateReads)
        {
            Add(at, reader, exception.Table);
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

    private void Add(DateTimeOffset at, Account reader, TableSpec table)
    {
        if (
            at > table.CreatedAt
            && at < StoryCalendar.Now
            && _logged.IsLogged(table.Database)
            && !_logged.IsLost(table.Database, at)
        )
        {
            Reads.Add(new(at, reader, table));
        }
    }
}
