using System.Collections.Immutable;
using GovernanceDashboard.Domain;
using Microsoft.Data.Sqlite;

namespace GovernanceDashboard.Data.Facts;

/// <summary>Reads facts of one snapshot and instant, with a connection and shared values of its own. For one thread.</summary>
internal sealed class FactLoad(
    SqliteEstate estate,
    Snapshot snapshot,
    DateTimeOffset at,
    CancellationToken cancellationToken
) : IDisposable
{
    private static readonly ImmutableArray<FactKind> s_deciding =
    [
        FactKinds.Policies,
        FactKinds.Memberships,
        FactKinds.RoleMemberships,
        FactKinds.Principals,
        FactKinds.Roles,
        FactKinds.Tables,
        FactKinds.Classifications,
        FactKinds.Zones,
        FactKinds.Services,
        FactKinds.HiveGrants,
        FactKinds.Paths,
    ];

    private readonly SqliteConnection _connection = estate.Open();
    private readonly FactBodies _bodies = new();

    public ImmutableArray<T> Read<T>(FactKind<T> kind) =>
        SqliteFactReader.Read(
            _connection,
            kind,
            snapshot.Id.Value,
            at.ToUnixTimeMilliseconds(),
            _bodies,
            cancellationToken
        );

    public long InDoubt(FactKind kind) =>
        SqliteFactReader.InDoubt(_connection, kind, snapshot.Id.Value, at.ToUnixTimeMilliseconds());

    /// <summary>Everything that decides access or belongs to it, on several connections beside each other.</summary>
    public static async Task<EstateFacts> AllAsync(
        SqliteEstate estate,
        Snapshot snapshot,
        DateTimeOffset at,
        CancellationToken cancellationToken
    )
    {
        var parts = new FactParts(estate, snapshot, at, cancellationToken);
        var tables = parts.Add(FactKinds.Tables);
        var inferred = parts.Add(FactKinds.InferredClassifications);
        var paths = parts.Add(FactKinds.Paths);
        var classifications = parts.Add(FactKinds.Classifications);
        var policies = parts.Add(FactKinds.Policies);
        var hiveGrants = parts.Add(FactKinds.HiveGrants);
        var memberships = parts.Add(FactKinds.Memberships);
        var principals = parts.Add(FactKinds.Principals);
        var catalogue = parts.Add(FactKinds.CatalogueClassifications);
        var carried = parts.Add(FactKinds.LineageClassifications);
        var lineageEdges = parts.Add(FactKinds.LineageEdges);
        var roles = parts.Add(FactKinds.Roles);
        var roleMemberships = parts.Add(FactKinds.RoleMemberships);
        var databases = parts.Add(FactKinds.Databases);
        var tableStorages = parts.Add(FactKinds.TableStorages);
        var viewSources = parts.Add(FactKinds.ViewSources);
        var hdfs = parts.Add(FactKinds.HdfsServices);
        var dashboards = parts.Add(FactKinds.Dashboards);
        var services = parts.Add(FactKinds.Services);
        var zones = parts.Add(FactKinds.Zones);
        var tableGroups = parts.Add(FactKinds.TableGroups);
        var populations = parts.Add(FactKinds.Populations);
        var intendedAccess = parts.Add(FactKinds.IntendedAccess);
        var dataOwners = parts.Add(FactKinds.DataOwners);
        var doubts = s_deciding.Select(kind => (kind.Name, Count: parts.Doubts(kind))).ToArray();
        await parts.RunAsync();
        return new()
        {
            Snapshot = snapshot,
            At = at,
            InDoubt =
            [
                .. doubts.Select(doubt => new FactsInDoubt(doubt.Name, doubt.Count())).Where(doubt => doubt.Count > 0),
            ],
            Databases = databases(),
            Tables = tables(),
            Classifications = Merge(
                FactKinds.Classifications,
                Merge(FactKinds.Classifications, classifications(), catalogue()),
                Merge(FactKinds.Classifications, inferred(), carried())
            ),
            TableStorages = tableStorages(),
            ViewSources = viewSources(),
            Hdfs = hdfs().FirstOrDefault(),
            Paths = paths(),
            LineageEdges = lineageEdges(),
            Dashboards = dashboards(),
            Principals = Merge(FactKinds.Principals, principals(), roles()),
            Memberships = Merge(FactKinds.Memberships, memberships(), roleMemberships()),
            Service = services().FirstOrDefault(),
            Zones = zones(),
            Policies = policies(),
            HiveGrants = hiveGrants(),
            TableGroups = tableGroups(),
            Populations = populations(),
            IntendedAccess = intendedAccess(),
            DataOwners = dataOwners(),
        };
    }

    public void Dispose() => _connection.Dispose();

    /// <summary>Both lists are sorted; a fact that stands in both counts once.</summary>
    private static ImmutableArray<T> Merge<T>(FactKind<T> kind, ImmutableArray<T> one, ImmutableArray<T> other)
    {
        if (other.IsEmpty)
        {
            return one;
        }

        var merged = ImmutableArray.CreateBuilder<T>(one.Length + other.Length);
        var (left, right) = (0, 0);
        while (left < one.Length || right < other.Length)
        {
            var order =
                left == one.Length ? 1
                : right == other.Length ? -1
                : kind.Order(one[left], other[right]);
            merged.Add(order <= 0 ? one[left] : other[right]);
            left += order <= 0 ? 1 : 0;
            right += order >= 0 ? 1 : 0;
        }

        return merged.DrainToImmutable();
    }
}
