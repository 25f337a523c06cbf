namespace GovernanceDashboard.Generation.Records;

/// <summary>What is wrong with owners and with people who moved, told from how it was made.</summary>
internal static class OwnerTruth
{
    public static void Plant(Story story)
    {
        if (story.Size.IsClean)
        {
            return;
        }

        var leftAt = story
            .Log.Changes.Where(change => change is { Kind: "account", After: "disabled" })
            .ToDictionary(change => change.Target, change => change.At, StringComparer.Ordinal);
        foreach (var (database, owner) in story.Owners.Left)
        {
            var login = story.Workforce.Accounts[owner.Number].Login;
            story.Planted.Add(
                new(
                    "departed-owner",
                    ["db:" + database.Name, "login:" + login],
                    leftAt.TryGetValue("login:" + login, out var at) ? at : (DateTimeOffset?)null,
                    null,
                    database.Tables.Count
                )
            );
        }

        foreach (var database in story.Owners.Unowned)
        {
            story.Planted.Add(new("table-without-owner", ["db:" + database.Name], null, null, database.Tables.Count));
        }

        var left = story.Workforce.Accounts.Where(account =>
            account is { IsEnabled: true, Person: { IsReassigned: true, TeamGroup: { } team } }
            && team.Accounts.Contains(account)
        );
        story.Planted.Add(
            new(
                "mover-keeps-access",
                ["group:" + DirectoryGroups.TrainingProgramme],
                StoryCalendar.Reassignment,
                null,
                left.Count()
            )
        );
        var breaching = ReadersOfRawAndAnalytics(story);
        if (breaching > 0)
        {
            story.Planted.Add(
                new(
                    "segregation-breach",
                    ["zone:raw", "zone:analytics"],
                    StoryCalendar.EveryoneItemAdded,
                    null,
                    breaching
                )
            );
        }
    }

    // Everybody may read raw telemetry, but contractors who are not cleared only where it is staged; general analytics is what departments read.
    private static int ReadersOfRawAndAnalytics(Story story)
    {
        var end = story.At(StoryCalendar.Now);
        var raw = end.People();
        if (!story.Catalogue.Databases.Any(one => DataZoneOf.Database(one) == "raw" && !one.Family.IsRaw))
        {
            raw.ExceptWith(
                end.People(DirectoryGroups.Contractors).Except(end.People(DirectoryGroups.ClearedContractors))
            );
        }

        var analytics = new HashSet<int>();
        var numbers = story
            .Workforce.Accounts.Where(one => one is { IsEnabled: true, Person: not null })
            .ToDictionary(one => one.Login, one => one.Person!.Number, StringComparer.Ordinal);
        var databases = story
            .Catalogue.Databases.Where(one => DataZoneOf.Database(one) == "analytics")
            .Select(one => one.Name)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var policy in story.Policies.Policies.Where(one => one.IsEnabled && one.Schedules.IsEmpty))
        {
            var names = policy.Resources[0].Levels.GetValueOrDefault("database")?.Values ?? [];
            if (!names.Any(IsAnalytics))
            {
                continue;
            }

            foreach (var item in policy.AllowItems)
            {
                analytics.UnionWith(item.Groups.SelectMany(end.People));
                analytics.UnionWith(item.Users.Where(numbers.ContainsKey).Select(login => numbers[login]));
                analytics.UnionWith(item.Roles.SelectMany(RoleMembers));
                analytics.UnionWith(item.Users.Contains("{OWNER}") ? OwnersWithin(names) : []);
            }
        }

        raw.IntersectWith(analytics);
        return raw.Count;

        // Whoever made a table reads it where a policy names its owner.
        IEnumerable<int> OwnersWithin(IEnumerable<string> named) =>
            story
                .Catalogue.Tables.Where(table =>
                    databases.Contains(table.Database.Name) && named.Any(name => IsWithin(name, table.Database.Name))
                )
                .Where(table => numbers.ContainsKey(table.Creator))
                .Select(table => numbers[table.Creator]);

        static bool IsWithin(string name, string database) =>
            name.EndsWith('*') ? database.StartsWith(name[..^1], StringComparison.Ordinal) : database == name;

        bool IsAnalytics(string name) =>
            name.EndsWith('*')
                ? name.Length > 1
                    && databases.Any(database => database.StartsWith(name[..^1], StringComparison.Ordinal))
                : databases.Contains(name);

        IEnumerable<int> RoleMembers(string name)
        {
            var role = story.Roles.Roles.Find(one => one.Name == name)!;
            return role
                .Groups.SelectMany(end.People)
                .Concat(role.Users.Where(numbers.ContainsKey).Select(login => numbers[login]))
                .Concat(role.Roles.SelectMany(RoleMembers));
        }
    }
}
