using System.Collections.Concurrent;
using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Data.Facts;

/// <summary>Kinds of fact to read of one snapshot and instant, spread over a few connections. Name the largest kinds first: whoever is free takes the next.</summary>
internal sealed class FactParts(
    SqliteEstate estate,
    Snapshot snapshot,
    DateTimeOffset at,
    CancellationToken cancellationToken
)
{
    private const int MostConnections = 4;

    private readonly ConcurrentQueue<Action<FactLoad>> _waiting = new();

    /// <summary>A kind to read; what is returned gives its facts after <see cref="RunAsync"/>.</summary>
    public Func<ImmutableArray<T>> Add<T>(FactKind<T> kind)
    {
        ImmutableArray<T> found = [];
        _waiting.Enqueue(load => found = load.Read(kind));
        return () => found;
    }

    /// <summary>A kind whose doubtful facts are to be counted; what is returned gives their number after <see cref="RunAsync"/>.</summary>
    public Func<long> Doubts(FactKind kind)
    {
        long found = 0;
        // At a snapshot's own instant everything was seen.
        if (at != snapshot.TakenAt)
        {
            _waiting.Enqueue(load => found = load.InDoubt(kind));
        }

        return () => found;
    }

    public Task RunAsync() =>
        Task.WhenAll(
            Enumerable
                .Range(0, Math.Min(MostConnections, Environment.ProcessorCount))
                .Select(_ => Task.Run(Work, cancellationToken))
        );

    private void Work()
    {
        using var load = new FactLoad(estate, snapshot, at, cancellationToken);
        while (_waiting.TryDequeue(out var part))
        {
            part(load);
        }
    }
}
