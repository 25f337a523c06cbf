namespace GovernanceDashboard.Generation;

/// <summary>A role of the access system, with its direct members; a member of an inner role holds the outer one.</summary>
internal sealed record RoleSpec(string Name, List<string> Users, List<string> Groups, List<string> Roles);

/// <summary>The roles: three deep for training, one a family elsewhere.</summary>
internal sealed class RoleBook
{
    public const string Auditors = "role-auditors";
    public const string TrainingPlatform = "role-training-platform";

    public RoleBook(
        EstateSize size,
        Workforce workforce,
        DirectoryGroups groups,
        IReadOnlyList<DatabaseFamily> families
    )
    {
        var dice = new Dice(size.Seed, "roles");
        Add("role-training-curators", Of("AI Research", 2), [], []);
        Add("role-training-leads", Of("AI Research", 3), [], ["role-training-curators"]);
        Add(TrainingPlatform, [], ["acl-training-readers"], ["role-training-leads"]);
        Add(Auditors, Of("Finance", 4), [], []);
        if (size.IsMiniature)
        {
            return;
        }

        foreach (var family in families)
        {
            var projects = groups.ProjectsOf.GetValueOrDefault(family.Key) ?? [];
            var members = dice.Sample(size.IsClean ? [] : projects, 1).ConvertAll(group => group.Name);
            var analysts = Add($"role-{family.Key}-analysts", Of(family.Owner, 3), members, []);
            if (dice.Chance(0.4) && !Roles.Exists(role => role.Name == $"role-{family.Key}-leads"))
            {
                analysts.Roles.Add(Add($"role-{family.Key}-leads", Of(family.Owner, 2), [], []).Name);
            }
        }

        List<string> Of(string department, int count) =>
            dice.Sample(
                    workforce.Accounts.FindAll(one =>
                        one.IsEnabled
                        && one.Person is { } person
                        && person.Department?.Name == department
                        && (!size.IsClean || person is { IsReassigned: false, EmploymentType: not "Contractor" })
                    ),
                    count
                )
                .ConvertAll(one => one.Login);
    }

    public List<RoleSpec> Roles { get; } = [];

    private RoleSpec Add(string name, List<string> users, List<string> groups, List<string> roles)
    {
        var role = new RoleSpec(name, users, groups, roles);
        Roles.Add(role);
        return role;
    }
}
