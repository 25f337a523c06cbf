namespace GovernanceDashboard.Generation.Changes;

/// <summary>
/// What changes every day in a company: people come, go and move, memberships are given and taken, tables made and dropped. Made backwards from the
/// end of the story: a fact that is there was put in at some instant, one that is not was taken out, so that the log never contradicts the estate.
/// </summary>
internal sealed class DailyChanges
{
    private readonly EstateSize _size;
    private readonly Workforce _workforce;
    private readonly DirectoryGroups _groups;
    private readonly Catalogue _catalogue;
    private readonly ChangeLog _log;
    private readonly Dice _dice;
    private readonly HashSet<string> _settled;
    private readonly Dictionary<string, DateTimeOffset> _joinedAt = new(StringComparer.Ordinal);
    private readonly ILookup<Account, DirectoryGroup> _groupsOf;
    private readonly HashSet<(Account, DirectoryGroup)> _told = [];

    /// <param name="settled">Logins that something names (a policy, a role, an owner): these people were there all the time and stay where they are.</param>
    public DailyChanges(
        EstateSize size,
        Workforce workforce,
        DirectoryGroups groups,
        Catalogue catalogue,
        HashSet<string> settled,
        ChangeLog log
    )
    {
        (_size, _workforce, _groups, _catalogue, _settled, _log) = (size, workforce, groups, catalogue, settled, log);
        _dice = new Dice(size.Seed, "daily-changes");
        _groupsOf = groups
            .All.SelectMany(group => group.Accounts.Select(account => (account, group)))
            .ToLookup(one => one.account, one => one.group);
    }

    /// <summary>Logins that came after the log began, and when.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> JoinedAt => _joinedAt;

    public void Tell()
    {
        Join(Scaled(1_200, 3));
        Leave(Scaled(550, 2));
        Reassign();
        Move(Scaled(900, 2));
        GiveMemberships(Scaled(1_400, 4));
        TakeMemberships(Scaled(1_100, 4));
        LendMemberships(Scaled(800, 2));
        MakeTables();
        DropTables(Math.Max(2, _size.Tables / 40));
        ChangeOwners(Math.Max(2, _size.Tables / 120));
        TagTables(Math.Max(2, _size.Tables / 60));
    }

    /// <summary>An instant within American working hours, and outside the 40 minutes that are counted to the second.</summary>
    public static DateTimeOffset Working(Dice dice, DateTimeOffset from, DateTimeOffset to)
    {
        while (true)
        {
            var day = from.AddDays(dice.Below((int)(to - from).TotalDays));
            var at = new DateTimeOffset(day.Date, TimeSpan.Zero).AddSeconds(dice.Between(14 * 3_600, 23 * 3_600));
            if (at > from && at < to && at.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            {
                return at;
            }
        }
    }

    private int Scaled(int atFullSize, int fewest) => Math.Max(fewest, atFullSize * _size.People / 20_000);

    private DateTimeOffset Working() => Working(_dice, StoryCalendar.LogBegan, StoryCalendar.Now.AddDays(-1));

    private void Join(int count)
    {
        var candidates = _workforce
            .Accounts.Take(_workforce.People.Count)
            .Where(one => one is { IsEnabled: true, Person: { Status: "Active", IsReassigned: false } })
            .Where(one => !_settled.Contains(one.Login))
            .ToList();
        foreach (var account in _dice.Sample(candidates, Math.Min(count, candidates.Count / 4)))
        {
            var at = Working();
            _joinedAt.Add(account.Login, at);
            _log.ByPeopleSystem(at, "account", Target(account), null, "enabled");
            foreach (var group in _groupsOf[account])
            {
                _told.Add((account, group));
                _log.ByPeopleSystem(at.AddMinutes(5), "membership", Target(group), null, Target(account));
            }
        }
    }

    private void Leave(int count)
    {
        var gone = _workforce
            .Accounts.Take(_workforce.People.Count)
            .Where(one => one is { IsEnabled: false, Person.Status: "Departed" })
            .ToList();
        // Whoever made a table since the log began was still there to make it.
        var lastMade = _catalogue
            .Tables.Where(table => table.CreatedAt >= StoryCalendar.LogBegan)
            .GroupBy(table => table.Creator, StringComparer.Ordinal)
            .ToDictionary(made => made.Key, made => made.Max(table => table.CreatedAt), StringComparer.Ordinal);
        var leaving = _dice.Sample(gone, Math.Min(count, gone.Count)).ToHashSet();
        foreach (var account in gone.Where(one => leaving.Contains(one) || lastMade.ContainsKey(one.Login)))
        {
            var at = lastMade.TryGetValue(account.Login, out var made)
                ? _dice.Instant(made.AddMinutes(1), StoryCalendar.Now)
                : Working(_dice, StoryCalendar.Reassignment.AddDays(2), StoryCalendar.Now.AddDays(-1));
            _log.ByPeopleSystem(at, "account", Target(account), "enabled", "disabled");
            var teams = _groups.TeamsOf(account.Person!.Department);
            if (teams.Count > 0 && !_groupsOf[account].Any())
            {
                Take(at.AddMinutes(5), account, _dice.Pick(teams), isByPeopleSystem: true);
            }
        }
    }

    private void Reassign()
    {
        var second = 0;
        foreach (var account in _workforce.Accounts.Take(_workforce.People.Count))
        {
            if (account.Person is not { IsReassigned: true, Team: { } team, FormerTeam: not null } person)
            {
                continue;
            }

            if (_groupsOf[account].FirstOrDefault(IsPod) is not { } pod)
            {
                continue;
            }

            var at = StoryCalendar.Reassignment.AddSeconds(second++);
            _told.Add((account, pod));
            _log.ByPeopleSystem(at, "attribute", Target(account), "team=" + person.FormerTeam, "team=" + team);
            _log.ByPeopleSystem(at, "membership", Target(pod), null, Target(account));
            if (_size.IsClean && person.TeamGroup is { } left)
            {
                Take(at, account, left, isByPeopleSystem: true);
            }
        }
    }

    private void Move(int count)
    {
        var candidates = _workforce
            .Accounts.Take(_workforce.People.Count)
            .Where(one => one is { IsEnabled: true, Person: { IsReassigned: false, TeamGroup: not null } })
            .Where(one => !_settled.Contains(one.Login) && !_joinedAt.ContainsKey(one.Login))
            // Whoever has more than a team and a place would take the rest along.
            .Where(one => _groupsOf[one].All(group => group == one.Person!.TeamGroup || IsPlace(group)))
            .ToList();
        foreach (var account in _dice.Sample(candidates, Math.Min(count, candidates.Count / 3)))
        {
            var person = account.Person!;
            // A squad goes by its team's title: another group is not yet another team.
            var others = _groups.TeamsOf(person.Department).FindAll(team => _groups.TitleOf(team) != person.Team);
            if (others.Count == 0 || !_told.Add((account, person.TeamGroup!)))
            {
                continue;
            }

            var at = Working();
            var left = _dice.Pick(others);
            _log.ByPeopleSystem(
                at,
                "attribute",
                Target(account),
                "team=" + _groups.TitleOf(left),
                "team=" + person.Team
            );
            Take(at, account, left, isByPeopleSystem: true);
            _log.ByPeopleSystem(at, "membership", Target(person.TeamGroup!), null, Target(account));
        }
    }

    private void GiveMemberships(int count)
    {
        var given = Grantable()
            .SelectMany(group => group.Accounts.Select(account => (Account: account, Group: group)))
            .Where(one => !_joinedAt.ContainsKey(one.Account.Login) && !_settled.Contains(one.Account.Login))
            .ToList();
        foreach (var one in _dice.Sample(given, Math.Min(count, given.Count / 8)))
        {
            if (_told.Add(one))
            {
                _log.ByRequest(Working(), "membership", Target(one.Group), null, Target(one.Account));
            }
        }
    }

    private void TakeMemberships(int count)
    {
        foreach (var (account, group) in Strangers(count))
        {
            Take(Working(), account, group, isByPeopleSystem: false);
        }
    }

    private void LendMemberships(int count)
    {
        foreach (var (account, group) in Strangers(count))
        {
            var at = Working(_dice, StoryCalendar.LogBegan, StoryCalendar.Now.AddDays(-40));
            _told.Add((account, group));
            _log.ByRequest(at, "membership", Target(group), null, Target(account));
            _log.ByRequest(
                at.AddDays(_dice.Between(2, 30)).AddMinutes(_dice.Below(90)),
                "membership",
                Target(group),
                Target(account),
                null
            );
        }
    }

    private void MakeTables()
    {
        foreach (var table in _catalogue.Tables.Where(table => table.CreatedAt >= StoryCalendar.LogBegan))
        {
            _log.ByOwner(table.CreatedAt, "table", "table:" + table.FullName, null, "exists", table.Creator);
        }
    }

    // Of databases that are tagged as a whole: what is gone still has its class.
    private void DropTables(int count)
    {
        var homes = _catalogue.Databases.FindAll(one =>
            one.Family is { IsTaggedByDatabase: true, Class: "INTERNAL" or "PUBLIC", IsNarrow: false }
        );
        for (var i = 1; i <= count && homes.Count > 0; i++)
        {
            var home = _dice.Pick(homes);
            var name = $"table:{home.Name}.{TableNames.Numbered("scratch_load", i)}";
            var until = Working();
            if (_dice.Chance(0.6))
            {
                _log.ByOwner(_dice.Instant(StoryCalendar.LogBegan, until), "table", name, null, "exists", home.Creator);
            }

            _log.ByOwner(until, "table", name, "exists", null, home.Creator);
        }
    }

    private void ChangeOwners(int count)
    {
        // Who owns a table matters where policies name {OWNER}: those stay as they are.
        var old = _catalogue.Tables.FindAll(table =>
            table.CreatedAt < StoryCalendar.LogBegan
            && table.Database.Family.Key is not ("sandbox" or "analytics-product")
        );
        foreach (var table in _dice.Sample(old, Math.Min(count, old.Count / 4)))
        {
            var before = table.Database.Creator == table.Creator ? "svc-hive-server" : table.Database.Creator;
            _log.ByRequest(Working(), "owner", "table:" + table.FullName, before, table.Creator);
        }
    }

    private void TagTables(int count)
    {
        // What its tag closes, or what nothing but its tag tells apart, was tagged from the beginning.
        var tagged = _catalogue.Tables.FindAll(table =>
            table.IsTagged && table.Database.Family.Class is not ("PRIVATE_CONVERSATIONS" or "AGGREGATED_ACTIVITY")
        );
        foreach (var table in _dice.Sample(tagged, Math.Min(count, tagged.Count / 6)))
        {
            var from =
                table.CreatedAt < StoryCalendar.LogBegan ? StoryCalendar.LogBegan : table.CreatedAt.AddMinutes(1);
            if (from < StoryCalendar.Now.AddDays(-4))
            {
                _log.ByRequest(
                    Working(_dice, from, StoryCalendar.Now),
                    "tag",
                    "table:" + table.FullName,
                    null,
                    "tag:" + table.Database.Family.Class
                );
            }
        }
    }

    private void Take(DateTimeOffset at, Account account, DirectoryGroup group, bool isByPeopleSystem)
    {
        _told.Add((account, group));
        if (isByPeopleSystem)
        {
            _log.ByPeopleSystem(at, "membership", Target(group), Target(account), null);
        }
        else
        {
            _log.ByRequest(at, "membership", Target(group), Target(account), null);
        }
    }

    /// <summary>People and groups that they are not in and were not in, each pair once.</summary>
    private IEnumerable<(Account Account, DirectoryGroup Group)> Strangers(int count)
    {
        var groups = Grantable().ToList();
        var people = _workforce
            .Accounts.Take(_workforce.People.Count)
            .Where(one => one is { IsEnabled: true, Person: { Status: "Active", IsReassigned: false } })
            .Where(one => !_joinedAt.ContainsKey(one.Login) && !_settled.Contains(one.Login))
            .ToList();
        for (var i = 0; i < count && groups.Count > 0 && people.Count > 0; i++)
        {
            var one = (_dice.Pick(people), _dice.Pick(groups));
            if (!_groupsOf[one.Item1].Contains(one.Item2) && _told.Add(one))
            {
                yield return one;
            }
        }
    }

    // Projects, and in miniature, where there are none, the readers of what everybody may read.
    private IEnumerable<DirectoryGroup> Grantable()
    {
        var projects = _groups.All.FindAll(group => group.Name.StartsWith("proj-", StringComparison.Ordinal));
        return projects.Count > 0
            ? projects
            : _groups.All.FindAll(group => group.Name is "acl-reference-readers" or "acl-analytics-activity-readers");
    }

    private static bool IsPlace(DirectoryGroup group) =>
        group.Name.StartsWith("loc-", StringComparison.Ordinal)
        || group.Name.StartsWith("emp-", StringComparison.Ordinal);

    private static bool IsPod(DirectoryGroup group) => group.Name.StartsWith("aitrain-pod-", StringComparison.Ordinal);

    private static string Target(Account account) => "login:" + account.Login;

    private static string Target(DirectoryGroup group) => "group:" + group.Name;
}
