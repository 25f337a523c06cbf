using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Exposure;

/// <summary>A table group with its members resolved.</summary>
/// <param name="Tables">Ascending. A table may be in several groups.</param>
/// <param name="Unclassified">How many of the tables have no classification at all, on themselves, a column or their database.</param>
public sealed record ResolvedTableGroup(TableGroup Group, ImmutableArray<TableOrdinal> Tables, int Unclassified);

/// <summary>
/// Resolves the rules of every table group against the catalogue: globs on the full name (without case, <c>*</c> crosses the dot),
/// <c>class:</c> (any basis, without case), <c>tag:</c> (the source's own tags, with case), and pins.
/// </summary>
public sealed class TableGroupIndex
{
    private const string ClassRule = "class:";
    private const string TagRule = "tag:";

    private readonly Dictionary<string, ResolvedTableGroup> _byName;
    private readonly Lazy<ILookup<TableOrdinal, ResolvedTableGroup>> _byTable;
    private readonly TableSpread _spread;

    private TableGroupIndex(ImmutableArray<ResolvedTableGroup> groups, TableSpread spread)
    {
        Groups = groups;
        _spread = spread;
        _byName = groups.ToDictionary(group => group.Group.Name, StringComparer.Ordinal);
        _byTable = new(() =>
            groups
                .SelectMany(group => group.Tables.Select(table => (table, group)))
                .ToLookup(pair => pair.table, pair => pair.group)
        );
    }

    public static TableGroupIndex Build(AccessIndex index, CancellationToken cancellationToken) =>
        Build(index.Facts, cancellationToken);

    /// <summary>An index and its groups, side by side: neither waits for the other.</summary>
    /// <exception cref="OperationCanceledException">The build was cancelled.</exception>
    public static (AccessIndex Index, TableGroupIndex Groups) BuildWithIndex(
        EstateFacts facts,
        CancellationToken cancellationToken
    )
    {
        AccessIndex? index = null;
        TableGroupIndex? groups = null;
        Parallel.Invoke(
            new ParallelOptions { CancellationToken = cancellationToken },
            () => index = AccessIndex.Build(facts, cancellationToken),
            () => groups = Build(facts, cancellationToken)
        );
        return (index!, groups!);
    }

    /// <summary>Groups follow from names and classes alone: no access is decided.</summary>
    public static TableGroupIndex Build(EstateFacts facts, CancellationToken cancellationToken)
    {
        var spread = new TableSpread(facts);
        var ordinals = facts.Tables.Select((table, ordinal) => (table.Name, ordinal)).ToDictionary();
        var names = facts.Tables.Select(table => table.Name.ToString()).ToArray();
        var groups = ImmutableArray.CreateBuilder<ResolvedTableGroup>();
        foreach (var group in facts.TableGroups.OrderBy(group => group.Name, StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var members = new List<int>();
            foreach (var rule in group.Rules)
            {
                members.AddRange(Resolve(rule.Trim(), names, spread));
            }

            members.AddRange(group.Pins.Where(ordinals.ContainsKey).Select(pin => ordinals[pin]));
            members = [.. members.Distinct().Order()];
            groups.Add(
                new(
                    group,
                    [.. members.Select(table => new TableOrdinal(table))],
                    members.Count(table => spread.Classes[table].IsEmpty)
                )
            );
        }

        return new(groups.ToImmutable(), spread);
    }

    /// <summary>Whether a rule of a group goes by class or tag and not by name.</summary>
    public static bool IsByClass(string rule) =>
        rule.AsSpan().Trim().StartsWith(ClassRule, StringComparison.OrdinalIgnoreCase)
        || rule.AsSpan().Trim().StartsWith(TagRule, StringComparison.OrdinalIgnoreCase);

    /// <summary>By name, ordinal order.</summary>
    public ImmutableArray<ResolvedTableGroup> Groups { get; }

    public ResolvedTableGroup? Find(string name) => _byName.GetValueOrDefault(name);

    public ImmutableArray<ResolvedTableGroup> GroupsOf(TableOrdinal table) => [.. _byTable.Value[table]];

    /// <summary>Classes found on the table, its columns and its database, sorted and distinct; empty means unclassified: unknown, never safe.</summary>
    public ImmutableArray<string> ClassesOf(TableOrdinal table) => _spread.Classes[table.Value];

    /// <summary>Classes that may be there besides, sorted and distinct; they make no table classified.</summary>
    public ImmutableArray<string> PossibleOf(TableOrdinal table) => _spread.Possible.GetValueOrDefault(table.Value, []);

    /// <summary>The class or tag that a rule asks for; null where it is a glob.</summary>
    internal static string? ClassIn(string rule) =>
        rule.StartsWith(ClassRule, StringComparison.OrdinalIgnoreCase) ? rule[ClassRule.Length..].Trim()
        : rule.StartsWith(TagRule, StringComparison.OrdinalIgnoreCase) ? rule[TagRule.Length..].Trim()
        : null;

    private static IEnumerable<int> Resolve(string rule, string[] names, TableSpread spread)
    {
        if (rule.StartsWith(ClassRule, StringComparison.OrdinalIgnoreCase))
        {
            return spread.OfClass(rule[ClassRule.Length..].Trim());
        }

        if (rule.StartsWith(TagRule, StringComparison.OrdinalIgnoreCase))
        {
            return spread.OfTag(rule[TagRule.Length..].Trim());
        }

        var glob = rule.ToLowerInvariant();
        var wildcard = glob.AsSpan().IndexOfAny('*', '?');
        var prefix = wildcard < 0 ? glob : glob[..wildcard];
        var dot = prefix.IndexOf('.', StringComparison.Ordinal);

        // A rule that names its database looks through that one alone.
        var tables = dot < 0 ? Enumerable.Range(0, names.Length) : spread.OfDatabase(prefix[..dot]);
        return tables.Where(table =>
            names[table].StartsWith(prefix, StringComparison.Ordinal) && Wildcard.Matches(glob, names[table])
        );
    }
}
