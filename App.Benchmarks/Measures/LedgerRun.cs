using System.Diagnostics;
using System.Globalization;
using GovernanceDashboard.Data;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure.Ledger;
using GovernanceDashboard.Exposure.Metrics;
using GovernanceDashboard.Exposure.Proof;
using GovernanceDashboard.Sensitivity;

namespace GovernanceDashboard.Benchmarks.Measures;

/// <summary>
/// Times the exposure ledger of the newest snapshot of a data folder with its figures and its proof: of one table, of about 1,000, and of what
/// else is asked for, each twice: the first of a process, then warm. Beside them the board's instant.
/// </summary>
internal static class LedgerRun
{
    private const int Many = 1000;

    /// <param name="scopes">Further scopes, such as <c>estate</c>.</param>
    /// <param name="days">How many days before the snapshot's instant; null for all that is known.</param>
    internal static async Task MeasureAsync(
        DirectoryInfo data,
        IReadOnlyList<string> scopes,
        int? days,
        TextWriter output,
        CancellationToken cancellationToken
    )
    {
        var store = new FactStore(new(data.FullName), TimeProvider.System);
        var snapshot = (await store.SnapshotsAsync(cancellationToken))[0];
        var to = snapshot.TakenAt;
        var from = days is { } some ? to.AddDays(-some) : snapshot.FactsFrom;
        var history = await store.HistoryAsync(snapshot, from, to, cancellationToken);
        var weights = new SeverityWeights(name => ClassTaxonomy.Find(name)?.Weight);
        await output.WriteLineAsync(
            FormattableString.Invariant(
                $"{(to - from).TotalDays:F0} days, {history.Tables.Length} tables, {ProcessMemory.Live():F0} MB"
            )
        );
        ExposureScope[] asked = [.. Usual(history), .. scopes.Select(Parse)];
        await BoardRun.MeasureAsync(store, snapshot, asked, output, cancellationToken);
        foreach (var scope in asked)
        {
            for (var round = 0; round < 2; round++)
            {
                ProcessMemory.ForgetPeak();
                var processor = Process.GetCurrentProcess().TotalProcessorTime;
                var started = Stopwatch.GetTimestamp();
                var ledger = ExposureLedger.Build(
                    history,
                    scope,
                    weights,
                    from,
                    to,
                    new Progress<WorkProgress>(),
                    cancellationToken
                );
                var walked = Stopwatch.GetElapsedTime(started).TotalSeconds;
                var figures = LedgerFigures.Of(ledger, ExposureBasis.Net);
                var summed = Stopwatch.GetElapsedTime(started).TotalSeconds - walked;
                var proof = AccessProof.Of(
                    ledger,
                    ExposureBasis.Net,
                    history.LogCoverages,
                    ChannelSurvey.Of(history, ledger),
                    [],
                    cancellationToken
                );
                var proven = Stopwatch.GetElapsedTime(started).TotalSeconds - walked - summed;
                await output.WriteLineAsync(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{scope, -40} {ledger.Tables.Length, 6} tables: ledger {walked, 6:F2} s, figures {summed, 6:F2} s, proof {proven, 6:F2} s; CPU {(Process.GetCurrentProcess().TotalProcessorTime - processor).TotalSeconds, 6:F2} s; peak {ProcessMemory.Peak():F0} MB; {figures.PersonTableDays.High:F2} person-table-days, {proof.People.Exposed} pairs"
                    )
                );
            }
        }
    }

    // One table, and the databases with a common beginning that come nearest to a thousand tables.
    private static IEnumerable<ExposureScope> Usual(EstateHistory history)
    {
        var names = history.Tables.Select(table => table.Value.Name).Distinct().Order().ToArray();
        if (names.Length == 0)
        {
            yield break;
        }

        yield return new(ScopeKind.Table, names[names.Length / 2].ToString());
        var beginning = names
            .SelectMany(name =>
                Enumerable
                    .Range(0, name.Database.Length)
                    .Where(at => name.Database[at] == '_')
                    .Select(at => name.Database[..at])
            )
            .CountBy(found => found)
            .OrderBy(found => Math.Abs(found.Value - Many))
            .Select(found => found.Key)
            .FirstOrDefault();
        if (beginning is not null)
        {
            yield return new(ScopeKind.Query, beginning + "_*");
        }
    }

    private static ExposureScope Parse(string text) =>
        ExposureScope.Parse(text) ?? throw new ArgumentException($"'{text}' is no scope.", nameof(text));
}
