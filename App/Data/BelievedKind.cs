using System.Collections.Immutable;
using GovernanceDashboard.Data.Facts;
using GovernanceDashboard.Domain;
using Microsoft.Data.Sqlite;

namespace GovernanceDashboard.Data;

/// <summary>What one snapshot believes of the facts of one kind. For one thread.</summary>
public sealed class BelievedKind<T> : IDisposable
{
    private readonly FactKind<T> _kind;
    private readonly Lazy<SqliteFactLookup<T>> _lookup;

    internal BelievedKind(SqliteConnection connection, FactKind<T> kind, Snapshot snapshot, StringPool pool)
    {
        _kind = kind;
        _lookup = new(() => new(connection, kind, snapshot.Id.Value, pool));
        SeenAt =
        [
            .. SqliteSnapshots
                .SeenAt(connection, kind.Name, snapshot.Id.Value)
                .Select(DateTimeOffset.FromUnixTimeMilliseconds),
        ];
        KnownFrom = SqliteSnapshots.KnownFrom(connection, snapshot.Id.Value).TryGetValue(kind.Name, out var from)
            ? DateTimeOffset.FromUnixTimeMilliseconds(from)
            : null;
    }

    /// <summary>The instants of the imports that saw the kind, oldest first.</summary>
    public ImmutableArray<DateTimeOffset> SeenAt { get; }

    /// <summary>From when on the kind is known; null where no import saw it.</summary>
    public DateTimeOffset? KnownFrom { get; }

    /// <summary>Everything believed of the fact with the key of <paramref name="like"/>, in order of time; empty where there is nothing.</summary>
    public ImmutableArray<HeldFact<T>> Of(T like) => _lookup.Value.Of(_kind.KeyOf(like));

    /// <inheritdoc />
    public void Dispose()
    {
        if (_lookup.IsValueCreated)
        {
            _lookup.Value.Dispose();
        }
    }
}
