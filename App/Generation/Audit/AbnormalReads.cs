namespace GovernanceDashboard.Generation.Audit;

/// <summary>
/// Reads that stand out, some dozens of each kind, and reads that nobody was allowed: each told to the truth. All but the misuse are by people of the
/// audience, so that only the way of reading is abnormal. Nobody has two of them.
/// </summary>
internal sealed class AbnormalReads
{
    private const int RowsOfABurst = 60;
    private const int RepeatsOfARow = 5;
    private const int DaysOfAnOutlier = 3;
    private const int FewestOfAnOutlier = 9;

    private readonly Story _story;
    private readonly Readership _readership;
    private readonly LoggedDatabases _logged;
    private readonly Dice _dice;
    private readonly HashSet<Account> _used = [];
    private readonly List<LoggedRead> _reads = [];

    public AbnormalReads(Story story, Readership readership, LoggedDatabases logged)
    {
        (_story, _readership, _logged) = (story, readership, logged);
        _dice = new Dice(story.Size.Seed, "abnormal-reads");
    }

    private int Few => _story.Size.IsMiniature ? 2 : 40;

    /// <summary>Who stopped reading in June and kept the access.</summary>
    public List<RegularReader> Stopped { get; } = [];

    public List<LoggedRead> Plant()
    {
        Misuse();
        FirstTouches();
        // A family of many tables, so that reading many of them is possible.
        var narrow = _readership.Regulars.FindAll(one =>
            one is { IsLate: false, Habit.IsUsual: true, Family: { IsNarrow: true, Key: not "conversations" } }
        );
        var regulars = _dice.Sample(narrow, narrow.Count);
        Dormant(Next(regulars));
        // Who could read but a few tables can read no more of them than others.
        Outliers(Next(regulars.FindAll(HasManyTables)));
        Bursts(Next(regulars));
        OffHours(Next(regulars));
        return _reads;
    }

    private bool HasManyTables(RegularReader reader) =>
        _readership
            .Others.Find(other => other.Family == reader.Family)
            .Tables.Count(table => table.CreatedAt < StoryCalendar.At(6, 1)) >= FewestOfAnOutlier;

    private List<RegularReader> Next(List<RegularReader> regulars)
    {
        var next = new List<RegularReader>();
        foreach (var one in regulars)
        {
            if (next.Count < Few && _used.Add(one.Account))
            {
                next.Add(one);
            }
        }

        return next;
    }

    // Read by somebody for whom it was not, while it stood open; and past Hive, from files.
    private void Misuse()
    {
        var database = _story.Policies.Opened;
        var then = _story.At(StoryCalendar.Misuse);
        var audience = then.People(database.Family.Readers);
        var reader = _story.Workforce.Accounts.Find(one =>
            one is { IsEnabled: true, Person: { Status: "Active", EmploymentType: "Employee", IsReassigned: false } }
            && one.Person.Department?.Name == "Engineering"
            && one.Person.Number >= _story.Workforce.Departments.Count
            && !audience.Contains(one.Person.Number)
            && then.IsEnabled(one.Login)
            && !_story.Exceptions.Exists(exception => exception.Login == one.Login)
        );
        var table = database.Tables.Find(one => !one.IsView && one.CreatedAt < StoryCalendar.DatabaseOpened);
        if (reader is not null && table is not null)
        {
            _used.Add(reader);
            _reads.Add(new(StoryCalendar.Misuse, reader, table));
            _story.Planted.Add(
                new("misuse", ["login:" + reader.Login, "table:" + table.FullName], StoryCalendar.Misuse, null, 1)
            );
        }
    }

    private void FirstTouches()
    {
        foreach (var (family, tables, people) in _readership.Others.Where(one => one.Family.IsNarrow))
        {
            var old = tables.FindAll(table => table.CreatedAt < StoryCalendar.At(6, 1));
            foreach (var account in people.Where(one => !_used.Contains(one)).Take(_story.Size.IsMiniature ? 1 : 2))
            {
                if (old.Count == 0 || !_used.Add(account))
                {
                    continue;
                }

                var at = Noon(account);
                var count = _dice.Between(1, 3);
                var table = _dice.Pick(old);
                Add(
                    "abnormal-first-touch",
                    account,
                    family,
                    [.. Enumerable.Range(0, count).Select(i => (at.AddMinutes(4 * i), table))]
                );
                PlantDormant(_story, account, family, _reads[^1].At);
            }
        }
    }

    private void Dormant(List<RegularReader> regulars)
    {
        foreach (var one in regulars)
        {
            one.Ends = StoryCalendar.At(6, 1).AddDays(_dice.Between(1, 28));
            Stopped.Add(one);
        }
    }

    /// <summary>Who has not read for 90 days has access that is no longer used.</summary>
    public static void PlantDormant(Story story, Account account, DatabaseFamily family, DateTimeOffset last)
    {
        var days = (long)(StoryCalendar.Now - last).TotalDays;
        if (days >= 90)
        {
            story.Planted.Add(
                new("dormant-access", ["login:" + account.Login, "group:" + family.Group], last, null, days)
            );
        }
    }

    private void Outliers(List<RegularReader> regulars)
    {
        foreach (var one in regulars)
        {
            var from = Noon(one.Account);
            var tables = _readership.Others.Find(other => other.Family == one.Family).Tables;
            var many = _dice.Sample(
                tables.FindAll(table => table.CreatedAt < from.AddDays(-1)),
                _story.Size.IsMiniature ? 12 : 30
            );
            var reads = new List<(DateTimeOffset, TableSpec)>();
            for (var (day, at) = (0, from); day < DaysOfAnOutlier; at = at.AddDays(1))
            {
                if (one.Habit.Local(at).DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                {
                    reads.AddRange(many.Select((table, i) => (at.AddMinutes(9 * i), table)));
                    day++;
                }
            }

            Add("abnormal-peer-outlier", one.Account, one.Family, reads);
        }
    }

    private void Bursts(List<RegularReader> regulars)
    {
        foreach (var one in regulars)
        {
            var from = Noon(one.Account);
            var table = one.Favourites[0];
            Add(
                "abnormal-burst",
                one.Account,
                one.Family,
                [.. Enumerable.Range(0, RowsOfABurst).Select(i => (from.AddSeconds(20 * i), table))],
                RepeatsOfARow
            );
        }
    }

    private void OffHours(List<RegularReader> regulars)
    {
        foreach (var one in regulars)
        {
            var day = one.Habit.Local(Noon(one.Account)).Date;
            var night = one.Habit.Instant(new DateTimeOffset(day, TimeSpan.Zero).AddMinutes(60 + _dice.Below(90)));
            var table = one.Favourites[0];
            Add(
                "abnormal-off-hours",
                one.Account,
                one.Family,
                [.. Enumerable.Range(0, 4).Select(i => (night.AddMinutes(6 * i), table))]
            );
        }
    }

    // A weekday's early afternoon where the person is, long after everybody began.
    private DateTimeOffset Noon(Account account)
    {
        while (true)
        {
            var day = StoryCalendar.At(6, 15).AddDays(_dice.Below(110));
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            {
                return _readership.HabitOf(account).Instant(day.AddHours(12).AddMinutes(_dice.Below(90)));
            }
        }
    }

    /// <summary>Reads in the order of their instants, of which at least one is kept; the truth has the first and the last.</summary>
    private void Add(
        string rule,
        Account account,
        DatabaseFamily family,
        List<(DateTimeOffset At, TableSpec Table)> reads,
        int repeats = 1
    )
    {
        // A whole day, or days, of nothing else.
        foreach (var regular in _readership.Regulars.Where(one => one.Account == account && one.Family == family))
        {
            var days = reads.Select(one => regular.Habit.Local(one.At).Date).ToList();
            regular.Planted = (new(days.Min(), TimeSpan.Zero), new(days.Max().AddDays(1), TimeSpan.Zero));
        }

        var kept = reads.Where(one => !_logged.IsLost(one.Table.Database, one.At)).ToList();
        _reads.AddRange(kept.Select(one => new LoggedRead(one.At, account, one.Table, repeats)));
        _story.Planted.Add(
            new(
                rule,
                ["login:" + account.Login, "group:" + family.Group],
                kept[0].At,
                kept[^1].At,
                (long)kept.Count * repeats
            )
        );
    }
}
