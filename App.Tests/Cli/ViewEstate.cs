using System.Collections.Immutable;
using GovernanceDashboard.Data;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Tests.Data;
using GovernanceDashboard.Tests.Scenarios;

namespace GovernanceDashboard.Tests.Cli;

/// <summary>
/// A data folder with views over one table: sales.orders is the analyst ann's, but for its ssn, which nobody has but hal. open.totals reads it and
/// is everyone's; open.top reads that view and is the group eng's (bob). open.odd was not understood. hal reads everything.
/// The address s3a://lake/raw is eng's and hal's.
/// </summary>
public class ViewEstate : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    public string Data => _folder.File("data");

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
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    internal static EstateFacts Estate()
    {
        var facts = Facts.Of(
            ["ann", "bob", "cy", "hal"],
            [("eng", ["bob"])],
            [
                ("open.odd", ["id"]),
                ("open.top", ["id"]),
                ("open.totals", ["id", "ssn"]),
                ("sales.orders", ["id", "ssn"]),
            ],
            [
                Facts.Policy(1, "sales.orders.id", allow: [Facts.Item(users: ["ann"])]),
                Facts.Policy(
                    2,
                    "open.totals.*",
                    allow: [Facts.Item(groups: ["public"])],
                    deny: [Facts.Item(users: ["cy"])]
                ),
                Facts.Policy(3, "open.top.*", allow: [Facts.Item(groups: ["eng"])]),
                Facts.Policy(4, "*.*.*", allow: [Facts.Item(users: ["hal"])]),
                Facts.Policy(
                    5,
                    "url",
                    allow: [Facts.Item("read", groups: ["eng"]), Facts.Item("read", users: ["hal"])]
                ) with
                {
                    Resources = [Facts.Resource(("url", ["s3a://lake/raw"]))],
                },
            ]
        );
        return facts with
        {
            Tables =
            [
                .. facts.Tables.Select(table =>
                    table.Name.Database == "open" ? table with { Kind = ResourceKind.View } : table
                ),
            ],
            ViewSources =
            [
                new(Facts.Name("open.odd"), [], IsComplete: false),
                new(Facts.Name("open.top"), [Facts.Name("open.totals")], IsComplete: true),
                new(Facts.Name("open.totals"), [Facts.Name("sales.orders")], IsComplete: true),
            ],
        };
    }

    protected virtual EstateFacts Create() => Estate();

    private SnapshotDraft Draft()
    {
        var estate = Create();
        return new()
        {
            TakenAt = TinyEstate.TakenAt,
            IsDemo = false,
            Quality = new([]),
            Sources = [new("hive/TBLS.csv", new string('a', 64), 120, 4, 0)],
            Principals = Dated(estate.Principals),
            Memberships = Dated(estate.Memberships),
            Databases = Dated(estate.Databases),
            Tables = Dated(estate.Tables),
            ViewSources = Dated(estate.ViewSources),
            Dashboards = Dated(estate.Dashboards),
            Policies = Dated(estate.Policies),
            Zones = [],
            Services = [new(estate.Service!)],
            Classifications = [],
            TableGroups = [],
            Populations = [],
            IntendedAccess = [],
            DataOwners = [],
        };
    }

    private static ImmutableArray<DatedFact<T>> Dated<T>(ImmutableArray<T> facts) =>
        [.. facts.Select(fact => new DatedFact<T>(fact))];
}
