using System.Collections.Immutable;
using GovernanceDashboard.Data;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Tests.Data;

namespace GovernanceDashboard.Tests.Cli;

/// <summary>
/// A data folder with one snapshot, small enough to know every answer by heart. Two tables, five people, one service account:
/// sales.orders is read whole by the group sales and in two of three columns by the role analysts (the group eng); telemetry.keys
/// is open to everyone but Erin, and nobody classified it.
/// </summary>
public sealed class TinyEstate : IAsyncLifetime
{
    /// <summary>What no output may hold unless it was unmasked: parts of logins and real names.</summary>
    public static readonly string[] RealNames = ["alice", "bob", "carol", "dave", "erin", "Archer", "Baker", "Cole"];

    public static readonly DateTimeOffset TakenAt = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();

    public string Data => _folder.File("data");

    public string File(string name) => _folder.File(name);

    public void Write(string name, string text) => _folder.Write(name, text);

    internal Terminal Terminal(params IEnumerable<(string Key, string Value)> settings) => new(Data, settings);

    public async ValueTask InitializeAsync()
    {
        var store = new FactStore(new DataFolder(Data), TimeProvider.System);
        await store.WriteAsync(Draft(), new Progress<WorkProgress>(), TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private static SnapshotDraft Draft() =>
        new()
        {
            TakenAt = TakenAt,
            IsDemo = false,
            Quality = new([new("catalogue", 100, "nothing is missing"), new("policies", 85.5, "no audit log")]),
            Sources = [new("hive/TBLS.csv", new string('a', 64), 120, 2, 0)],
            Principals = Facts(
                Person("alice", "Alice Archer", "eng", "L5"),
                Person("bob", "Bob Baker", "eng", "L4"),
                Person("carol", "Carol Cole", "sales", "L5"),
                Person("dave", "Dave Dorn", "sales", "L3", EmploymentStatus.Departed),
                Person("erin", "Erin Eck", null, null),
                new(PrincipalId.Login("svc_etl"), PrincipalKind.ServiceAccount),
                new(PrincipalId.Group("eng"), PrincipalKind.Group),
                new(PrincipalId.Group("sales"), PrincipalKind.Group),
                new(PrincipalId.Role("analysts"), PrincipalKind.Role)
            ),
            Memberships = Facts<Membership>(
                new(PrincipalId.Login("alice"), PrincipalId.Group("eng")),
                new(PrincipalId.Login("bob"), PrincipalId.Group("eng")),
                new(PrincipalId.Login("carol"), PrincipalId.Group("sales")),
                new(PrincipalId.Login("dave"), PrincipalId.Group("sales")),
                new(PrincipalId.Group("eng"), PrincipalId.Role("analysts"))
            ),
            Databases = Facts<DatabaseResource>(new("sales"), new("telemetry")),
            Tables = Facts(Table("sales", "orders", "id", "email", "amount"), Table("telemetry", "keys", "at", "text")),
            Policies = Facts(
                Policy(1, "orders for sales", ["sales", "orders", "*"], groups: ["sales"]),
                Policy(2, "figures for analysts", ["sales", "orders", "id,amount"], roles: ["analysts"]),
                Policy(3, "open telemetry", ["telemetry", "*", "*"], groups: ["public"]),
                Policy(4, "keys withheld", ["telemetry", "keys", "*"], denied: ["erin"]),
                Policy(5, "loading", ["*", "*", "*"], users: ["svc_etl"])
            ),
            Zones = Facts<SecurityZone>(),
            Services = Facts(new AccessService("hive", AccessService.HiveAccessTypes, [], [])),
            Classifications = Facts(
                new Classification(new("sales", "orders", "email"), "PII", ClassificationBasis.Import)
            ),
            // The name is a formula to a spreadsheet.
            TableGroups = Facts<TableGroup>(new("=Keys", ["telemetry.*"], []), new("Orders", ["sales.*"], [])),
            Populations = Facts<Population>(),
            IntendedAccess = Facts<IntendedAccess>(),
            DataOwners = Facts<DataOwner>(),
        };

    private static ImmutableArray<DatedFact<T>> Facts<T>(params T[] facts) =>
        [.. facts.Select(fact => new DatedFact<T>(fact))];

    private static Principal Person(
        string login,
        string name,
        string? department,
        string? level,
        EmploymentStatus status = EmploymentStatus.Active
    ) =>
        new(
            PrincipalId.Login(login),
            PrincipalKind.User,
            name,
            Person: new(login, department, Level: level, Status: status)
        );

    private static TableResource Table(string database, string table, params IEnumerable<string> columns) =>
        new(
            new(database, table),
            ResourceKind.Table,
            "carol",
            TakenAt.AddDays(-30),
            null,
            null,
            null,
            1_000,
            null,
            [.. columns.Select(column => new TableColumn(column, "string"))]
        );

    private static Policy Policy(
        long id,
        string name,
        string[] resource,
        string[]? users = null,
        string[]? groups = null,
        string[]? roles = null,
        string[]? denied = null
    ) =>
        new(
            id,
            Guid: null,
            name,
            "hive",
            IsTagPolicy: false,
            IsEnabled: true,
            IsAuditEnabled: true,
            PolicyType.Access,
            Priority: 0,
            [
                new(
                    ImmutableSortedDictionary<string, ResourceValues>
                        .Empty.Add("database", Values(resource[0]))
                        .Add("table", Values(resource[1]))
                        .Add("column", Values(resource[2]))
                ),
            ],
            denied is null ? [Item(users, groups, roles)] : [],
            denied is null ? [] : [Item(denied, null, null)],
            AllowExceptions: [],
            DenyExceptions: [],
            IsDenyAllElse: false,
            Schedules: [],
            Conditions: [],
            ZoneName: null,
            Version: 1,
            UpdatedAt: null,
            UpdatedBy: null,
            MaskOrFilterItems: []
        );

    private static ResourceValues Values(string text) => new([.. text.Split(',')]);

    private static PolicyItem Item(string[]? users, string[]? groups, string[]? roles) =>
        new([new("select")], [.. users ?? []], [.. groups ?? []], [.. roles ?? []], []);
}
