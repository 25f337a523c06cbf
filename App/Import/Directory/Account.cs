using System.Text.Json;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Import.Json;

namespace GovernanceDashboard.Import.Directory;

/// <summary>
/// An account of a directory: a SCIM user with the enterprise extension (RFC 7643, 4.3) and our own employment extension, or an LDIF entry. The manager
/// is an id or a distinguished name until all files are read.
/// </summary>
internal sealed record Account(
    PrincipalKind Kind,
    string? DisplayName,
    bool IsEnabled,
    PersonAttributes? Person,
    string? ManagerId,
    string File
)
{
    /// <summary>Team, level, region and status of the person: what SCIM's own schemas have no place for.</summary>
    public const string EmploymentSchema = "urn:governance-dashboard:params:scim:schemas:extension:employment:2.0:User";

    private const string EnterpriseSchema = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    /// <param name="id">The resource's id: the identity's key where there is no externalId.</param>
    public static Account Read(JsonElement user, string id, string file)
    {
        var type = user.Text("userType");
        var isService = IsServiceType(type);
        var enterprise = user.Object(EnterpriseSchema);
        var employment = user.Object(EmploymentSchema);
        var person = isService
            ? null
            : new PersonAttributes(
                user.Text("externalId") ?? id,
                enterprise?.Text("department"),
                employment?.Text("team"),
                employment?.Text("level"),
                employment?.Text("region"),
                type,
                Status(employment?.Text("status"))
            );
        return new(
            isService ? PrincipalKind.ServiceAccount : PrincipalKind.User,
            user.Text("displayName") ?? user.Object("name")?.Text("formatted"),
            user.Flag("active", missing: true),
            person,
            isService ? null : enterprise?.Object("manager")?.Text("value"),
            file
        );
    }

    /// <param name="manager">The manager's login; null where unknown.</param>
    public Principal ToPrincipal(PrincipalId login, string? manager) =>
        new(login, Kind, DisplayName, IsEnabled, Person is null ? null : Person with { ManagerLogin = manager });

    /// <summary>Whether a directory's word for the kind of account means no person.</summary>
    public static bool IsServiceType(string? type) => type is not null && IsAny(type, "ServiceAccount", "Service");

    public static EmploymentStatus Status(string? status) =>
        status is null ? EmploymentStatus.Unknown
        : IsAny(status, "Active") ? EmploymentStatus.Active
        : IsAny(status, "OnLeave", "On leave", "Leave") ? EmploymentStatus.OnLeave
        : IsAny(status, "Departed", "Terminated", "Left") ? EmploymentStatus.Departed
        : EmploymentStatus.Unknown;

    private static bool IsAny(string text, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (text.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
