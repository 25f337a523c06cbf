using System.Collections.Immutable;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure.Metrics;

namespace GovernanceDashboard.Exposure.Ledger;

/// <summary>
/// Walks through a history with the tables of a large scope in parts, side by side: each part holds whole databases and is a walk of its own, and
/// what all found is put together as if one had found it. Small scopes are one part.
/// </summary>
internal sealed class WalkInParts
{
    private const int TablesInPart = 4096; // of fewer a second walk costs more than it saves
    private const int MostParts = 4;
    private const int StepsInReport = 64;

    private readonly LedgerWalk[] _walks;
    private readonly CancellationToken _cancellation;

    /// <param name="parts">Null for as many as the scope and the processors call for.</param>
    internal WalkInParts(
        LedgerGround ground,
        Snapshot snapshot,
        ExposureScope scope,
        SeverityWeights weights,
        DateTimeOffset from,
        DateTimeOffset to,
        int? parts,
        CancellationToken cancellationToken
    )
    {
        _cancellation = cancellationToken;
        var tables = new LedgerTables(ground, scope);
        (Tables, People) = (tables, ground.People);
        var count =
            parts ?? Math.Clamp(tables.Count / TablesInPart, 1, Math.Min(Environment.ProcessorCount, MostParts));
        // What counts is the same for all parts: else what is open would bear on fewer tables the more parts there are.
        var relevance = new LedgerRelevance(ground, scope, tables);
        _walks =
        [
            .. tables
                .InParts(count)
                .Select(part => new LedgerWalk(
                    ground,
                    snapshot,
                    scope,
                    part,
                    relevance,
                    weights,
                    from,
                    to,
                    cancellationToken
                )),
        ];
    }

    internal LedgerTables Tables { get; }

    internal LedgerPeople People { get; }

    internal ImmutableArray<Sheet> Sheets => [.. _walks.SelectMany(walk => walk.State.Sheets.All)];

    /// <summary>What tables weigh that weigh differently to different readers. A table is in one part alone.</summary>
    internal IEnumerable<WeighedTables> Weighed => _walks.Select(walk => walk.State.Weighed);

    /// <summary>What happened, by instant in UTC ticks.</summary>
    internal IReadOnlyDictionary<long, MomentCauses> Causes
    {
        get
        {
            var causes = new Dictionary<long, MomentCauses>(_walks[0].Causes);
            foreach (var (at, found) in _walks.Skip(1).SelectMany(walk => walk.Causes))
            {
                causes[at] = causes.TryGetValue(at, out var before) ? before.And(found) : found;
            }

            return causes;
        }
    }

    /// <exception cref="OperationCanceledException">The walk was cancelled.</exception>
    internal void Go(DateTimeOffset to, IProgress<WorkProgress> progress)
    {
        var (done, all, gate) = (0, _walks.Sum(walk => walk.Steps.Length), new Lock());
        Parallel.ForEach(
            _walks,
            new ParallelOptions { CancellationToken = _cancellation, MaxDegreeOfParallelism = _walks.Length },
            walk =>
            {
                walk.Begin();
                for (var step = 0; step < walk.Steps.Length; step++)
                {
                    if (step % StepsInReport == 0)
                    {
                        lock (gate)
                        {
                            progress.Report(new("Walking through the changes", done, all));
                            done += Math.Min(StepsInReport, walk.Steps.Length - step);
                        }
                    }

                    walk.Step(step);
                }

                walk.State.Finish(to);
            }
        );
    }
}
