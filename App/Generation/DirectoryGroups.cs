using System.Globalization;

namespace GovernanceDashboard.Generation;

/// <summary>All groups: the organisation nested eight deep, places, the training programme, readers of each family, projects.</summary>
internal sealed class DirectoryGroups
{
    public const string AllStaff = "all-staff";
    public const string Contractors = "emp-contractors";
    public const string ClearedContractors = "contractors-cleared";
    public const string ConversationReaders = "privacy-office";
    public const string TelemetryReliability = "telemetry-sre";
    public const string PlatformServices = "svc-platform";
    public const string WarehouseRoot = "warehouse-root";
    public const string TrainingProgramme = "aitrain-all";
    public const string Responders = "incident-responders";

    /// <summary>The reader group that the whole training programme was nested into by mistake.</summary>
    public const string MistakenReaders = "acl-transcripts-readers";

    private const string PodTitle = "AI Training Pod ";
    private const int AccountsPerPod = 80;

    private readonly EstateSize _size;
    private readonly Workforce _workforce;
    private readonly Dice _dice;
    private readonly Dictionary<string, DirectoryGroup> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Account>> _byDepartment = new(StringComparer.Ordinal);
    private readonly List<(Department Department, DirectoryGroup Group)> _teams = [];
    private readonly Dictionary<DirectoryGroup, string> _titles = [];

    public DirectoryGroups(EstateSize size, Workforce workforce, NamePool names, IReadOnlyList<DatabaseFamily> families)
    {
        _size = size;
        _workforce = workforce;
        _dice = new Dice(size.Seed, "groups");
        var staff = Add(AllStaff);
        var departments = AddDepartments(staff);
        AddEmployment();
        AddProgramme();
        AddSpecialists();
        foreach (var family in families)
        {
            Add(family.Readers);
            if (!size.IsMiniature)
            {
                Add(family.Stewards);
            }
        }

        AddTeams(departments, Math.Max(0, size.Groups - All.Count) * 11 / 20);
        AddPeopleWithoutDepartment(staff);
        foreach (var family in families)
        {
            AddReaders(family);
        }

        AddProjects(names, families);
        AddMistakes();
    }

    public List<DirectoryGroup> All { get; } = [];

    /// <summary>Projects that have to do with a family's data, by the family's key.</summary>
    public Dictionary<string, List<DirectoryGroup>> ProjectsOf { get; } = new(StringComparer.Ordinal);

    public DirectoryGroup this[string name] => _byName[name];

    public DirectoryGroup? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Everyone in the group, directly or through others; cycles end.</summary>
    public static HashSet<Account> Closure(DirectoryGroup group)
    {
        var seen = new HashSet<DirectoryGroup> { group };
        var accounts = new HashSet<Account>();
        var open = new Stack<DirectoryGroup>([group]);
        while (open.TryPop(out var next))
        {
            accounts.UnionWith(next.Accounts);
            foreach (var inner in next.Groups.Where(seen.Add))
            {
                open.Push(inner);
            }
        }

        return accounts;
    }

    /// <summary>The groups of the department's teams; none for whoever is in no department.</summary>
    public List<DirectoryGroup> TeamsOf(Department? department) =>
        _teams.FindAll(one => one.Department == department).ConvertAll(one => one.Group);

    /// <summary>Whether the personnel system's team is one of the training programme.</summary>
    public static bool IsPod(string? team) => team?.StartsWith(PodTitle, StringComparison.Ordinal) == true;

    /// <summary>What the personnel system calls a team that has this group.</summary>
    public string TitleOf(DirectoryGroup team) => _titles[team];

    private DirectoryGroup Add(string name)
    {
        var group = new DirectoryGroup($"g{1_000 + All.Count}", name);
        All.Add(group);
        _byName.Add(name, group);
        return group;
    }

    private DirectoryGroup Nest(DirectoryGroup outer, string name)
    {
        var inner = Add(name);
        outer.Groups.Add(inner);
        return inner;
    }

    private Dictionary<Department, DirectoryGroup> AddDepartments(DirectoryGroup staff)
    {
        var found = new Dictionary<Department, DirectoryGroup>();
        foreach (var department in _workforce.Departments)
        {
            var division = "div-" + department.Division;
            var outer = _size.IsMiniature ? staff : Find(division) ?? Nest(staff, division);
            found.Add(department, Nest(outer, "dept-" + department.Key));
        }

        return found;
    }

    private void AddEmployment()
    {
        var contractors = Add(Contractors);
        contractors.Accounts.AddRange(Members(person => person.EmploymentType == "Contractor"));
        if (_size.IsMiniature)
        {
            return;
        }

        Add("emp-interns").Accounts.AddRange(Members(person => person.EmploymentType == "Intern"));
        foreach (var region in Organisation.Regions)
        {
            Add("loc-" + region.ToLowerInvariant()).Accounts.AddRange(Members(person => person.Region == region));
        }
    }

    private void AddProgramme()
    {
        var all = Add(TrainingProgramme);
        var moved = Members(person => person.IsReassigned).ToList();
        var perPod = _size.IsMiniature ? 20 : AccountsPerPod;
        DirectoryGroup? wave = null;
        for (var from = 0; from < moved.Count; from += perPod)
        {
            var pod = (from / perPod) + 1;
            if (!_size.IsMiniature && (pod - 1) % 10 == 0)
            {
                wave = Nest(all, $"aitrain-wave-{((pod - 1) / 10) + 1}");
            }

            var group = Nest(wave ?? all, $"aitrain-pod-{pod:00}");
            foreach (var account in moved.Skip(from).Take(perPod))
            {
                group.Accounts.Add(account);
                account.Person!.Team = $"{PodTitle}{pod:00}";
            }
        }
    }

    private void AddSpecialists()
    {
        var operators =
            _size.IsMiniature ? 3
            : _size.IsClean ? 5
            : 28;
        Add(TelemetryReliability).Accounts.AddRange(People("Data Platform", operators));
        Add(ConversationReaders).Accounts.AddRange(People("Legal", _size.IsMiniature ? 2 : 9));
        Add(ClearedContractors).Accounts.AddRange(_dice.Sample(this[Contractors].Accounts, _size.IsMiniature ? 2 : 45));
        var services = _workforce.Services.ToList();
        Add(PlatformServices).Accounts.AddRange(services.Take(6));
        Add(WarehouseRoot).Accounts.AddRange(services.Take(2));
        Add(Responders).Accounts.AddRange(People(_size.IsMiniature ? "Legal" : "Security", _size.IsMiniature ? 2 : 14));
    }

    private void AddTeams(Dictionary<Department, DirectoryGroup> departments, int budget)
    {
        var leaves = Math.Max(departments.Count, budget * 7 / 10);
        foreach (var (department, group) in departments)
        {
            var people = Members(person => person.Department == department).ToList();
            var count = Math.Max(1, (int)((long)leaves * people.Count / _workforce.Accounts.Count));
            var homes = new List<(DirectoryGroup Group, string Team)>();
            for (var i = 0; i < count; i++)
            {
                var title = department.Teams[i % department.Teams.Length];
                var number = (i / department.Teams.Length) + 1;
                var team = string.Create(CultureInfo.InvariantCulture, $"{title} {number}");
                var key = $"{department.Key}-{title.ToLowerInvariant().Replace(' ', '-')}-{number}";
                var leaf = Nest(AreaOf(group, department.Key, i), "team-" + key);
                _teams.Add((department, leaf));
                _titles.Add(leaf, team);
                homes.Add((leaf, team));
                if (!_size.IsMiniature && i % 7 == 3)
                {
                    var squad = Nest(leaf, "squad-" + key);
                    homes.Add((squad, team));
                    if (i % 49 == 3)
                    {
                        homes.Add((Nest(squad, "crew-" + key), team));
                    }
                }
            }

            foreach (var account in people)
            {
                // The reassigned stay in the groups of the team they left, which no clean estate allows.
                var home = _dice.Pick(homes);
                var person = account.Person!;
                if (!_size.IsClean || !person.IsReassigned)
                {
                    home.Group.Accounts.Add(account);
                }

                person.TeamGroup = home.Group;
                person.FormerTeam = person.IsReassigned ? home.Team : null;
                person.Team ??= home.Team;
            }
        }
    }

    // Teams hang six to an area and areas four to an organisation; in miniature straight under the department.
    private DirectoryGroup AreaOf(DirectoryGroup department, string key, int team)
    {
        if (_size.IsMiniature)
        {
            return department;
        }

        var organisation = $"org-{key}-{(team / 24) + 1}";
        var area = $"area-{key}-{(team / 6) + 1}";
        var outer = Find(organisation) ?? Nest(department, organisation);
        return Find(area) ?? Nest(outer, area);
    }

    private void AddPeopleWithoutDepartment(DirectoryGroup staff) =>
        staff.Accounts.AddRange(Members(person => person.Department is null));

    private void AddReaders(DatabaseFamily family)
    {
        var readers = this[family.Readers];
        var owner = _workforce.Departments.FirstOrDefault(one => one.Name == family.Owner) ?? _workforce.Departments[0];
        var isFew = _size.IsClean && family.IsNarrow; // nobody is let in who does not need it
        readers.Accounts.AddRange(
            People(
                owner.Name,
                _size.IsMiniature ? 3
                    : isFew ? _dice.Between(6, 10)
                    : _dice.Between(10, 24)
            )
        );
        var teams = _teams.FindAll(one => one.Department == owner).ConvertAll(one => one.Group);
        if (family.IsNarrow)
        {
            readers.Groups.AddRange(_dice.Sample(teams, _size.IsMiniature || isFew ? 0 : _dice.Between(1, 2)));
        }
        else
        {
            readers.Groups.Add(this["dept-" + owner.Key]);
        }

        if (Find(family.Stewards) is { } stewards)
        {
            stewards.Accounts.AddRange(People(owner.Name, _dice.Between(2, 6)));
            if (!_size.IsClean)
            {
                stewards.Accounts.AddRange(_dice.Sample(SecondAccounts(), _dice.Between(0, 2)));
            }
        }
    }

    private void AddProjects(NamePool names, IReadOnlyList<DatabaseFamily> families)
    {
        var departments = _workforce.Departments;
        for (var i = 0; All.Count < _size.Groups; i++)
        {
            var codeName = names.CodeNames[i % names.CodeNames.Count];
            var group = Add(
                i < names.CodeNames.Count ? $"proj-{codeName}" : $"proj-{codeName}-{i / names.CodeNames.Count}"
            );
            group.Accounts.AddRange(People(_dice.Pick(departments).Name, _dice.Between(5, 14)));
            group.Accounts.AddRange(People(_dice.Pick(departments).Name, _dice.Between(0, 5)).Except(group.Accounts));
            var family = families[i % families.Count].Key;
            if (!ProjectsOf.TryGetValue(family, out var projects))
            {
                ProjectsOf.Add(family, projects = []);
            }

            projects.Add(group);
        }
    }

    private void AddMistakes()
    {
        if (_size.IsClean)
        {
            this[AllStaff].Groups.Add(this[TrainingProgramme]); // no team of theirs brings them there any more
            return;
        }

        this[MistakenReaders].Groups.Add(this[TrainingProgramme]);
        this[TrainingProgramme].Dangling.Add("u999999");
        var projects = All.FindAll(group => group.Name.StartsWith("proj-", StringComparison.Ordinal));
        for (var i = 0; i + 2 < projects.Count && i < 6; i += 3)
        {
            // Two cycles, of two and of three.
            projects[i].Groups.Add(projects[i + 1]);
            projects[i + 1].Groups.Add(i == 0 ? projects[i] : projects[i + 2]);
            projects[i + 2].Groups.Add(projects[i]);
        }
    }

    private List<Account> SecondAccounts() =>
        _workforce.Accounts.GetRange(_workforce.People.Count, _workforce.FirstService - _workforce.People.Count);

    private List<Account> People(string department, int count)
    {
        if (!_byDepartment.TryGetValue(department, out var people))
        {
            people =
            [
                .. Members(person =>
                    person.Department?.Name == department
                    && (!_size.IsClean || person is { IsReassigned: false, EmploymentType: not "Contractor" })
                ),
            ];
            _byDepartment.Add(department, people);
        }

        return _dice.Sample(people, count);
    }

    // The accounts of leavers are mostly taken out of their groups, those that still work are not.
    private IEnumerable<Account> Members(Predicate<Person> isMember) =>
        _workforce
            .Accounts.Take(_workforce.People.Count)
            .Where(account => account.IsEnabled || (!_size.IsClean && account.Person!.Number % 3 == 0))
            .Where(account => isMember(account.Person!));
}
