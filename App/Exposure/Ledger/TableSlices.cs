using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure.Metrics;

namespace GovernanceDashboard.Exposure.Ledger;

/// <summary>What one look at some tables found of one of them.</summary>
/// <param name="Signature">Equal numbers of one look have equal readers.</param>
/// <param name="Kind">Null where the table weighs the same to everybody, or where no rule says what it weighs.</param>
/// <param name="Weigh">What it weighs to whom by the look's own memberships.</param>
/// <param name="ReadersBy">Who reads by a rule of its columns by these.</param>
internal readonly record struct SlicedTable(
    int Signature,
    PrincipalSet Sure,
    PrincipalSet Possible,
    ImmutableArray<string> Groups,
    ReadingRule? Rule,
    WeighKind? Kind,
    Func<ReaderWeights> Weigh,
    Func<ReadingRule, RuleReaders> ReadersBy
);

/// <summary>Decides who reads some tables, by an index over these alone.</summary>
internal sealed class TableSlices(LedgerPeople people, SeverityWeights weights)
{
    /// <returns>The tables that are there, by name.</returns>
    internal Dictionary<TableName, SlicedTable> Read(
        EstateFacts facts,
        MembershipClosure closure,
        CancellationToken cancellationToken
    )
    {
        var found = new Dictionary<TableName, SlicedTable>();
        if (facts.Tables.IsEmpty)
        {
            return found;
        }

        // Hive's own authorizers put the facts' memberships into other words: their closure is not ours.
        var index =
            (facts.Service?.Authorizer ?? Authorizer.Ranger) == Authorizer.Ranger
                ? AccessIndex.Build(facts, new(people.Directory, closure), cancellationToken)
                : AccessIndex.Build(facts, cancellationToken);
        var groups = TableGroupIndex.Build(facts, cancellationToken);
        var bounds = new Dictionary<int, (PrincipalSet Sure, PrincipalSet Possible)>();
        var rules = new Dictionary<int, ReadingRule?>();
        var columnRules = new Dictionary<int, ReadingRule>();
        Func<ReadingRule, RuleReaders> readersBy = rule =>
        {
            var (sure, possible) = index.ReadersBy(columnRules.First(known => ReferenceEquals(known.Value, rule)).Key);
            return new(sure, possible);
        };
        var classes = facts.Classifications.ToLookup(tag => (tag.Resource.Database, tag.Resource.Table));
        for (var value = 0; value < facts.Tables.Length; value++)
        {
            var table = new TableOrdinal(value);
            var signature = index.Signature(table);
            if (!bounds.TryGetValue(signature, out var readers))
            {
                cancellationToken.ThrowIfCancellationRequested();
                bounds.Add(signature, readers = (index.ReadingPeople(table), index.PossiblyReadingPeople(table)));
                rules.Add(signature, index.RuleOf(table));
            }

            var same = WholeOf(weights, index, table, classes, out var all, out var columns);
            found.Add(
                facts.Tables[value].Name,
                new(
                    signature,
                    readers.Sure,
                    readers.Possible,
                    [.. groups.GroupsOf(table).Select(group => group.Group.Name)],
                    rules[signature],
                    same is null ? KindOf(index, table, all, columns, columnRules) : null,
                    () => same ?? ReaderWeights.Of(index, table, all, columns),
                    readersBy
                )
            );
        }

        return found;
    }

    internal static ReaderWeights WeightsOf(
        SeverityWeights weights,
        AccessIndex index,
        TableOrdinal ordinal,
        ILookup<(string Database, string? Table), Classification> classes
    ) =>
        WholeOf(weights, index, ordinal, classes, out var all, out var columns)
        ?? ReaderWeights.Of(index, ordinal, all, columns);

    // Null where it may differ by reader.
    private static ReaderWeights? WholeOf(
        SeverityWeights weights,
        AccessIndex index,
        TableOrdinal ordinal,
        ILookup<(string Database, string? Table), Classification> classes,
        out MeasureRange? all,
        out ImmutableArray<MeasureRange?> columns
    )
    {
        var table = index.Table(ordinal);
        var above = classes[(table.Name.Database, null)].ToArray();
        var own = classes[(table.Name.Database, table.Name.Table)].ToArray();
        columns = [];
        all = weights.Of(above.Concat(own));
        if (own.All(tag => tag.Resource.Column is null))
        {
            return ReaderWeights.Same(all ?? SeverityWeights.Unclassified);
        }

        columns =
        [
            .. table.Columns.Select(column =>
                weights.Of(
                    above.Concat(own.Where(tag => tag.Resource.Column is null || tag.Resource.Column == column.Name))
                )
            ),
        ];
        // Whoever reads anything reads the heaviest column too.
        return all is not { } whole ? ReaderWeights.Same(SeverityWeights.Unclassified)
            : columns.All(column => column == whole)
            || (index.ReadsAllOrNothing(ordinal) && SeverityWeights.OfReader(columns, all) == whole)
                ? ReaderWeights.Same(whole)
            : null;
    }

    // It says nothing where policies have conditions: their rules may be alike and their readers not.
    private static WeighKind? KindOf(
        AccessIndex index,
        TableOrdinal table,
        MeasureRange? all,
        ImmutableArray<MeasureRange?> columns,
        Dictionary<int, ReadingRule> rules
    )
    {
        var distinct = new HashSet<(MeasureRange?, ReadingRule)>();
        for (var column = 0; column < columns.Length; column++)
        {
            if (index.RuleOf(table, column) is not { } found)
            {
                return null;
            }

            if (!rules.TryGetValue(found.Number, out var rule))
            {
                rules.Add(found.Number, rule = found.Rule());
            }

            distinct.Add((columns[column], rule));
        }

        return all is { } whole ? new(whole, distinct) : null;
    }
}
