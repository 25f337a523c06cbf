using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Generation;

/// <summary>Says a policy in one expression, with Ranger's defaults for what goes without saying.</summary>
internal static class PolicyDraft
{
    public static Policy Access(string name, PolicyResource resource, params PolicyItem[] allow) =>
        new(
            Id: 0,
            Guid: null,
            name,
            PolicyBook.HiveService,
            IsTagPolicy: false,
            IsEnabled: true,
            IsAuditEnabled: true,
            PolicyType.Access,
            Priority: 0,
            [resource],
            [.. allow],
            DenyItems: [],
            AllowExceptions: [],
            DenyExceptions: [],
            IsDenyAllElse: false,
            Schedules: [],
            Conditions: [],
            ZoneName: null,
            Version: 1,
            StoryCalendar.ProgrammeBegan,
            UpdatedBy: "admin",
            MaskOrFilterItems: []
        );

    public static PolicyResource On(string database, string table = "*", string column = "*") =>
        On([database], [table], [column]);

    public static PolicyResource On(
        string[] databases,
        string[] tables,
        string[] columns,
        bool areColumnsExcluded = false
    ) =>
        Of(
            ("database", new([.. databases])),
            ("table", new([.. tables])),
            ("column", new([.. columns], areColumnsExcluded))
        );

    public static PolicyResource Of(params (string Level, ResourceValues Values)[] levels) =>
        new(levels.ToImmutableSortedDictionary(one => one.Level, one => one.Values, StringComparer.Ordinal));

    public static PolicyItem Select(params string[] groups) => Groups("select", groups);

    /// <param name="accesses">Divided by blanks.</param>
    public static PolicyItem Groups(string accesses, params string[] groups) => Item(accesses, groups: groups);

    public static PolicyItem Users(string accesses, params string[] users) => Item(accesses, users: users);

    public static PolicyItem Roles(string accesses, params string[] roles) => Item(accesses, roles: roles);

    private static PolicyItem Item(
        string accesses,
        string[]? users = null,
        string[]? groups = null,
        string[]? roles = null
    ) =>
        new(
            [.. accesses.Split(' ').Select(access => new ItemAccess(access))],
            [.. users ?? []],
            [.. groups ?? []],
            [.. roles ?? []],
            Conditions: []
        );
}
