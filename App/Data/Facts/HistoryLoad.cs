using System.Collections.Immutable;
using GovernanceDashboard.Domain;
using Microsoft.Data.Sqlite;

namespace GovernanceDashboard.Data.Facts;

/// <summary>One load of a stretch of history, in two halves beside each other: tables and what stands on them, and everything else.</summary>
internal sealed class HistoryLoad(
    SqliteEstate estate,
    Snapshot snapshot,
    DateTimeOffset from,
    DateTimeOffset to,
    CancellationToken cancellationToken
)
{
    public async Task<EstateHistory> LoadAsync()
    {
        var resources = Task.Run(Resources, cancellationToken);
        var access = Task.Run(Access, cancellationToken);
        var (tables, others) = (await resources, await access);
        return others with
        {
            Databases = tables.Databases,
            Tables = tables.Tables,
            Classifications = tables.Classifications,
            ViewSources = tables.ViewSources,
            TableStorages = tables.TableStorages,
            HdfsServices = tables.HdfsServices,
            Paths = tables.Paths,
        };
    }

    private EstateHistory Resources()
    {
        using var connection = estate.Open();
        var pool = new StringPool();
        return Empty() with
        {
            Databases = Read(connection, FactKinds.Databases, pool),
            Tables = Read(connection, FactKinds.Tables, pool),
            Classifications =
            [
                .. Read(connection, FactKinds.Classifications, pool),
                .. Read(connection, FactKinds.CatalogueClassifications, pool),
                .. Read(connection, FactKinds.InferredClassifications, pool),
                .. Read(connection, FactKinds.LineageClassifications, pool),
            ],
            ViewSources = Read(connection, FactKinds.ViewSources, pool),
            TableStorages = Read(connection, FactKinds.TableStorages, pool),
            HdfsServices = Read(connection, FactKinds.HdfsServices, pool),
            Paths = Read(connection, FactKinds.Paths, pool),
        };
    }

    private EstateHistory Access()
    {
        using var connection = estate.Open();
        var pool = new StringPool();
        return Empty() with
        {
            Principals = [.. Read(connection, FactKinds.Principals, pool), .. Read(connection, FactKinds.Roles, pool)],
            Memberships =
            [
                .. Read(connection, FactKinds.Memberships, pool),
                .. Read(connection, FactKinds.RoleMemberships, pool),
            ],
            Policies = Read(connection, FactKinds.Policies, pool),
            Zones = Read(connection, FactKinds.Zones, pool),
            Services = Read(connection, FactKinds.Services, pool),
            HiveGrants = Read(connection, FactKinds.HiveGrants, pool),
            TableGroups = Read(connection, FactKinds.TableGroups, pool),
            IntendedAccess = Read(connection, FactKinds.IntendedAccess, pool),
            AccessExceptions = Read(connection, GovernanceKinds.AccessExceptions, pool),
            LogCoverages = Read(connection, GovernanceKinds.LogCoverages, pool),
            ChangeEvents = [.. Read(connection, GovernanceKinds.ChangeEvents, pool).Select(held => held.Value)],
        };
    }

    private EstateHistory Empty() =>
        new()
        {
            Snapshot = snapshot,
            From = snapshot.FactsFrom,
            To = snapshot.TakenAt,
        };

    private ImmutableArray<HeldFact<T>> Read<T>(SqliteConnection connection, FactKind<T> kind, StringPool pool) =>
        SqliteFactReader.History(
            connection,
            kind,
            snapshot.Id.Value,
            pool,
            cancellationToken,
            (from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds())
        );
}
