using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Exposure.Ledger;

/// <summary>A table as it stands from some instant on.</summary>
/// <param name="Weights">Null where the kind says what it weighs.</param>
internal sealed record TableAhead(
    TableSlice Slice,
    ImmutableArray<string> Groups,
    ReaderWeights? Weights,
    KindReaders? Kind
);

/// <summary>Tables that come or get tags soon, with the edits that make them what they are then.</summary>
/// <param name="Tables">By table: the number of the step.</param>
internal sealed record ComingTables(IReadOnlyDictionary<int, int> Tables, ImmutableArray<HistoryEdit> Edits);

/// <summary>
/// Looks ahead in a history: tables that change before any policy, zone or the like does can be decided together, in one look, instead of one
/// by one when their instants come. For one thread.
/// </summary>
internal sealed class TablesAhead(
    HistoryTimeline timeline,
    ImmutableArray<LedgerStep> steps,
    LedgerTables tables,
    FactBoard board
)
{
    private const int Most = 4096;

    private readonly Dictionary<int, (int Step, TableAhead Found)> _kept = [];

    /// <summary>The slices of tables that were decided ahead.</summary>
    internal IReadOnlySet<TableSlice> Slices => _kept.Values.Select(kept => kept.Found.Slice).ToHashSet();

    /// <summary>Their kinds.</summary>
    internal IReadOnlySet<KindReaders> Kinds =>
        _kept.Values.Select(kept => kept.Found.Kind).OfType<KindReaders>().ToHashSet();

    internal void Keep(int step, int table, TableAhead found) => _kept[table] = (step, found);

    /// <summary>What was decided ahead of the table for this step; null where nothing was.</summary>
    internal TableAhead? Take(int step, int table) =>
        _kept.Remove(table, out var kept) && kept.Step == step ? kept.Found : null;

    internal void Forget() => _kept.Clear();

    /// <param name="besides">Tables that are looked at now.</param>
    internal ComingTables After(int step, IReadOnlyCollection<int> besides)
    {
        var coming = new Dictionary<int, int>();
        var edits = ImmutableArray.CreateBuilder<HistoryEdit>();
        if (!board.IsRanger)
        {
            return new(coming, []);
        }

        var passed = besides.Concat(_kept.Keys).ToHashSet();
        for (var next = step + 1; next < steps.Length && coming.Count < Most && IsAboutTables(steps[next]); next++)
        {
            var here = new HashSet<int>();
            foreach (var edit in EditsOf(steps[next]))
            {
                if (TableOf(edit) is { } table && (here.Contains(table) || passed.Add(table)))
                {
                    here.Add(table);
                    coming[table] = next;
                    edits.Add(edit);
                }
            }
        }

        return new(coming, edits.ToImmutable());
    }

    private IEnumerable<HistoryEdit> EditsOf(LedgerStep step) =>
        step.Happening.SelectMany(change => timeline.Changes[change].Edits);

    // Whatever else happens then says nothing on who reads other tables but by who is in which group.
    private bool IsAboutTables(LedgerStep step) =>
        step.Opening.IsEmpty
        && step.Timed.IsEmpty
        && step.Happening.All(change => timeline.Changes[change].IsExact)
        && EditsOf(step)
            .All(edit =>
                edit.Kind switch
                {
                    HistoryKind.Principal
                    or HistoryKind.Membership
                    or HistoryKind.Table
                    or HistoryKind.Database
                    or HistoryKind.IntendedAccess
                    or HistoryKind.AccessException
                    or HistoryKind.ViewSources
                    or HistoryKind.TableStorage
                    or HistoryKind.HdfsService
                    or HistoryKind.Path
                    or HistoryKind.HiveGrant => true,
                    HistoryKind.Classification => ((Classification)edit.Fact).Resource.Table is not null,
                    HistoryKind.Policy or HistoryKind.Zone or HistoryKind.Service or HistoryKind.TableGroup => false,
                }
            );

    private int? TableOf(HistoryEdit edit) =>
        edit.Kind switch
        {
            HistoryKind.Table => tables.Find(((TableResource)edit.Fact).Name),
            HistoryKind.Classification => ((Classification)edit.Fact).Resource is { Table: { } name } resource
                ? tables.Find(new(resource.Database, name))
                : null,
            HistoryKind.Principal
            or HistoryKind.Membership
            or HistoryKind.Database
            or HistoryKind.Policy
            or HistoryKind.Zone
            or HistoryKind.Service
            or HistoryKind.TableGroup
            or HistoryKind.IntendedAccess
            or HistoryKind.AccessException
            or HistoryKind.HiveGrant
            or HistoryKind.ViewSources
            or HistoryKind.TableStorage
            or HistoryKind.HdfsService
            or HistoryKind.Path => null,
        };
}
