using System.Collections.Immutable;
using GovernanceDashboard.Data.Facts;
using GovernanceDashboard.Domain;
using Microsoft.Data.Sqlite;

namespace GovernanceDashboard.Data;

/// <summary>What one snapshot believes of single facts, whenever they held; each in order of time. For one thread.</summary>
public sealed class BelievedFacts : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Snapshot _snapshot;
    private readonly StringPool _pool = new();

    internal BelievedFacts(SqliteConnection connection, Snapshot snapshot)
    {
        _connection = connection;
        _snapshot = snapshot;
        Memberships = new(connection, FactKinds.Memberships, snapshot, _pool);
        RoleMemberships = new(connection, FactKinds.RoleMemberships, snapshot, _pool);
        Principals = new(connection, FactKinds.Principals, snapshot, _pool);
        Databases = new(connection, FactKinds.Databases, snapshot, _pool);
        Tables = new(connection, FactKinds.Tables, snapshot, _pool);
        Policies = new(connection, FactKinds.Policies, snapshot, _pool);
        Classifications = new(connection, FactKinds.Classifications, snapshot, _pool);
        Paths = new(connection, FactKinds.Paths, snapshot, _pool);
    }

    public BelievedKind<Membership> Memberships { get; }

    public BelievedKind<Membership> RoleMemberships { get; }

    public BelievedKind<Principal> Principals { get; }

    public BelievedKind<DatabaseResource> Databases { get; }

    public BelievedKind<TableResource> Tables { get; }

    public BelievedKind<Policy> Policies { get; }

    public BelievedKind<Classification> Classifications { get; }

    public BelievedKind<PathPermission> Paths { get; }

    /// <summary>Every change that a log told so far, in the kind's order.</summary>
    public ImmutableArray<ChangeEvent> ChangeEvents(CancellationToken cancellationToken) =>
        [
            .. SqliteFactReader
                .History(_connection, GovernanceKinds.ChangeEvents, _snapshot.Id.Value, _pool, cancellationToken)
                .Select(held => held.Value),
        ];

    public void Dispose()
    {
        Memberships.Dispose();
        RoleMemberships.Dispose();
        Principals.Dispose();
        Databases.Dispose();
        Tables.Dispose();
        Policies.Dispose();
        Classifications.Dispose();
        Paths.Dispose();
        _connection.Dispose();
    }
}
