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
    private readonly ImmutableArray<ExposureBlock>[] _blocks;
    private readonly double[][] _weighted;
    private readonly double[][] _rates;
    private readonly ImmutableArray<string>[] _groups;

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
        _blocks = Array.ConvertAll(walk.State.Layers, layer => walk.State.Book.Blocks(layer).ToImmutableArray());
        (_weighted, _rates, _groups) = (walk.State.Weighted, walk.State.Rates, walk.Tables.Groups);
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

    /// <summary>By end, then beginning.</summary>
    public ImmutableArray<ExposureBlock> Blocks(LedgerLayer layer) => _blocks[(int)layer];

    /// <summary>Σ w(p, t) x days over a table's people: severity points x person-table-days.</summary>
    public double WeightedDays(LedgerLayer layer, int table) => _weighted[(int)layer][table];

    /// <summary>Σ w(p, t) over the people exposed to a table when the ledger ends.</summary>
    public double OpenWeight(LedgerLayer layer, int table) => _rates[(int)layer][table];

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
        var timeline = new HistoryTimeline(history, from, to);
        var walk = new LedgerWalk(timeline, history.Snapshot, scope, weights, from, to, cancellationToken);
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
        return new(scope, from, to, walk, timeline.Changes);
    }
}
