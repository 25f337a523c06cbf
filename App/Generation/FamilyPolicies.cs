using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Generation;

/// <summary>The thousands of policies that teams made for their databases and single tables.</summary>
internal sealed class FamilyPolicies(
    EstateSize size,
    Catalogue catalogue,
    Workforce workforce,
    DirectoryGroups groups,
    RoleBook roles
)
{
    /// <summary>Projects of a family that were ever given anything; the others only exist.</summary>
    private const int GrantedProjects = 4;

    private readonly Dice _dice = new(size.Seed, "policies");
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _individuals = new(StringComparer.Ordinal);

    public IEnumerable<Policy> Make() =>
        catalogue.Databases.SelectMany(OfDatabase).Concat(OfTables()).Select(SometimesSwitchedOff);

    private IEnumerable<Policy> OfDatabase(DatabaseSpec database)
    {
        var family = database.Family;
        var zone = database.Name.StartsWith("close_", StringComparison.Ordinal) ? PolicyBook.Zone : null;
        yield return PolicyDraft.Access(
            $"{database.Name}: readers",
            PolicyDraft.On(database.Name),
            [.. Readers(family)]
        ) with
        {
            ZoneName = zone,
        };
        if (_dice.Chance(size.IsMiniature ? 0.25 : 0.7) || size.IsClean)
        {
            List<PolicyItem> writers = [PolicyDraft.Users("select update create drop alter", database.Creator)];
            if (groups.Find(family.Stewards) is not null)
            {
                writers.Add(PolicyDraft.Groups("select update", family.Stewards));
            }

            yield return PolicyDraft.Access(
                $"{database.Name}: writers",
                PolicyDraft.On(database.Name),
                [.. writers]
            ) with
            {
                ZoneName = zone,
            };
        }

        var isPersonal = family.Class is "HR" or "CUSTOMER" or "HEALTH";
        if (isPersonal && Project(family) is { } project)
        {
            yield return PolicyDraft.Access(
                $"{database.Name}: without personal columns",
                PolicyDraft.On(
                    [database.Name],
                    ["*"],
                    ["ssn", "*_email", "phone_number", "date_of_birth", "home_address"],
                    areColumnsExcluded: true
                ),
                PolicyDraft.Select(project)
            );
        }
    }

    private IEnumerable<PolicyItem> Readers(DatabaseFamily family)
    {
        yield return PolicyDraft.Select(family.Readers);
        if (family.Key == "training")
        {
            yield return PolicyDraft.Roles("select", RoleBook.TrainingPlatform);
        }
        else if (family.IsForEveryone)
        {
            yield return PolicyDraft.Select(DirectoryGroups.AllStaff);
        }
        else if (_dice.Chance(0.1) && roles.Roles.Exists(role => role.Name == $"role-{family.Key}-analysts"))
        {
            yield return PolicyDraft.Roles("select", $"role-{family.Key}-analysts");
        }

        if (family.Key == "sales" && !size.IsClean && !_names.Contains(PolicyBook.UnknownGroup))
        {
            // Once: the group was deleted from the directory, the item stayed.
            _names.Add(PolicyBook.UnknownGroup);
            yield return PolicyDraft.Select(PolicyBook.UnknownGroup);
        }
    }

    private IEnumerable<Policy> OfTables()
    {
        for (var i = size.Tables / 40; i > 0; i--)
        {
            var table = _dice.Pick(catalogue.Tables);
            var family = table.Database.Family;
            if (!_names.Add(table.FullName) || family.Key == "hold")
            {
                continue;
            }

            var columns = _dice.Chance(0.2)
                ? _dice.Sample((table.Drawn ?? table).Columns, 3).ConvertAll(column => column.Name)
                : ["*"];
            var policy = PolicyDraft.Access(
                $"{table.FullName}: request {4_000 + i}",
                PolicyDraft.On([table.Database.Name], [table.Name], [.. columns]),
                Requester(family)
            ) with
            {
                ZoneName = family.Key == "close" ? PolicyBook.Zone : null,
            };
            yield return _dice.Chance(0.06) ? Expired(policy) : policy;
        }
    }

    // In a clean estate whoever asks is one of those whom the data are for.
    private PolicyItem Requester(DatabaseFamily family) =>
        size.IsClean ? PolicyDraft.Select(family.Readers)
        : _dice.Chance(0.6) && Project(family) is { } project ? PolicyDraft.Select(project)
        : PolicyDraft.Users("select", _dice.Pick(Individuals(family)));

    private Policy Expired(Policy policy)
    {
        var month = _dice.Between(4, 8);
        return policy with { Schedules = [new($"2026/0{month}/01 00:00:00", $"2026/0{month + 1}/15 23:59:59", "UTC")] };
    }

    private Policy SometimesSwitchedOff(Policy policy) =>
        policy.Name.EndsWith(": readers", StringComparison.Ordinal) || !_dice.Chance(0.05)
            ? policy
            : policy with
            {
                IsEnabled = false,
            };

    private string? Project(DatabaseFamily family) =>
        !size.IsClean && groups.ProjectsOf.TryGetValue(family.Key, out var projects)
            ? _dice.Pick(projects.GetRange(0, Math.Min(GrantedProjects, projects.Count))).Name
            : null;

    // A dozen people a family ask again and again.
    private List<string> Individuals(DatabaseFamily family)
    {
        if (!_individuals.TryGetValue(family.Key, out var people))
        {
            var known = workforce.Accounts.FindAll(one => one is { IsEnabled: true, Person: not null });
            people = _dice.Sample(known, size.IsMiniature ? 2 : 12).ConvertAll(one => one.Login);
            _individuals.Add(family.Key, people);
        }

        return people;
    }
}
