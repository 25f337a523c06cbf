using System.Collections.Immutable;
using GovernanceDashboard.Domain;
using Microsoft.Data.Sqlite;

namespace GovernanceDashboard.Data.Facts;

/// <summary>One load of facts, in two halves that may run beside each other. Each half has its own connection and pool of strings.</summary>
internal sealed class FactLoad(
    SqliteEstate estate,
    Snapshot snapshot,
    DateTimeOffset at,
    CancellationToken cancellationToken
)
{
    private readonly StringPool _pool = new();

    /// <summary>Databases, tables, classifications, and where files lie and whom they let in; the rest is empty.</summary>
    public EstateFacts Resources()
    {
        using var connection = estate.Open();
        return new()
        {
            Snapshot = snapshot,
            At = at,
            Databases = Read(connection, FactKinds.Databases),
            Tables = Read(connection, FactKinds.Tables),
            Classifications = Merge(
                FactKinds.Classifications,
                Merge(
                    FactKinds.Classifications,
                    Read(connection, FactKinds.Classifications),
                    Read(connection, FactKinds.CatalogueClassifications)
                ),
                Read(connection, FactKinds.InferredClassifications)
            ),
            TableStorages = Read(connection, FactKinds.TableStorages),
            ViewSources = Read(connection, FactKinds.ViewSources),
            Hdfs = Read(connection, FactKinds.HdfsServices).FirstOrDefault(),
            Paths = Read(connection, FactKinds.Paths),
            LineageEdges = Read(connection, FactKinds.LineageEdges),
            Dashboards = Read(connection, FactKinds.Dashboards),
        };
    }

    /// <summary>Principals, policies and what people declared; the rest is empty.</summary>
    public EstateFacts Access()
    {
        using var connection = estate.Open();
        return new()
        {
            Snapshot = snapshot,
            At = at,
            Principals = Merge(
                FactKinds.Principals,
                Read(connection, FactKinds.Principals),
                Read(connection, FactKinds.Roles)
            ),
            Memberships = Merge(
                FactKinds.Memberships,
                Read(connection, FactKinds.Memberships),
                Read(connection, FactKinds.RoleMemberships)
            ),
            Service = Read(connection, FactKinds.Services).FirstOrDefault(),
            Zones = Read(connection, FactKinds.Zones),
            Policies = Read(connection, FactKinds.Policies),
            HiveGrants = Read(connection, FactKinds.HiveGrants),
            TableGroups = Read(connection, FactKinds.TableGroups),
            Populations = Read(connection, FactKinds.Populations),
            IntendedAccess = Read(connection, FactKinds.IntendedAccess),
            DataOwners = Read(connection, FactKinds.DataOwners),
        };
    }

    /// <summary>What decides; null where that is not known.</summary>
    public AccessService? Service()
    {
        using var connection = estate.Open();
        return Read(connection, FactKinds.Services).FirstOrDefault();
    }

    private ImmutableArray<T> Read<T>(SqliteConnection connection, FactKind<T> kind) =>
        SqliteFactReader.Read(
            connection,
            kind,
            snapshot.Id.Value,
            at.ToUnixTimeMilliseconds(),
            _pool,
            cancellationToken
        );

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
