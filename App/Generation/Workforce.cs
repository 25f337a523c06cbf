namespace GovernanceDashboard.Generation;

/// <summary>The people, their accounts and the service accounts.</summary>
internal sealed class Workforce
{
    private static readonly string[] s_firstServices =
    [
        "svc-hive-server",
        "svc-ranger-sync",
        "svc-telemetry-ingest",
        "svc-telemetry-curate",
        "svc-training-loader",
        "svc-analytics-etl",
        "svc-hr-sync",
        "svc-finance-etl",
    ];

    private static readonly string[] s_systems =
    [
        "telemetry",
        "training",
        "analytics",
        "finance",
        "sales",
        "marketing",
        "support",
        "security",
        "billing",
        "search",
    ];

    private static readonly string[] s_jobs =
    [
        "ingest",
        "etl",
        "export",
        "index",
        "sync",
        "backup",
        "report",
        "compact",
    ];

    /// <summary>6,500 of the demonstration's 20,000 people moved in March.</summary>
    private const double ReassignedShare = 0.325;

    private readonly HashSet<string> _logins = new(StringComparer.Ordinal);

    public Workforce(EstateSize size, NamePool names)
    {
        var dice = new Dice(size.Seed, "people");
        Departments = [.. Organisation.Departments.Where(one => one.IsInMiniature || !size.IsMiniature)];
        for (var number = 0; number < size.People; number++)
        {
            People.Add(Hire(number, dice, names));
        }

        var departed = People.Count(person => person.Status == "Departed");
        var forgotten = size.IsClean ? 0 : Math.Max(2, (int)Math.Round(departed * 0.04));
        foreach (var person in People)
        {
            var isLive = person.Status != "Departed" ? !dice.Chance(0.004) : forgotten-- > 0;
            Accounts.Add(PersonAccount(person, prefix: "", isLive || person.Number < Departments.Count));
        }

        // Administrators keep a second account; of one of them the everyday account is closed, and the person still counts.
        var administrators = dice.Sample(People.FindAll(IsPlainEmployee), Math.Max(2, size.People / 250));
        if (!size.IsClean)
        {
            Accounts[administrators[0].Number] = Accounts[administrators[0].Number] with { IsEnabled = false };
        }

        Accounts.AddRange(
            administrators.OrderBy(person => person.Number).Select(person => PersonAccount(person, "adm-", true))
        );
        FirstService = Accounts.Count;
        for (var i = 0; i < Math.Max(size.ServiceAccounts, s_firstServices.Length); i++)
        {
            var login =
                i < s_firstServices.Length ? s_firstServices[i] : $"svc-{dice.Pick(s_systems)}-{dice.Pick(s_jobs)}";
            login = Unique(login);
            Accounts.Add(new($"s{1_000 + i}", login, login[4..].Replace('-', ' '), true, null));
        }

        AssignManagers(dice);
        if (!size.IsMiniature)
        {
            Reassign(size);
        }
    }

    public List<Department> Departments { get; }

    public List<Person> People { get; } = [];

    /// <summary>First one account a person, in the order of <see cref="People"/>; then second accounts; then service accounts.</summary>
    public List<Account> Accounts { get; } = [];

    public int FirstService { get; }

    public IEnumerable<Account> Services => Accounts.Skip(FirstService);

    /// <summary>The departed whose account still works.</summary>
    public IEnumerable<Account> DepartedWithLiveAccount =>
        Accounts.Where(account => account is { IsEnabled: true, Person.Status: "Departed" });

    /// <summary>How many people count: those with at least one enabled account.</summary>
    public int CountedPeople =>
        Accounts.Where(one => one is { IsEnabled: true, Person: not null }).DistinctBy(one => one.Person).Count();

    /// <summary>The head of a department, whose account is always live.</summary>
    public Account HeadOf(Department department) => Accounts[Departments.IndexOf(department)];

    private static bool IsPlainEmployee(Person person) =>
        person is { Status: "Active", EmploymentType: "Employee", Level: not "VP" };

    private static Account PersonAccountOf(Person person, string login, string prefix, bool isEnabled) =>
        new(
            $"{(prefix.Length == 0 ? 'u' : 'a')}{100_000 + person.Number}",
            login,
            $"{person.FirstName} {person.LastName}",
            isEnabled,
            person
        );

    private Account PersonAccount(Person person, string prefix, bool isEnabled)
    {
        var name = $"{person.FirstName[0]}{person.LastName}".ToLowerInvariant();
        var login = prefix.Length == 0 ? Unique(name) : Unique(prefix + Accounts[person.Number].Login);
        return PersonAccountOf(person, login, prefix, isEnabled);
    }

    private string Unique(string login)
    {
        var unique = login;
        for (var i = 2; !_logins.Add(unique); i++)
        {
            unique = login.StartsWith("svc-", StringComparison.Ordinal) ? $"{login}-{i:00}" : $"{login}{i}";
        }

        return unique;
    }

    private Person Hire(int number, Dice dice, NamePool names)
    {
        // The first of each department heads it.
        var isHead = number < Departments.Count;
        var employment = isHead ? 0 : dice.Weighted([865, 110, 25]);
        var level = Organisation.Levels[employment == 2 ? 0 : dice.Weighted(Organisation.LevelWeights)];
        var department = dice.Weighted([.. Departments.Select(one => one.Weight)]);
        var isNowhere = dice.Chance(0.012);
        var status = isHead ? 0 : dice.Weighted([943, 12, 45]);
        return new()
        {
            Number = number,
            FirstName = dice.Pick(names.FirstNames),
            LastName = dice.Pick(names.LastNames),
            Department =
                isHead ? Departments[number]
                : isNowhere ? null
                : Departments[department],
            Level =
                isHead ? (number == 0 ? "Exec" : "VP")
                : employment == 1 && dice.Chance(0.5) ? null
                : level,
            Region =
                isHead ? "US-CA"
                : dice.Chance(0.01) ? null
                : PickRegion(dice),
            EmploymentType = employment switch
            {
                0 => "Employee",
                1 => "Contractor",
                _ => "Intern",
            },
            Status = status switch
            {
                0 => "Active",
                1 => "OnLeave",
                _ => "Departed",
            },
            IsReassigned = !isHead && employment == 0 && !isNowhere && dice.Chance(0.38),
        };
    }

    // The story names the number, so it is no matter of chance: of those who are still there.
    private void Reassign(EstateSize size)
    {
        People.ForEach(person => person.IsReassigned &= CanMove(person));
        var missing = (int)Math.Round(size.People * ReassignedShare) - People.Count(person => person.IsReassigned);
        var others = People.FindAll(person => CanMove(person) && person.IsReassigned == missing < 0);
        foreach (var person in new Dice(size.Seed, "reassigned").Sample(others, Math.Abs(missing)))
        {
            person.IsReassigned = missing > 0;
        }

        bool CanMove(Person person) =>
            Accounts[person.Number].IsEnabled
            && person.Number >= Departments.Count
            && person is { EmploymentType: "Employee", Department: not null, Status: not "Departed" };
    }

    private static string PickRegion(Dice dice) => Organisation.Regions[dice.Weighted(Organisation.RegionWeights)];

    private void AssignManagers(Dice dice)
    {
        var levels = Organisation.Levels;
        foreach (var byDepartment in People.GroupBy(person => person.Department))
        {
            var byRank = new List<Person>[levels.Length];
            for (var rank = 0; rank < levels.Length; rank++)
            {
                byRank[rank] = [.. byDepartment.Where(person => person.Level == levels[rank])];
            }

            foreach (var person in byDepartment)
            {
                var rank = Math.Max(Array.IndexOf(levels, person.Level), Array.IndexOf(levels, "IC7"));
                var above = Array.Find(byRank[(rank + 1)..], managers => managers.Count > 0);
                person.Manager =
                    above is not null ? dice.Pick(above)
                    : person.Number == 0 ? null
                    : People[0];
            }
        }
    }
}
