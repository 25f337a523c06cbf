using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure.Metrics;

namespace GovernanceDashboard.Exposure.Ledger;

/// <summary>Decides tables while it is open whether some changes have happened: in every way in which that may be. For one thread.</summary>
/// <param name="whom">Of the people these; null for all.</param>
internal sealed class DoubtfulTables(
    ExposureScope scope,
    PrincipalSet? whom,
    LedgerPeople people,
    FactBoard board,
    LedgerTables catalogue,
    AudienceBook audiences,
    TableSlices slices,
    CancellationToken cancellationToken
)
{
    /// <param name="open">Changes of which it is not known whether they have happened.</param>
    internal IEnumerable<(int Table, ExposedSets Sets, ReaderWeights Weights)> InEveryWorld(
        IReadOnlyList<HistoryChange> open,
        HashSet<int> tables,
        MembershipClosure closureNow,
        DateTimeOffset at
    )
    {
        var worlds = new Worlds(open, people);
        if (!worlds.CanBeSeen)
        {
            return tables.Select(Anything);
        }

        var known = new Dictionary<int, (ExposedSets Sets, ReaderWeights? Weights)>();
        foreach (var happened in worlds.All())
        {
            cancellationToken.ThrowIfCancellationRequested();
            HistoryEdit[] edits = [.. happened.SelectMany(change => change.Edits)];
            Array.ForEach(edits, board.Apply);
            var closure = Array.Exists(edits, edit => edit.Kind == HistoryKind.Membership)
                ? board.Close(cancellationToken)
                : closureNow;
            var read = slices.Read(
                board.Excerpt(tables.Select(table => catalogue.Names[table]), at),
                closure,
                cancellationToken
            );
            foreach (var table in tables)
            {
                var now = InThisWorld(table, read, closure);
                known[table] = known.TryGetValue(table, out var before)
                    ? (before.Sets.Or(now.Sets), Either(before.Weights, now.Weights))
                    : now;
            }

            foreach (var edit in edits.Reverse())
            {
                board.Apply(edit with { IsAdded = !edit.IsAdded });
            }
        }

        return known.Select(table =>
            (table.Key, table.Value.Sets, table.Value.Weights ?? ReaderWeights.Same(SeverityWeights.Unclassified))
        );
    }

    // Where the table is not there it weighs nothing.
    private static ReaderWeights? Either(ReaderWeights? one, ReaderWeights? other) =>
        one is null ? other
        : other is null ? one
        : one.Or(other);

    private (ExposedSets Sets, ReaderWeights? Weights) InThisWorld(
        int table,
        Dictionary<TableName, SlicedTable> read,
        MembershipClosure closure
    )
    {
        var name = catalogue.Names[table];
        if (!read.TryGetValue(name, out var found))
        {
            return (ExposedSets.Nobody(people.None), null);
        }

        catalogue.Groups[table] = found.Groups;
        if (!(scope.Kind == ScopeKind.Person || scope.Holds(name, found.Groups)))
        {
            return (ExposedSets.Nobody(people.None), found.Weigh());
        }

        var audience = audiences.Resolve(audiences[audiences.ClassOf(name, found.Groups)], closure, board.Enabled);
        var sets = ExposedSets.Of(
            people.Fold(found.Sure, board.Enabled),
            people.Fold(found.Possible, board.Enabled),
            audience
        );
        return (whom is { } only ? sets.Within(only) : sets, found.Weigh());
    }

    // Too much is open to tell: anybody may be exposed, nobody surely is.
    private (int Table, ExposedSets Sets, ReaderWeights Weights) Anything(int table)
    {
        var all = people.People.Union(people.Services);
        var anybody = whom is { } only ? all.Intersect(only) : all;
        return (
            table,
            new(people.None, anybody, people.None, anybody),
            ReaderWeights.Same(SeverityWeights.Unclassified)
        );
    }
}
