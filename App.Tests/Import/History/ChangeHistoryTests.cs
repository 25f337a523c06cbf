using System.Collections.Immutable;
using GovernanceDashboard.Data;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Import;
using GovernanceDashboard.Import.History;
using GovernanceDashboard.Tests.Data;

namespace GovernanceDashboard.Tests.Import.History;

/// <summary>Against a slow replay of random events: GOVERNANCE_HISTORY_ESTATES sets how many estates.</summary>
public sealed class ChangeHistoryTests
{
    private static readonly int s_estates = int.TryParse(
        Environment.GetEnvironmentVariable("GOVERNANCE_HISTORY_ESTATES"),
        out var given
    )
        ? given
        : 2;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_import_with_a_complete_log_answers_for_every_instant_since()
    {
        for (var seed = 0; seed < s_estates; seed++)
        {
            using var history = new HistoryRun(seed);
            var snapshot = await history.ImportAsync(history.End, isComplete: true);

            Assert.Equal(LoggedEstate.Began, snapshot.FactsFrom);
            Assert.Equal(0, history.Refused);
            await history.AgreesAsync(snapshot, LoggedEstate.Began);
        }
    }

    [Fact]
    public async Task Imports_in_between_change_no_answer()
    {
        for (var seed = 0; seed < s_estates; seed++)
        {
            using var history = new HistoryRun(seed);
            foreach (var at in history.Instants(seed, 2))
            {
                await history.ImportAsync(at, isComplete: true);
            }

            var snapshot = await history.ImportAsync(history.End, isComplete: true);

            Assert.Equal(0, history.Refused);
            await history.AgreesAsync(snapshot, LoggedEstate.Began);
        }
    }

    [Fact]
    public async Task A_log_that_comes_later_reaches_behind_the_first_import()
    {
        for (var seed = 0; seed < s_estates; seed++)
        {
            using var history = new HistoryRun(seed);
            var imports = history.Instants(seed, 2);
            var blind = await history.ImportAsync(imports[0], isComplete: false, hasLog: false);
            await history.ImportAsync(imports[1], isComplete: false, hasLog: false);
            var snapshot = await history.ImportAsync(history.End, isComplete: true);

            Assert.Equal(0, history.Refused);
            await history.AgreesAsync(snapshot, LoggedEstate.Began);
            Assert.Equal(imports[0], blind.FactsFrom); // what was believed then is believed of then
        }
    }

    [Fact]
    public async Task Without_a_declaration_events_say_exactly_what_happened_between_two_imports()
    {
        for (var seed = 0; seed < s_estates; seed++)
        {
            using var history = new HistoryRun(seed);
            var first = history.Instants(seed, 1)[0];
            await history.ImportAsync(first, isComplete: false);
            var snapshot = await history.ImportAsync(history.End, isComplete: false);

            Assert.Equal(first, snapshot.FactsFrom);
            await history.AgreesAsync(snapshot, first);
        }
    }

    [Fact]
    public async Task Without_a_log_the_bounds_hold_the_truth()
    {
        for (var seed = 0; seed < s_estates; seed++)
        {
            using var history = new HistoryRun(seed);
            var instants = history.Instants(seed, 2);
            foreach (var at in instants)
            {
                await history.ImportAsync(at, isComplete: false, hasLog: false);
            }

            var snapshot = await history.ImportAsync(history.End, isComplete: false, hasLog: false);

            using var believed = history.Store.Believed(snapshot);
            foreach (
                var told in history.Estate.Events.Where(told => told.Kind == "membership" && told.At > instants[0])
            )
            {
                var isGroup = told.Target.StartsWith("group:", StringComparison.Ordinal);
                Assert.True(PrincipalId.TryParse(told.Target, out var container));
                Assert.True(PrincipalId.TryParse(told.Before ?? told.After!, out var member));
                var held = (isGroup ? believed.Memberships : believed.RoleMemberships).Of(new(member, container));
                var bounds = held.SelectMany(row =>
                    new[] { (row.FromNotBefore, row.From), (row.ToNotBefore, row.To ?? DateTimeOffset.MaxValue) }
                );
                var isSeen = bounds.Any(bound => bound.Item1 <= told.At && told.At <= bound.Item2);
                // It came and went between two imports, or one of its changes lies in bounds that are no instant.
                Assert.True(isSeen || CameAndWent(history, told, instants));
                Assert.DoesNotContain(
                    held,
                    row => row.FromNotBefore == row.From || (row.To is not null && row.To == row.ToNotBefore)
                );
            }
        }
    }

    [Fact]
    public async Task Events_that_contradict_each_other_leave_what_imports_saw_as_it_was()
    {
        for (var seed = 0; seed < s_estates; seed++)
        {
            using var history = new HistoryRun(seed);
            var random = new Random(seed);
            var imports = history.Instants(seed, 2);
            foreach (var at in imports)
            {
                await history.ImportAsync(at, isComplete: true, isForgotten: _ => random.Next(4) == 0);
            }

            var snapshot = await history.ImportAsync(
                history.End,
                isComplete: true,
                isForgotten: _ => random.Next(4) == 0
            );

            Assert.True(history.Refused > 0);
            foreach (var at in imports.Append(history.End))
            {
                var facts = await history.Store.LoadAsync(snapshot, at, Token);
                history.Estate.Agrees(facts);
            }
        }
    }

    private static bool CameAndWent(HistoryRun history, ChangeEvent told, IReadOnlyList<DateTimeOffset> instants)
    {
        var window = instants.Append(history.End).First(at => at >= told.At);
        var before = instants.Last(at => at < told.At);
        return history.Estate.Events.Count(other =>
                other.Kind == told.Kind
                && other.Target == told.Target
                && (other.Before ?? other.After) == (told.Before ?? told.After)
                && other.At > before
                && other.At <= window
            ) > 1;
    }

    private sealed class HistoryRun : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public HistoryRun(int seed)
        {
            Estate = new(seed, 30);
            Store = new(new DataFolder(_folder.FullPath), TimeProvider.System);
        }

        public LoggedEstate Estate { get; }

        public FactStore Store { get; }

        public long Refused { get; private set; }

        public DateTimeOffset End => Estate.Events[^1].At.AddMinutes(1);

        /// <summary>Random instants between the first event and the last, in order.</summary>
        public List<DateTimeOffset> Instants(int seed, int count)
        {
            var random = new Random(seed);
            var events = Estate.Events;
            return
            [
                .. Enumerable
                    .Range(0, count)
                    .Select(part => events[random.Next(events.Count * part / count, events.Count * (part + 1) / count)])
                    .Select(told => told.At.AddMilliseconds(random.Next(2)))
                    .Distinct()
                    .Order(),
            ];
        }

        public async Task<Snapshot> ImportAsync(
            DateTimeOffset at,
            bool isComplete,
            bool hasLog = true,
            Func<ChangeEvent, bool>? isForgotten = null
        )
        {
            var ledger = new ImportLedger();
            ImmutableArray<DatedFact<ChangeEvent>> events = hasLog
                ?
                [
                    .. Estate
                        .Events.Where(told => told.At <= at && isForgotten?.Invoke(told) != true)
                        .Select(told => new DatedFact<ChangeEvent>(
                            told,
                            told.At,
                            null,
                            "governance/change-events.csv"
                        )),
                ]
                : default;
            ledger.Close(new SilentSource(ledger), new string('0', 64), 0);
            var draft = Estate.Draft(at) with
            {
                Governance = new()
                {
                    ChangeEvents = events,
                    LogCoverages = isComplete
                        ? [new(new("query:*", AccessChannel.Changes, CoverageState.Full, null), LoggedEstate.Began)]
                        : default,
                },
            };
            var snapshots = await Store.SnapshotsAsync(Token);
            using (var before = snapshots.IsEmpty ? null : Store.Believed(snapshots[0]))
            {
                draft = new ChangeHistory(
                    [.. events.IsDefault ? [] : events.Select((_, line) => (long)line)],
                    [],
                    before,
                    Authorizer.Ranger,
                    ledger
                ).Apply(draft, Token);
            }

            Refused += ledger.RefusedCount;
            return await Store.WriteAsync(draft, new Progress<WorkProgress>(), Token);
        }

        /// <summary>At every event, a millisecond before, and in between, what the snapshot says is what was so.</summary>
        public async Task AgreesAsync(Snapshot snapshot, DateTimeOffset from)
        {
            DateTimeOffset? last = null;
            foreach (var told in Estate.Events.Where(told => told.At > from))
            {
                foreach (var at in new[] { told.At.AddMilliseconds(-1), told.At, Middle(last ?? from, told.At) })
                {
                    if (at >= from)
                    {
                        var facts = await Store.LoadAsync(snapshot, at, Token);
                        Estate.Agrees(facts);
                    }
                }

                last = told.At;
            }
        }

        public void Dispose() => _folder.Dispose();

        private static DateTimeOffset Middle(DateTimeOffset one, DateTimeOffset other) =>
            DateTimeOffset.FromUnixTimeMilliseconds(
                (one.ToUnixTimeMilliseconds() + other.ToUnixTimeMilliseconds()) / 2
            );

        private sealed class SilentSource(ImportLedger ledger)
            : ImportSource("governance/change-events.csv", ledger, new Progress<WorkProgress>(), Token)
        {
            public override void RefuseWhole(string reason) => Refuse(0, reason);

            public override void ReadCsv(
                string[] required,
                string[] optional,
                Action<GovernanceDashboard.Import.Csv.CsvRecord> accept
            ) => throw new NotSupportedException();
        }
    }
}
