using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure.Metrics;

namespace GovernanceDashboard.Exposure.Ledger;

/// <summary>
/// Effective access outside the intended audience over <c>[From, To)</c>: for each of the four layers every interval of every pair of a
/// person and a table, as people x tables x interval (product definitions, "Time" and "Intended"; metrics 6.5). A person counts only
/// while one of their accounts is enabled, a table only while it exists; rows are not asked for.
/// </summary>
/// <remarks>
/// Sure layers are the lower bound of every figure, possible layers the upper one. They are apart where a change is known from two imports
/// only, where access hangs on a condition, and where nobody declared an audience.
/// </remarks>
public sealed class ExposureLedger
{
    private const int StepsInReport = 64;

    private readonly LedgerPeople _people;
    private readonly ImmutableArray<string>[] _groups;
    private readonly WeighedTables _weighed;
    private readonly IReadOnlyDictionary<long, MomentCauses> _causes;
    private readonly Lazy<ImmutableArray<ExposureBlock>[]> _blocks;
    private readonly Lazy<ImmutableArray<PlacedStay>[]> _stays;
    private readonly Lazy<(double[] Days, double[] Open)>[] _weighted;

    private ExposureLedger(
        ExposureScope scope,
        DateTimeOffset from,
        DateTimeOffset to,
        LedgerWalk walk,
        IReadOnlyList<HistoryChange> changes
    )
    {
        (Scope, From, To, _people) = (scope, from, to, walk.People);
        Tables = walk.Tables.Names;
        Changes = [.. changes];
        Sheets = [.. walk.State.Sheets.All.Where(sheet => sheet.Layers != 0 && sheet.From < sheet.To)];
        (_groups, _weighed, _causes) = (walk.Tables.Groups, walk.State.Weighed, walk.Causes);
        _stays = new(Place);
        _blocks = new(() => BlocksOf(Enumerable.Range(0, Tables.Length)));
        _weighted = Array.ConvertAll(
            Enum.GetValues<LedgerLayer>(),
            layer => new Lazy<(double[], double[])>(() => Weigh(layer))
        );
    }

    public ExposureScope Scope { get; }

    public DateTimeOffset From { get; }

    public DateTimeOffset To { get; }

    /// <summary>Every table of the scope that was there at some time, by name.</summary>
    public ImmutableArray<TableName> Tables { get; }

    /// <summary>What happened meanwhile; blocks name them by position.</summary>
    public ImmutableArray<HistoryChange> Changes { get; }

    /// <summary>One ordinal per person who had an enabled account at some time.</summary>
    public PrincipalSet People => _people.People;

    /// <summary>Service accounts: counted apart.</summary>
    public PrincipalSet Services => _people.Services;

    /// <summary>By ordinal: the account that stands for the identity.</summary>
    public ImmutableArray<Principal> Accounts => _people.Accounts;

    /// <summary>The identity behind a login; null where it never had an enabled account.</summary>
    public PrincipalOrdinal? Find(string login) =>
        _people.Find(login) is { } account ? new(_people.IdentityOf(account)) : null;

    /// <summary>The table groups that a table was in last.</summary>
    public ImmutableArray<string> GroupsAtEnd(int table) => _groups[table];

    /// <summary>What the ledger holds: every pair's intervals, never multiplied out.</summary>
    internal ImmutableArray<Sheet> Sheets { get; }

    /// <summary>When the table stood in which sheet, ascending; two that follow each other at once go on.</summary>
    internal ImmutableArray<PlacedStay> StaysOf(int table) => _stays.Value[table];

    /// <summary>Nobody, of the ledger's accounts.</summary>
    internal PrincipalSet Nobody => _people.None;

    /// <summary>
    /// All intervals multiplied out, by end, then beginning. Thousands of tables over months come to millions of blocks: sums are made without
    /// them (<see cref="LedgerFigures"/>), and of large scopes only the blocks of some tables are asked for.
    /// </summary>
    public ImmutableArray<ExposureBlock> Blocks(LedgerLayer layer) => _blocks.Value[(int)layer];

    /// <summary>The blocks of some tables alone, by layer.</summary>
    /// <param name="tables">Positions in <see cref="Tables"/>.</param>
    public ImmutableArray<ExposureBlock>[] BlocksOf(IEnumerable<int> tables)
    {
        var isWanted = new bool[Tables.Length];
        foreach (var table in tables)
        {
            isWanted[table] = true;
        }

        var book = new BlockReplay(Sheets, isWanted, _people.None, From, To, _causes).Blocks();
        return Array.ConvertAll(Enum.GetValues<LedgerLayer>(), layer => book.Blocks(layer).ToImmutableArray());
    }

    /// <summary>Tables to which anybody may have been exposed at some time, ascending.</summary>
    public ImmutableArray<int> ExposedTables(LedgerLayer layer) =>
        [.. Enumerable.Range(0, Tables.Length).Where(table => HasAnybody(table, layer))];

    /// <summary>
    /// The tables with the most person-table-days, services' among them, as long as their intervals come to no more than some number; the first
    /// in any case. Ascending.
    /// </summary>
    /// <param name="most">Intervals, as far as moves of people tell how many there will be.</param>
    public ImmutableArray<int> Heaviest(LedgerLayer layer, int most)
    {
        var (ticks, blocks) = (new Int128[Tables.Length], new long[Tables.Length]);
        foreach (var sheet in Sheets.Where(sheet => (sheet.Layers & (1 << (int)layer)) != 0))
        {
            var count = new SheetCount(sheet, layer, People.Union(Services));
            foreach (var stay in sheet.Stays.Where(stay => stay.From < stay.To))
            {
                ticks[stay.Table] += count.Ticks(stay.From, stay.To);
                blocks[stay.Table] += count.Changes(stay.From, stay.To);
            }
        }

        var left = (long)most;
        return
        [
            .. Enumerable
                .Range(0, Tables.Length)
                .Where(table => ticks[table] > 0)
                .OrderByDescending(table => ticks[table])
                .TakeWhile((table, place) => (left -= blocks[table]) >= 0 || place == 0)
                .Order(),
        ];
    }

    /// <summary>Σ w(p, t) x days over a table's people: severity points x person-table-days.</summary>
    public double WeightedDays(LedgerLayer layer, int table) => _weighted[(int)layer].Value.Days[table];

    /// <summary>Σ w(p, t) over the people exposed to a table when the ledger ends.</summary>
    public double OpenWeight(LedgerLayer layer, int table) => _weighted[(int)layer].Value.Open[table];

    /// <summary>Walks through the history. At 45,000 tables, 20,000 people and some 10,000 changes in under 30 s.</summary>
    /// <param name="from">Inclusive; not before the history's own beginning.</param>
    /// <param name="to">Exclusive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The stretch is empty, or begins before the history does.</exception>
    /// <exception cref="OperationCanceledException">The walk was cancelled.</exception>
    public static ExposureLedger Build(
        EstateHistory history,
        ExposureScope scope,
        SeverityWeights weights,
        DateTimeOffset from,
        DateTimeOffset to,
        IProgress<WorkProgress> progress,
        CancellationToken cancellationToken
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(from, history.From);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(from, to);
        progress.Report(new("Reading the history", 0));
        var ground = LedgerGround.Of(history, from, to);
        var walk = new LedgerWalk(ground, history.Snapshot, scope, weights, from, to, cancellationToken);
        walk.Begin();
        for (var step = 0; step < walk.Steps.Length; step++)
        {
            if (step % StepsInReport == 0)
            {
                progress.Report(new("Walking through the changes", step, walk.Steps.Length));
            }

            walk.Step(step);
        }

        walk.State.Finish(to);
        return new(scope, from, to, walk, ground.Timeline.Changes);
    }

    private bool HasAnybody(int table, LedgerLayer layer)
    {
        foreach (var stay in StaysOf(table))
        {
            if ((stay.Sheet.Layers & (1 << (int)layer)) != 0)
            {
                var row = new ulong[BitRow.WordsFor(_people.None.Universe)];
                stay.Sheet.AddPresent(layer, stay.From, stay.To, row);
                if (row.AsSpan().ContainsAnyExcept(0UL))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private ImmutableArray<PlacedStay>[] Place()
    {
        var byTable = new List<PlacedStay>?[Tables.Length];
        foreach (var sheet in Sheets)
        {
            foreach (var stay in sheet.Stays.Where(stay => stay.From < stay.To))
            {
                (byTable[stay.Table] ??= []).Add(new(sheet, stay.From, stay.To));
            }
        }

        return Array.ConvertAll(
            byTable,
            ImmutableArray<PlacedStay> (stays) => stays is null ? [] : [.. stays.OrderBy(stay => stay.From)]
        );
    }

    private (double[] Days, double[] Open) Weigh(LedgerLayer layer)
    {
        var (days, open) = (new double[Tables.Length], new double[Tables.Length]);
        foreach (var sheet in Sheets.Where(sheet => (sheet.Layers & (1 << (int)layer)) != 0))
        {
            var count = new SheetCount(sheet, layer, People);
            foreach (var stay in sheet.Stays.Where(stay => stay.From < stay.To && stay.Weight(layer) > 0))
            {
                days[stay.Table] +=
                    stay.Weight(layer) * ((double)count.Ticks(stay.From, stay.To) / TimeSpan.TicksPerDay);
                open[stay.Table] += stay.To == To.UtcTicks ? stay.Weight(layer) * count.At(stay.To - 1) : 0;
            }
        }

        for (var table = 0; table < days.Length; table++)
        {
            days[table] += _weighed.Sums[(int)layer][table];
            open[table] += _weighed.Rates[(int)layer][table];
        }

        return (days, open);
    }
}
