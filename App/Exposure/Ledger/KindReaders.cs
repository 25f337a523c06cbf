using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Exposure.Metrics;

namespace GovernanceDashboard.Exposure.Ledger;

/// <summary>A rule of columns with those who read by it now, and the kinds of tables that hold it.</summary>
internal sealed record ColumnRule(ReadingRule Rule, RuleReaders Readers)
{
    internal HashSet<KindReaders> Kinds { get; } = [];
}

/// <summary>Columns of one weight, and who reads any of them now.</summary>
/// <param name="Row">Identities; of an account that stands for another it says nothing.</param>
internal sealed record WeightPart(double Weight, ImmutableArray<ColumnRule> Rules, ulong[] Row);

/// <summary>
/// What tables of one kind weigh to each person now: the largest weight over the columns that they read, at least and at most. Kept up to date
/// person by person. For one thread.
/// </summary>
internal sealed class KindReaders
{
    private readonly LedgerPeople _people;
    private readonly ImmutableArray<WeightPart>[] _parts; // at least, at most

    internal KindReaders(
        LedgerPeople people,
        WeighKind kind,
        Func<ReadingRule, ColumnRule> ruleOf,
        PrincipalSet enabled
    )
    {
        (_people, Kind) = (people, kind);
        var columns = kind.Columns.Select(column =>
            (Weight: column.Weight ?? new(SeverityWeights.Least, kind.Whole.High), Rule: ruleOf(column.Rule))
        );
        _parts =
        [
            PartsOf(columns.Select(column => (column.Weight.Low, column.Rule)), true),
            PartsOf(columns.Select(column => (column.Weight.High, column.Rule)), false),
        ];
        foreach (var rule in Rules)
        {
            rule.Kinds.Add(this);
        }

        foreach (var person in people.WithFurther)
        {
            Read(person, enabled);
        }
    }

    internal WeighKind Kind { get; }

    /// <summary>How many tables are of it now.</summary>
    internal int Tables { get; set; }

    /// <summary>The sheets in which tables of it stand now.</summary>
    internal HashSet<WeighedSheet> Sheets { get; } = new(ReferenceEqualityComparer.Instance);

    internal IEnumerable<ColumnRule> Rules => _parts[0].SelectMany(part => part.Rules).Distinct();

    /// <summary>Heaviest first: a person weighs the first that they are in.</summary>
    internal ImmutableArray<WeightPart> Parts(bool isSure) => _parts[isSure ? 0 : 1];

    /// <summary>What it weighs to whoever is in no part.</summary>
    internal double Otherwise(bool isSure) => isSure ? SeverityWeights.Least : Kind.Whole.High;

    /// <summary>Looks at one identity anew.</summary>
    internal void Read(int person, PrincipalSet enabled)
    {
        var hasFurther = _people.HasFurther(person);
        for (var bound = 0; bound < _parts.Length; bound++)
        {
            foreach (var part in _parts[bound])
            {
                // Who has one account alone is in no sheet while it is disabled.
                var reads = (!hasFurther || enabled.Contains(person)) && Reads(part, person, bound == 0);
                if (hasFurther && !reads)
                {
                    foreach (var account in _people.FurtherOf(person))
                    {
                        reads |= enabled.Contains(account) && Reads(part, account, bound == 0);
                    }
                }

                BitRow.Put(part.Row, person, reads);
            }
        }
    }

    private ImmutableArray<WeightPart> PartsOf(IEnumerable<(double Weight, ColumnRule Rule)> columns, bool isSure) =>
        [
            .. columns
                .GroupBy(column => column.Weight, column => column.Rule)
                .OrderByDescending(same => same.Key)
                .Select(same =>
                {
                    ImmutableArray<ColumnRule> rules = [.. same.Distinct()];
                    var row = new ulong[BitRow.WordsFor(_people.None.Universe)];
                    foreach (var rule in rules)
                    {
                        rule.Readers.OrInto(row, isSure);
                    }

                    return new WeightPart(same.Key, rules, row);
                }),
        ];

    private static bool Reads(WeightPart part, int account, bool isSure)
    {
        foreach (var rule in part.Rules)
        {
            if (rule.Readers.Is(account, isSure))
            {
                return true;
            }
        }

        return false;
    }
}
