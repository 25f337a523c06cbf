using System.Diagnostics;
using GovernanceDashboard.Access;
using GovernanceDashboard.Data;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure;
using GovernanceDashboard.Exposure.Ledger;

namespace GovernanceDashboard.Benchmarks.Measures;

/// <summary>
/// Times what the board asks of the snapshot's own instant once the snapshot is loaded, as a running server has it: the declared audiences, which
/// are made once for a view, and who of a scope is outside of them. Each twice: the first of a process, then warm.
/// </summary>
internal static class BoardRun
{
    internal static async Task MeasureAsync(
        FactStore store,
        Snapshot snapshot,
        IReadOnlyList<ExposureScope> scopes,
        TextWriter output,
        CancellationToken cancellationToken
    )
    {
        var started = Stopwatch.GetTimestamp();
        var facts = await store.LoadAsync(snapshot, snapshot.TakenAt, cancellationToken);
        var exceptions = await store.AccessExceptionsAsync(snapshot, cancellationToken);
        var index = AccessIndex.Build(facts, cancellationToken);
        var groups = TableGroupIndex.Build(facts, cancellationToken);
        await output.WriteLineAsync(
            FormattableString.Invariant(
                $"snapshot loaded and indexed in {Stopwatch.GetElapsedTime(started).TotalSeconds:F2} s"
            )
        );
        foreach (var scope in scopes)
        {
            for (var round = 0; round < 2; round++)
            {
                started = Stopwatch.GetTimestamp();
                var audiences = DeclaredAudiences.Build(index, groups, exceptions);
                var declared = Stopwatch.GetElapsedTime(started).TotalSeconds;
                var tables = ScopeTables.Of(scope, index, groups);
                var standing = ScopeStanding.Of(index, audiences, tables, index.People, cancellationToken);
                var all = Stopwatch.GetElapsedTime(started).TotalSeconds;
                await output.WriteLineAsync(
                    FormattableString.Invariant(
                        $"{scope, -40} {tables.Length, 6} tables: board {all, 6:F2} s, audiences {declared, 6:F2} s of it; {standing.NetPossible.Count} people"
                    )
                );
            }
        }
    }
}
