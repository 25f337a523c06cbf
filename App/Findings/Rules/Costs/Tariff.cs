using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Findings.Rules.Costs;

/// <summary>
/// What one cost record says of the tables of its scope: the whole is its bytes times its rate, and each table's part is the share of those bytes that the catalogue's sizes give it. Where
/// the catalogue has no size of some of them, a part is known between bounds only, and the whole stays what it is.
/// </summary>
internal sealed class Tariff
{
    /// <summary>1 GB is 10^9 bytes, as the SI has it.</summary>
    private const decimal BytesOfGb = 1_000_000_000;

    private readonly Dictionary<TableOrdinal, MoneyRange> _parts = [];
    private readonly MoneyRange _sum;

    /// <param name="tables">The tables of its scope that store data.</param>
    internal Tariff(StorageCost cost, IReadOnlyList<TableOrdinal> tables, Func<TableOrdinal, long?> bytesOf)
    {
        (Cost, Whole) = (cost, cost.Bytes / BytesOfGb * cost.RatePerGbMonth);
        var sizes = tables.Select(bytesOf).ToArray();
        var known = sizes.Sum(size => (decimal)(size ?? 0));
        var isWhole = Array.TrueForAll(sizes, size => size is not null);
        for (var table = 0; table < tables.Count; table++)
        {
            // Alone it is the whole, whatever the catalogue counts; tables without a size may be all of it, or nothing.
            var part =
                tables.Count == 1 ? new MoneyRange(Whole, Whole)
                : sizes[table] is { } size && known > 0 ? Part(Whole * size / known, isWhole)
                : isWhole && known > 0 ? MoneyRange.Zero
                : new MoneyRange(0, Whole);
            _parts.Add(tables[table], part);
            _sum += part;
        }
    }

    internal StorageCost Cost { get; }

    /// <summary>Currency units a month.</summary>
    internal decimal Whole { get; }

    /// <summary>Whether it is about any table at all.</summary>
    internal bool HasTables => _parts.Count > 0;

    internal MoneyRange Of(TableOrdinal table) => _parts[table];

    /// <summary>Of several of its tables: what the others do not take is theirs.</summary>
    internal MoneyRange Of(IEnumerable<TableOrdinal> tables)
    {
        var inside = tables.Aggregate(MoneyRange.Zero, (sum, table) => sum + _parts[table]);
        return new(
            Math.Max(inside.Low, Whole - (_sum.High - inside.High)),
            Math.Min(inside.High, Whole - (_sum.Low - inside.Low))
        );
    }

    private static MoneyRange Part(decimal share, bool isWhole) => new(isWhole ? share : 0, share);
}
