using GovernanceDashboard.Generation.Changes;

namespace GovernanceDashboard.Generation.Audit;

/// <summary>Somebody whom a family's data are for, and what that person reads of it.</summary>
/// <param name="Favourites">Tables read again and again, in databases whose use is logged.</param>
/// <param name="Known">What the person may look into besides.</param>
/// <param name="Begins">The first day of reading, by the person's own clock.</param>
/// <param name="IsLate">Begins long after the others, for no reason that is written down.</param>
internal sealed record RegularReader(
    Account Account,
    DatabaseFamily Family,
    ReadingHabit Habit,
    List<TableSpec> Favourites,
    List<TableSpec> Known,
    DateTimeOffset Begins,
    bool IsLate
)
{
    /// <summary>Nothing is read from here on.</summary>
    public DateTimeOffset Ends { get; set; } = StoryCalendar.Now;

    /// <summary>Days of the person's own clock on which what was planted is all that the person reads of the family; half-open.</summary>
    public (DateTimeOffset From, DateTimeOffset To) Planted { get; set; }
}

/// <summary>Who reads what in the ordinary course of work: only people who were in the audience all the time, and only what is logged.</summary>
internal sealed class Readership
{
    /// <summary>Readers of telemetry began within so many days of its first tables, all others within so many of the log's first day.</summary>
    private const int DaysToBegin = 20;

    private const int FavouritesOfBroad = 16;
    private const int ManyReaders = 200;

    private readonly Story _story;
    private readonly Dice _dice;
    private readonly Dice _habits;
    private readonly Dictionary<Account, ReadingHabit> _habitOf = [];

    public Readership(Story story, LoggedDatabases logged)
    {
        _story = story;
        _dice = new Dice(story.Size.Seed, "readership");
        _habits = new Dice(story.Size.Seed, "habits");
        var (first, last) = (story.At(StoryCalendar.LogBegan), story.At(StoryCalendar.Now));
        foreach (var family in story.Catalogue.Families.Where(family => family.IsSensitive && family.Key != "hold"))
        {
            var tables = story.Catalogue.Tables.FindAll(table =>
                table.Database.Family == family
                && !table.IsView
                && table.Database.Name != PlatformPolicies.Quarantined
                && logged.IsLogged(table.Database)
            );
            if (tables.Count == 0)
            {
                continue;
            }

            var audience = Audience(story, family, first, last);
            var most =
                story.Size.IsClean ? audience.Count
                : story.Size.IsMiniature ? 2
                : family.IsNarrow ? 25
                : 300;
            var readers = _dice.Sample(audience, audience.Count);
            Add(family, tables, readers.Take(most).ToList());
            Others.Add((family, tables, readers.Skip(most).ToList()));
        }
    }

    public List<RegularReader> Regulars { get; } = [];

    /// <summary>Whom the data are for as well, and who never read them.</summary>
    public List<(DatabaseFamily Family, List<TableSpec> Tables, List<Account> People)> Others { get; } = [];

    public ReadingHabit HabitOf(Account account)
    {
        if (!_habitOf.TryGetValue(account, out var habit))
        {
            _habitOf.Add(account, habit = ReadingHabit.Of(account.Person, _habits));
        }

        return habit;
    }

    private void Add(DatabaseFamily family, List<TableSpec> tables, List<Account> readers)
    {
        var since = family.IsTelemetry ? tables.Min(table => table.CreatedAt) : StoryCalendar.LogBegan;
        var count = readers.Count;
        var known = tables.FindAll(table => table.CreatedAt <= since.AddDays(DaysToBegin / 2));
        foreach (var account in readers)
        {
            var habit = HabitOf(account);
            var all = known.Count > 0 ? known : tables;
            var begins = since.AddDays((DaysToBegin / 2) + _dice.Below(DaysToBegin / 2));
            // Now and then somebody begins later, often where whole departments read.
            var isLate = !_story.Size.IsMiniature && _habits.Chance(count >= ManyReaders ? 0.1 : 0.005);
            Regulars.Add(
                new(
                    account,
                    family,
                    habit,
                    _dice.Sample(all, habit.IsBroad ? FavouritesOfBroad : 4),
                    all,
                    isLate ? begins.AddDays(_habits.Between(30, 130)) : begins,
                    isLate
                )
            );
        }
    }

    private static List<Account> Audience(Story story, DatabaseFamily family, EstateAt first, EstateAt last)
    {
        // Groups whose policy is meant for the family; in a clean estate all of its audience has to be at work.
        var groups = new List<string> { family.Readers };
        var logins = new HashSet<string>(StringComparer.Ordinal);
        if (story.Size.IsClean)
        {
            groups.AddRange(
                new[] { family.Stewards, family.IsTelemetry ? DirectoryGroups.TelemetryReliability : null }
                    .OfType<string>()
                    .Where(name => story.Groups.Find(name) is not null)
            );
            logins.UnionWith(RoleMembers(story, $"role-{family.Key}-analysts"));
            logins.UnionWith(family.Key == "training" ? RoleMembers(story, RoleBook.TrainingPlatform) : []);
            logins.UnionWith(family.Key == "finance" ? RoleMembers(story, RoleBook.Auditors) : []);
        }

        // What tags deny to all but the privacy office, nobody else reads.
        if (family.Class == "PRIVATE_CONVERSATIONS")
        {
            groups = [DirectoryGroups.ConversationReaders];
            logins.Clear();
        }

        var before = groups.SelectMany(first.People).ToHashSet();
        var after = groups.SelectMany(last.People).ToHashSet();
        return story
            .Workforce.Accounts.Take(story.Workforce.People.Count)
            .Where(one => one.IsEnabled && !story.Days.JoinedAt.ContainsKey(one.Login))
            // Tags and policies keep contractors from much of it; what departments read they read in part.
            .Where(one => one.Person!.EmploymentType != "Contractor" || (story.Size.IsClean && !family.IsNarrow))
            .Where(one =>
                logins.Contains(one.Login) || (before.Contains(one.Person!.Number) && after.Contains(one.Person.Number))
            )
            .ToList();
    }

    private static IEnumerable<string> RoleMembers(Story story, string name)
    {
        var role = story.Roles.Roles.Find(one => one.Name == name);
        return role is null ? [] : role.Users.Concat(role.Roles.SelectMany(inner => RoleMembers(story, inner)));
    }
}
