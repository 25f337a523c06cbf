using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Import.Directory;

/// <summary>What an LDIF entry says of an account or a group, before names are joined.</summary>
/// <param name="Key">The distinguished name in the form to compare by.</param>
/// <param name="Members">Distinguished names of members, in that form; null for one that is none.</param>
/// <param name="MemberLogins">Members named by their login (posixGroup).</param>
/// <param name="Containers">Groups that the entry says itself to be in (memberOf).</param>
/// <param name="PrimaryGroup">The relative id of the primary group (Active Directory).</param>
/// <param name="Parts">Which parts of cut lists of members or groups were told; empty where none was cut.</param>
/// <param name="Account">Null for groups.</param>
internal sealed record LdifEntry(
    string Key,
    string Name,
    Account? Account,
    ImmutableArray<string?> Members,
    ImmutableArray<string> MemberLogins,
    ImmutableArray<string?> Containers,
    long? GroupNumber,
    SecurityIdentifier? Sid,
    uint? PrimaryGroup,
    ImmutableArray<ValueRange> Parts,
    string File,
    long Line
)
{
    private const long AccountDisabled = 2; // MS-ADTS 2.2.16, ADS_UF_ACCOUNTDISABLE

    private static readonly FrozenSet<string> s_groups = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "group",
        "groupOfNames",
        "groupOfMembers",
        "groupOfUniqueNames",
        "posixGroup"
    );

    private static readonly FrozenSet<string> s_accounts = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "account",
        "inetOrgPerson",
        "organizationalPerson",
        "person",
        "posixAccount",
        "user"
    );

    // Persons by their classes too, and nobody who signs in: machines, and the address book's.
    private static readonly FrozenSet<string> s_others = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "computer",
        "contact"
    );

    private static readonly FrozenSet<string> s_services = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "applicationProcess",
        "msDS-GroupManagedServiceAccount",
        "msDS-ManagedServiceAccount"
    );

    /// <summary>The attributes that are read.</summary>
    public static FrozenSet<string> Wanted { get; } =
        FrozenSet.Create(
            StringComparer.Ordinal,
            [
                "c",
                "cn",
                "co",
                "department",
                "departmentnumber",
                "displayname",
                "division",
                "employeeid",
                "employeenumber",
                "employeestatus",
                "employeetype",
                "gidnumber",
                "l",
                "manager",
                "member",
                "memberof",
                "memberuid",
                "nsaccountlock",
                "objectclass",
                "objectsid",
                "primarygroupid",
                "pwdaccountlockedtime",
                "region",
                "samaccountname",
                "team",
                "title",
                "uid",
                "uniquemember",
                "useraccountcontrol",
            ]
        );

    /// <summary>Null for what is neither account nor group: organisations, units, machines, contacts.</summary>
    /// <exception cref="InvalidDataException">The entry cannot be used.</exception>
    public static LdifEntry? Read(LdifRecord record, string file)
    {
        if (record.Fault is { } fault)
        {
            throw new InvalidDataException(fault);
        }

        var key =
            DistinguishedName.Normalize(record.Name ?? throw new InvalidDataException("an entry without 'dn'"))
            ?? throw new InvalidDataException("'dn' is no distinguished name");
        var classes = record.Texts("objectclass").ToArray();
        var isGroup = classes.Any(s_groups.Contains);
        var isService = classes.Any(s_services.Contains);
        if (!isGroup && !isService && (!classes.Any(s_accounts.Contains) || classes.Any(s_others.Contains)))
        {
            return null;
        }

        var name =
            (isGroup ? record.Text("cn", "samaccountname") : record.Text("samaccountname", "uid", "cn"))
            ?? throw new InvalidDataException("an entry without a name (sAMAccountName, uid or cn)");
        return new(
            key,
            name,
            isGroup ? null : AccountOf(record, name, isService, file),
            [.. record.Texts("member").Concat(record.Texts("uniquemember")).Select(DistinguishedName.NormalizeMember)],
            [.. record.Texts("memberuid")],
            [.. record.Texts("memberof").Select(DistinguishedName.Normalize)],
            Number(record, "gidnumber"),
            record.Bytes("objectsid") is { } sid
                ? SecurityIdentifier.Read(sid)
                    ?? throw new InvalidDataException("'objectSid' is no security identifier")
                : null,
            Number(record, "primarygroupid") is { } primary and >= 0 and <= uint.MaxValue ? (uint)primary : null,
            [.. record.Parts],
            file,
            record.Line
        );
    }

    private static Account AccountOf(LdifRecord record, string login, bool isService, string file)
    {
        var type = record.Text("employeetype");
        isService |= Account.IsServiceType(type);
        var person = isService
            ? null
            : new PersonAttributes(
                record.Text("employeenumber", "employeeid") ?? login,
                record.Text("department", "departmentnumber"),
                record.Text("team", "division"),
                record.Text("title"),
                record.Text("region", "co", "c", "l"),
                type,
                Account.Status(record.Text("employeestatus"))
            );
        return new(
            isService ? PrincipalKind.ServiceAccount : PrincipalKind.User,
            record.Text("displayname", "cn"),
            IsEnabled(record),
            person,
            record.Text("manager") is { } manager && !isService ? DistinguishedName.Normalize(manager) : null,
            file
        );
    }

    private static bool IsEnabled(LdifRecord record) =>
        ((Number(record, "useraccountcontrol") ?? 0) & AccountDisabled) == 0
        && !string.Equals(record.Text("nsaccountlock"), "true", StringComparison.OrdinalIgnoreCase)
        && record.Text("pwdaccountlockedtime") is not "000001010000Z"; // locked until an administrator says otherwise

    private static long? Number(LdifRecord record, string attribute) =>
        record.Text(attribute) is not { } text ? null
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : throw new InvalidDataException($"'{attribute}' is no whole number");
}
