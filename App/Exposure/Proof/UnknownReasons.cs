using System.Collections.Immutable;
using GovernanceDashboard.Access;

namespace GovernanceDashboard.Exposure.Proof;

/// <summary>
/// Why pairs of people and tables are unknown: which logs are missing. A pair counts under each reason that holds for it, so that the counts may add up to more than the unknown pairs.
/// </summary>
/// <param name="Hive">Use through Hive was not logged in full over all of the exposed time.</param>
/// <param name="Files">The table's files may stand open to the person (or who may read them is not known), and their use was not logged in full.</param>
/// <param name="Views">A view over the table, or one that may show anything, stands open to the person, and its use was not logged in full.</param>
/// <param name="Person">What the person did was not logged for a time, whatever is logged of the table.</param>
/// <param name="Reads">A read is on record while it is not certain that the pair was exposed, or of a view that may have shown the table.</param>
public sealed record UnknownReasons(long Hive, long Files, long Views, long Person, long Reads)
{
    public static UnknownReasons None { get; } = new(0, 0, 0, 0, 0);

    /// <summary>Each reason that there is, with its pairs, in words; empty where nothing is unknown.</summary>
    public ImmutableArray<(string Reason, long Pairs)> Lines =>
        [
            .. new[]
            {
                ("no full log of use through Hive", Hive),
                ("no full log of use of the files, which may stand open", Files),
                ("no full log of use of views over the table", Views),
                ("a gap in what was logged of the person", Person),
                ("a read on record that may be one of exposed data", Reads),
            }.Where(line => line.Item2 > 0),
        ];
}

/// <summary>Of one group of tables: who is unknown for want of what. For one thread.</summary>
internal sealed class MissingLogs(PrincipalSet nobody)
{
    private ulong[]? _hive;
    private ulong[]? _files;
    private ulong[]? _views;
    private ulong[]? _person;

    /// <param name="add">Adds those of the part who were there while a channel was not logged in full.</param>
    internal void Add(ChannelPart part, TableCoverage coverage, Action<CoveredTime, ulong[]> add)
    {
        add(coverage.Hive, _hive ??= nobody.ToRow());
        if (part.ByFiles)
        {
            add(coverage.Files, _files ??= nobody.ToRow());
        }

        if (part.ByViews)
        {
            add(coverage.Views, _views ??= nobody.ToRow());
        }
    }

    internal void AddPerson(PrincipalOrdinal who) => BitRow.Set(_person ??= nobody.ToRow(), who.Value);

    /// <summary>Asked once, at the end.</summary>
    internal UnknownReasons Count(PrincipalSet unknown, PrincipalSet touched, PrincipalSet people, int tables)
    {
        if (unknown.IsEmpty)
        {
            return UnknownReasons.None;
        }

        var counted = unknown.Intersect(people);
        return new(Of(_hive), Of(_files), Of(_views), Of(_person), (long)touched.CountIn(counted) * tables);

        long Of(ulong[]? row) =>
            row is null ? 0 : (long)PrincipalSet.FromRow(counted.Universe, row).CountIn(counted) * tables;
    }
}
