using System.Collections.Immutable;
using GovernanceDashboard.Data;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Tests.Data;

/// <summary>Small drafts: what a test does not name is not there.</summary>
internal static class Drafts
{
    public static DateTimeOffset Day(int day) => new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero).AddDays(day);

    public static SnapshotDraft At(int day) =>
        new()
        {
            TakenAt = Day(day),
            IsDemo = false,
            Quality = new([new("catalogue", 100, "")]),
            Sources = [],
        };

    public static Membership In(string login, string group) => new(PrincipalId.Login(login), PrincipalId.Group(group));

    public static ImmutableArray<DatedFact<Membership>> Members(params Membership[] memberships) =>
        [.. memberships.Select(membership => new DatedFact<Membership>(membership))];

    public static Policy Policy(long id, string name = "p", long version = 1, DateTimeOffset? updatedAt = null) =>
        new(
            id,
            Guid: null,
            name,
            Service: "hive",
            IsTagPolicy: false,
            IsEnabled: true,
            IsAuditEnabled: true,
            PolicyType.Access,
            Priority: 0,
            Resources:
            [
                new(
                    ImmutableSortedDictionary<string, ResourceValues>
                        .Empty.WithComparers(StringComparer.Ordinal)
                        .Add("table", new(["*"]))
                        .Add("database", new(["sales", "größe"], IsExcludes: true))
                ),
            ],
            AllowItems:
            [
                new(
                    [new("select"), new("update", IsAllowed: false)],
                    ["alice"],
                    ["public"],
                    ["r"],
                    [new("ip", ["10.*"])],
                    true
                ),
            ],
            DenyItems: [],
            AllowExceptions: [],
            DenyExceptions: [],
            IsDenyAllElse: false,
            Schedules: [new("2026/01/01 00:00:00", null, "GMT")],
            Conditions: [],
            ZoneName: null,
            version,
            updatedAt,
            UpdatedBy: null,
            MaskOrFilterItems: []
        );

    public static TableResource Table(string database, string table, params TableColumn[] columns) =>
        new(
            new(database, table),
            ResourceKind.Table,
            "etl",
            Day(-10),
            null,
            "hdfs://x",
            "a \"quoted\" comment\nin two lines",
            12,
            null,
            [.. columns]
        );
}
