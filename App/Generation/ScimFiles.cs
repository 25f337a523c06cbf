using System.Globalization;
using System.Text.Json;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Generation;

/// <summary>Writes people and groups as pages of a SCIM 2.0 server's list answers (RFC 7643, 7644).</summary>
internal static class ScimFiles
{
    public const string EmploymentSchema = "urn:governance-dashboard:params:scim:schemas:extension:employment:2.0:User";

    private const string ListSchema = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
    private const string UserSchema = "urn:ietf:params:scim:schemas:core:2.0:User";
    private const string GroupSchema = "urn:ietf:params:scim:schemas:core:2.0:Group";
    private const string EnterpriseSchema = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    private const int UsersPerPage = 2_000;
    private const int GroupsPerPage = 500;

    public static void Write(
        string folder,
        Workforce workforce,
        DirectoryGroups groups,
        bool isForReading,
        IProgress<WorkProgress> progress,
        CancellationToken cancellationToken
    )
    {
        WritePages(
            folder,
            "scim-users",
            workforce.Accounts,
            UsersPerPage,
            (json, one) => WriteUser(json, workforce, one)
        );
        WritePages(folder, "scim-groups", groups.All, GroupsPerPage, WriteGroup);

        void WritePages<T>(string folder, string name, List<T> all, int perPage, Action<Utf8JsonWriter, T> write)
        {
            for (var from = 0; from < all.Count; from += perPage)
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress.Report(new("Making up people and groups", from, all.Count));
                var page = (from / perPage) + 1;
                var count = Math.Min(perPage, all.Count - from);
                var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{name}-{page:000}.json"));
                using var file = new JsonFile(path, isForReading);
                var json = file.Json;
                json.WriteStartObject();
                WriteSchemas(json, ListSchema);
                json.WriteNumber("totalResults", all.Count);
                json.WriteNumber("startIndex", from + 1);
                json.WriteNumber("itemsPerPage", count);
                json.WriteStartArray("Resources");
                for (var i = from; i < from + count; i++)
                {
                    write(json, all[i]);
                    file.FlushIfFull();
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }
        }
    }

    private static void WriteUser(Utf8JsonWriter json, Workforce workforce, Account account)
    {
        json.WriteStartObject();
        WriteSchemas(json, account.Person is null ? [UserSchema] : [UserSchema, EnterpriseSchema, EmploymentSchema]);
        json.WriteString("id", account.Id);
        if (account.Person is { } named)
        {
            json.WriteString("externalId", named.IdentityKey);
        }

        json.WriteString("userName", account.Login);
        json.WriteString("displayName", account.DisplayName);
        json.WriteString("userType", account.Person?.EmploymentType ?? "ServiceAccount");
        json.WriteBoolean("active", account.IsEnabled);
        if (account.Person is { } person)
        {
            WritePerson(json, workforce, person);
        }

        json.WriteEndObject();
    }

    private static void WritePerson(Utf8JsonWriter json, Workforce workforce, Person person)
    {
        json.WriteStartObject("name");
        json.WriteString("givenName", person.FirstName);
        json.WriteString("familyName", person.LastName);
        json.WriteEndObject();
        json.WriteStartObject(EnterpriseSchema);
        WriteKnown("department", person.Department?.Name);
        if (person.Manager is { } manager)
        {
            json.WriteStartObject("manager");
            json.WriteString("value", workforce.Accounts[manager.Number].Id);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteStartObject(EmploymentSchema);
        WriteKnown("team", person.Team);
        WriteKnown("level", person.Level);
        WriteKnown("region", person.Region);
        WriteKnown("status", person.Status);
        json.WriteEndObject();

        void WriteKnown(string name, string? value)
        {
            if (value is not null)
            {
                json.WriteString(name, value);
            }
        }
    }

    private static void WriteGroup(Utf8JsonWriter json, DirectoryGroup group)
    {
        json.WriteStartObject();
        WriteSchemas(json, GroupSchema);
        json.WriteString("id", group.Id);
        json.WriteString("displayName", group.Name);
        json.WriteStartArray("members");
        group.Groups.ForEach(inner => WriteMember(inner.Id, "Group", inner.Name));
        group.Accounts.ForEach(account => WriteMember(account.Id, "User", account.Login));
        group.Dangling.ForEach(id => WriteMember(id, "User", "(left)"));
        json.WriteEndArray();
        json.WriteEndObject();

        void WriteMember(string id, string type, string display)
        {
            json.WriteStartObject();
            json.WriteString("value", id);
            json.WriteString("type", type);
            json.WriteString("display", display);
            json.WriteEndObject();
        }
    }

    private static void WriteSchemas(Utf8JsonWriter json, params ReadOnlySpan<string> schemas)
    {
        json.WriteStartArray("schemas");
        foreach (var schema in schemas)
        {
            json.WriteStringValue(schema);
        }

        json.WriteEndArray();
    }
}
