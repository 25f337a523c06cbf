namespace GovernanceDashboard.Generation;

/// <summary>Writes the policy download (ServicePolicies), the roles and the user store as Ranger's admin server gives them.</summary>
internal static class RangerFiles
{
    public static void WritePolicies(string path, PolicyBook book, bool isForReading)
    {
        using var file = new JsonFile(path, isForReading);
        var json = file.Json;
        json.WriteStartObject();
        json.WriteString("serviceName", PolicyBook.HiveService);
        json.WriteNumber("serviceId", 3);
        json.WriteNumber("policyVersion", 2_931);
        json.WriteNumber("policyUpdateTime", StoryCalendar.Now.AddHours(-3).ToUnixTimeMilliseconds());
        json.WriteString("auditMode", "audit-default");
        json.WriteStartArray("policies");
        book.Policies.ForEach(policy => PolicyJson.Write(file, policy));
        json.WriteEndArray();
        ServiceDefinitions.WriteHive(json);
        json.WriteStartObject("tagPolicies");
        json.WriteString("serviceName", PolicyBook.TagService);
        json.WriteNumber("serviceId", 4);
        json.WriteNumber("policyVersion", 118);
        json.WriteString("auditMode", "audit-default");
        json.WriteStartArray("policies");
        book.TagServicePolicies.ForEach(policy => PolicyJson.Write(file, policy));
        json.WriteEndArray();
        ServiceDefinitions.WriteTag(json);
        json.WriteEndObject();
        WriteZones(file, book);
        json.WriteStartObject("serviceConfig");
        json.WriteString("ranger.plugin.super.users", "svc-hive-server");
        json.WriteString("ranger.plugin.super.groups", DirectoryGroups.WarehouseRoot);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static void WriteRoles(string path, RoleBook roles, bool isForReading)
    {
        using var file = new JsonFile(path, isForReading);
        var json = file.Json;
        json.WriteStartObject();
        json.WriteString("serviceName", PolicyBook.HiveService);
        json.WriteNumber("roleVersion", 64);
        json.WriteStartArray("rangerRoles");
        for (var i = 0; i < roles.Roles.Count; i++)
        {
            var role = roles.Roles[i];
            json.WriteStartObject();
            json.WriteNumber("id", i + 1);
            json.WriteString("name", role.Name);
            json.WriteString("description", "");
            WriteMembers("users", role.Users);
            WriteMembers("groups", role.Groups);
            WriteMembers("roles", role.Roles);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();

        void WriteMembers(string kind, List<string> names)
        {
            json.WriteStartArray(kind);
            foreach (var name in names)
            {
                json.WriteStartObject();
                json.WriteString("name", name);
                json.WriteBoolean("isAdmin", false);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }
    }

    /// <summary>The user store as a sync from the same directory leaves it: direct memberships only.</summary>
    public static void WriteUserStore(string path, Workforce workforce, DirectoryGroups groups, bool isForReading)
    {
        var groupsOf = workforce.Accounts.ToDictionary(account => account, _ => new List<string>());
        foreach (var group in groups.All)
        {
            group.Accounts.ForEach(account => groupsOf[account].Add(group.Name));
        }

        using var file = new JsonFile(path, isForReading);
        var json = file.Json;
        json.WriteStartObject();
        json.WriteNumber("userStoreVersion", 5_512);
        json.WriteStartObject("userAttrMapping");
        json.WriteEndObject();
        json.WriteStartObject("groupAttrMapping");
        json.WriteEndObject();
        json.WriteStartObject("userGroupMapping");
        foreach (var account in workforce.Accounts)
        {
            json.WriteStartArray(account.Login);
            groupsOf[account].ForEach(json.WriteStringValue);
            json.WriteEndArray();
            file.FlushIfFull();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteZones(JsonFile file, PolicyBook book)
    {
        var json = file.Json;
        json.WriteStartObject("securityZones");
        if (book.ZonePolicies.Count > 0)
        {
            json.WriteStartObject(PolicyBook.Zone);
            json.WriteString("zoneName", PolicyBook.Zone);
            json.WriteStartArray("resources");
            json.WriteStartObject();
            json.WriteStartArray("database");
            json.WriteStringValue("close_*");
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteStartArray("policies");
            book.ZonePolicies.ForEach(policy => PolicyJson.Write(file, policy));
            json.WriteEndArray();
            json.WriteBoolean("containsAssociatedTagService", false);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
