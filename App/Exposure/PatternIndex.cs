using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using GovernanceDashboard.Access;

namespace GovernanceDashboard.Exposure;

/// <summary>
/// Collapses the estate into patterns, so that a reviewer decides on a few hundred of them and not on millions of pairs (D3). Pure:
/// the same index gives the same patterns.
/// </summary>
public sealed class PatternIndex
{
    private readonly int[] _patternOf;
    private readonly Dictionary<string, AccessPattern> _byId;

    private PatternIndex(ImmutableArray<AccessPattern> patterns, int[] patternOf)
    {
        Patterns = patterns;
        _patternOf = patternOf;
        _byId = patterns.ToDictionary(pattern => pattern.Id, StringComparer.Ordinal);
    }

    /// <summary>Most pairs first; equal ones by id.</summary>
    public ImmutableArray<AccessPattern> Patterns { get; }

    /// <summary>Person-table pairs of the whole estate.</summary>
    public long Pairs => Patterns.Sum(pattern => pattern.Pairs);

    /// <summary>Decisions that a review of everything open takes: one for each pattern with openers, one for each account in a residue list.</summary>
    public int Decisions => Patterns.Sum(pattern => (pattern.Openers.IsEmpty ? 0 : 1) + pattern.Residue.Count);

    public AccessPattern Of(TableOrdinal table) => Patterns[_patternOf[table.Value]];

    public AccessPattern? Find(string id) => _byId.GetValueOrDefault(id);

    /// <exception cref="OperationCanceledException">The build was cancelled.</exception>
    public static PatternIndex Build(AccessIndex index, CancellationToken cancellationToken)
    {
        var openers = index.OpenersBySignature(cancellationToken);
        var ids = new Dictionary<(int Signature, string? Zone), string>();
        var tablesOf = new Dictionary<string, List<TableOrdinal>>(StringComparer.Ordinal);
        for (var value = 0; value < index.Facts.Tables.Length; value++)
        {
            var table = new TableOrdinal(value);
            var key = (index.Signature(table), index.SecurityZone(table));
            if (!ids.TryGetValue(key, out var id))
            {
                ids.Add(key, id = IdOf(openers[key.Item1].Openers, key.Item2));
            }

            if (!tablesOf.TryGetValue(id, out var tables))
            {
                tablesOf.Add(id, tables = []);
            }

            tables.Add(table);
        }

        var patterns = new List<AccessPattern>(tablesOf.Count);
        foreach (var (id, tables) in tablesOf)
        {
            cancellationToken.ThrowIfCancellationRequested();
            patterns.Add(Sum(index, id, tables, openers));
        }

        patterns.Sort(
            (one, other) =>
                one.Pairs != other.Pairs ? other.Pairs.CompareTo(one.Pairs) : string.CompareOrdinal(one.Id, other.Id)
        );
        var patternOf = new int[index.Facts.Tables.Length];
        for (var pattern = 0; pattern < patterns.Count; pattern++)
        {
            foreach (var table in patterns[pattern].Tables)
            {
                patternOf[table.Value] = pattern;
            }
        }

        return new([.. patterns], patternOf);
    }

    private static AccessPattern Sum(
        AccessIndex index,
        string id,
        List<TableOrdinal> tables,
        ImmutableArray<TableOpeners> openers
    )
    {
        var people = new ulong[BitRow.WordsFor(index.Accounts.Length)];
        var residue = new ulong[people.Length];
        var pairs = 0L;
        foreach (var same in tables.GroupBy(index.Signature))
        {
            var readers = index.ReadingPeople(same.First());
            readers.OrInto(people);
            openers[same.Key].Named.OrInto(residue);
            pairs += (long)readers.Count * same.Count();
        }

        return new(
            id,
            openers[index.Signature(tables[0])].Openers,
            index.SecurityZone(tables[0]),
            [.. tables],
            PrincipalSet.FromRow(index.Accounts.Length, people),
            pairs,
            PrincipalSet.FromRow(index.Accounts.Length, residue),
            tables.Exists(index.IsConditional)
        );
    }

    private static string IdOf(ImmutableArray<AccessOpener> openers, string? zone)
    {
        // Line by line: what, whom, how far. Names cannot hold a line break or a tab.
        var text = new StringBuilder(zone).Append('\n');
        foreach (var opener in openers)
        {
            text.Append(opener.Via)
                .Append('\t')
                .Append(opener.Principal)
                .Append('\t')
                .Append(opener.Level)
                .Append(opener.IsConditional ? "\tconditional\n" : "\n");
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..12];
    }
}
