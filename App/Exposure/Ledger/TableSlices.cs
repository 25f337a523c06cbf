using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure.Metrics;

namespace GovernanceDashboard.Exposure.Ledger;

/// <summary>Tables under the same policies: they have the same readers, whoever is in which group.</summary>
/// <param name="rule">Who reads them, whoever is in which group; null where only an index can tell.</param>
internal sealed class TableSlice(PrincipalSet sure, PrincipalSet possible, ReadingRule? rule)
{
    /// <summary>Accounts in Eff, enabled or not: those who surely are, and those who may be.</summary>
    internal PrincipalSet Sure { get; private set; } = sure;

    internal PrincipalSet Possible { get; private set; } = possible;

    internal ReadingRule? Rule => rule;

    internal HashSet<int> Tables { get; } = [];

    /// <summary>What tables of one kind weigh now.</summary>
    internal Dictionary<WeighKind, ReaderWeights> Weights { get; } = [];

    /// <summary>Of the tables those that weigh differently to different readers.</summary>
    internal HashSet<int> Weighed { get; } = [];

    /// <summary>Groups and roles that policies on the tables name.</summary>
    internal required HashSet<PrincipalId> Containers { get; init; }

    /// <summary>Some condition of these policies may ask what somebody is in.</summary>
    internal required bool IsPersonal { get; init; }

    /// <returns>False where they are the same.</returns>
    internal bool Read(PrincipalSet sure, PrincipalSet possible)
    {
        if (sure.Equals(Sure) && possible.Equals(Possible))
        {
            return false;
        }

        (Sure, Possible) = (sure, possible);
        return true;
    }

    /// <summary>Asks the rule for some accounts anew.</summary>
    /// <returns>False where nothing differs.</returns>
    internal bool Read(IEnumerable<(int Account, ulong[] Containers)> accounts)
    {
        var (sure, possible) = (Sure, Possible);
        foreach (var (account, containers) in accounts)
        {
            var decision = rule!.Of(account, containers);
            var isCertain = ReferenceEquals(sure, possible) && decision != AccessDecision.Conditional;
            sure = sure.With(account, decision == AccessDecision.Allowed);
            possible = isCertain ? sure : possible.With(account, decision != AccessDecision.Denied);
        }

        if (ReferenceEquals(sure, Sure) && ReferenceEquals(possible, Possible))
        {
            return false;
        }

        (Sure, Possible) = (sure, possible);
        return true;
    }
}

/// <summary>What one look at some tables found of one of them.</summary>
/// <param name="Signature">Equal numbers of one look have equal readers.</param>
/// <param name="Kind">Null where the table weighs the same to everybody, or where no rule says what it weighs.</param>
internal readonly record struct SlicedTable(
    int Signature,
    PrincipalSet Sure,
    PrincipalSet Possible,
    ImmutableArray<string> Groups,
    ReaderWeights Weights,
    ReadingRule? Rule,
    WeighKind? Kind
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

            var (kind, weighs) = Weigh(index, table, classes, columnRules);
            found.Add(
                facts.Tables[value].Name,
                new(
                    signature,
                    readers.Sure,
                    readers.Possible,
                    [.. groups.GroupsOf(table).Select(group => group.Group.Name)],
                    weighs,
                    rules[signature],
                    kind
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

    // The kind says nothing where policies have conditions: their rules may be alike and their readers not.
    private (WeighKind? Kind, ReaderWeights Weights) Weigh(
        AccessIndex index,
        TableOrdinal ordinal,
        ILookup<(string Database, string? Table), Classification> classes,
        Dictionary<int, ReadingRule> rules
    ) =>
        WholeOf(weights, index, ordinal, classes, out var all, out var columns) is { } same
            ? (null, same)
            : (KindOf(index, ordinal, all, columns, rules), ReaderWeights.Of(index, ordinal, all, columns));

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
        return all is { } whole && index.ReadsAllOrNothing(ordinal) && SeverityWeights.OfReader(columns, all) == whole
            ? ReaderWeights.Same(whole)
            : null;
    }

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
