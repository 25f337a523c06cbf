using GovernanceDashboard.Access;

namespace GovernanceDashboard.Exposure.Ledger;

/// <summary>Adds up one layer of a ledger for some identities. One pass over the blocks for each figure.</summary>
internal sealed class LayerSum
{
    internal LayerSum(ExposureLedger ledger, LedgerLayer layer, PrincipalSet who)
    {
        var blocks = ledger
            .Blocks(layer)
            .Select(block => (Block: block, Who: block.Who.Intersect(who)))
            .Where(each => !each.Who.IsEmpty)
            .ToArray();
        var everPerTable = new PrincipalSet?[ledger.Tables.Length];
        var ticks = (Int128)0;
        foreach (var (block, people) in blocks)
        {
            ticks += (Int128)block.Length.Ticks * people.Count * block.Tables.Length;
            Open += block.IsOpenAtEnd ? (long)people.Count * block.Tables.Length : 0;
            Longest = block.Length > Longest ? block.Length : Longest;
            First = First is { } first && first <= block.From ? first : block.From;
            Last = Last is { } last && last >= block.To ? last : block.To;
            foreach (var table in block.Tables)
            {
                everPerTable[table] = everPerTable[table]?.Union(people) ?? people;
            }
        }

        PersonTableDays = Days(ticks);
        Pairs = everPerTable.Sum(people => (long)(people?.Count ?? 0));
        Tables = everPerTable.Count(people => people is not null);
        People = everPerTable
            .OfType<PrincipalSet>()
            .Distinct()
            .Aggregate(PrincipalSet.Empty(who.Universe), (all, people) => all.Union(people))
            .Count;
        for (var table = 0; table < ledger.Tables.Length; table++)
        {
            WeightedDays += ledger.WeightedDays(layer, table);
        }

        TableDays = Days(
            Lasting(blocks.Select(each => (each.Block, (IEnumerable<int>)each.Block.Tables)), ledger.Tables.Length)
        );
        PersonDays = Days(
            Lasting(blocks.Select(each => (each.Block, (IEnumerable<int>)each.Who.Ordinals())), who.Universe)
        );
    }

    internal double PersonTableDays { get; }

    internal double WeightedDays { get; }

    internal double TableDays { get; }

    internal double PersonDays { get; }

    internal long Open { get; }

    internal long Pairs { get; }

    internal int People { get; }

    internal int Tables { get; }

    internal DateTimeOffset? First { get; }

    internal DateTimeOffset? Last { get; }

    internal TimeSpan Longest { get; }

    // How long each of them is in at least one block, together.
    private static Int128 Lasting(IEnumerable<(ExposureBlock Block, IEnumerable<int> Members)> blocks, int universe)
    {
        var moments = blocks
            .SelectMany(each =>
                new[] { (At: each.Block.From, Add: 1, each.Members), (At: each.Block.To, Add: -1, each.Members) }
            )
            // Beginnings first: who leaves one block for another at once was there all the time.
            .OrderBy(moment => moment.At)
            .ThenByDescending(moment => moment.Add);
        var (depth, since, sum) = (new int[universe], new long[universe], (Int128)0);
        foreach (var (at, add, members) in moments)
        {
            foreach (var member in members)
            {
                if (depth[member] == 0)
                {
                    since[member] = at.UtcTicks;
                }

                depth[member] += add;
                if (depth[member] == 0)
                {
                    sum += at.UtcTicks - since[member];
                }
            }
        }

        return sum;
    }

    private static double Days(Int128 ticks) => (double)ticks / TimeSpan.TicksPerDay;
}
