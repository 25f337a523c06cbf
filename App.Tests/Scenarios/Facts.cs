using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Tests.Scenarios;

/// <summary>Small estates in a few words.</summary>
internal static class Facts
{
    internal static DateTimeOffset Noon { get; } = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    internal static Snapshot Snapshot { get; } =
        new(new(1), Noon, Noon, Noon, new('0', 64), ImmutableSortedDictionary<string, long>.Empty, new([]), [], false);

    internal static EstateFacts Of(
        string[] people,
        (string Group, string[] Members)[] groups,
        (string Table, string[] Columns)[] tables,
        Policy[] policies
    ) =>
        new()
        {
            Snapshot = Snapshot,
            At = Noon,
            Principals =
            [
                .. people.Select(login => new Principal(
                    PrincipalId.Login(login),
                    PrincipalKind.User,
                    Person: new(login)
                )),
                .. groups.Select(group => new Principal(PrincipalId.Group(group.Group), PrincipalKind.Group)),
            ],
            Memberships =
            [
                .. groups.SelectMany(group =>
                    group.Members.Select(member => new Membership(Id(member), PrincipalId.Group(group.Group)))
                ),
            ],
            Databases =
            [
                .. tables
                    .Select(table => Name(table.Table).Database)
                    .Distinct()
                    .Select(name => new DatabaseResource(name)),
            ],
            Tables = [.. tables.Select(table => Table(table.Table, table.Columns)).OrderBy(table => table.Name)],
            Policies = [.. policies],
            Service = new("hive", AccessService.HiveAccessTypes, [], []),
        };

    internal static TableResource Table(string name, string[] columns, string? creator = null) =>
        new(
            Name(name),
            ResourceKind.Table,
            creator,
            null,
            null,
            null,
            null,
            null,
            null,
            [.. columns.Select(column => new TableColumn(column, "string"))]
        );

    /// <param name="resource"><c>db.table.column</c>; fewer parts give fewer levels, and <c>tag:NAME</c> a tag policy.</param>
    internal static Policy Policy(
        long id,
        string resource,
        PolicyItem[]? allow = null,
        PolicyItem[]? deny = null,
        PolicyItem[]? allowExceptions = null,
        PolicyItem[]? denyExceptions = null,
        int priority = 0,
        bool denyAllElse = false
    ) =>
        new(
            id,
            null,
            $"policy {id}",
            "hive",
            resource.StartsWith("tag:", StringComparison.Ordinal),
            true,
            true,
            PolicyType.Access,
            priority,
            [Resource(resource)],
            [.. allow ?? []],
            [.. deny ?? []],
            [.. allowExceptions ?? []],
            [.. denyExceptions ?? []],
            denyAllElse,
            [],
            [],
            null,
            null,
            null,
            null,
            []
        );

    internal static PolicyResource Resource(string resource)
    {
        if (resource.StartsWith("tag:", StringComparison.Ordinal))
        {
            return Resource(("tag", [resource[4..]]));
        }

        string[] levels = ["database", "table", "column"];
        return Resource([.. resource.Split('.').Select((value, level) => (levels[level], new[] { value }))]);
    }

    internal static PolicyResource Resource(params (string Level, string[] Values)[] levels) =>
        new(levels.ToImmutableSortedDictionary(level => level.Level, level => new ResourceValues([.. level.Values])));

    internal static PolicyItem Item(
        string access = "select",
        string[]? users = null,
        string[]? groups = null,
        string[]? roles = null
    ) => new([new(access)], [.. users ?? []], [.. groups ?? []], [.. roles ?? []], []);

    internal static string[] Readers(AccessIndex index, string table) =>
        [
            .. index
                .ReadingPeople(Find(index, table))
                .Members()
                .Select(person => index.Accounts[person.Value].Id.Name)
                .Order(StringComparer.Ordinal),
        ];

    internal static AccessExplanation Explain(AccessIndex index, string login, string table, string? column = null) =>
        index.Explain(index.FindAccount(login)!.Value, Find(index, table), column);

    internal static AccessLevel Level(AccessIndex index, string login, string table) =>
        index.WhoCanAccess(Find(index, table)).LevelOf(index.FindAccount(login)!.Value);

    internal static TableOrdinal Find(AccessIndex index, string table) => index.FindTable(Name(table))!.Value;

    internal static TableName Name(string table) =>
        TableName.TryParse(table, out var name) ? name : throw new ArgumentException(table);

    /// <summary><c>alice</c> is a login; <c>group:eng</c> and <c>role:r</c> say what they are.</summary>
    internal static PrincipalId Id(string text) =>
        PrincipalId.TryParse(text, out var id) ? id : PrincipalId.Login(text);
}
