using GovernanceDashboard.Access;

namespace GovernanceDashboard.Exposure.Ledger;

/// <summary>Adds up one layer of a ledger for some identities. One pass over the blocks for each figure.</summary>
internal sealed class LayerSum
{
    internal LayerSum(ExposureLedger ledger, LedgerLayer layer, PrincipalSet who)
    {
        var blocks = new List<(ExposureBlock Block, PrincipalSet Who)>();
        var mine = new Dictionary<PrincipalSet, PrincipalSet>(ReferenceEqualityComparer.Instance);
        foreach (var block in ledger.Blocks(layer))
        {
            if (!mine.TryGetValue(block.Who, out var people))
            {
                people = block.Who.Intersect(who);
                mine.Add(block.Who, people = people.Count == block.Who.Count ? block.Who : people);
            }

            if (!people.IsEmpty)
            {
                blocks.Add((block, people));
            }
        }

        var ever = new ulong[]?[ledger.Tables.Length];
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
                people.OrInto(ever[table] ??= new ulong[BitRow.WordsFor(who.Universe)]);
            }
        }

        PersonTableDays = Days(ticks);
        var all = new ulong[BitRow.WordsFor(who.Universe)];
        foreach (var row in ever.OfType<ulong[]>())
        {
            Pairs += BitRow.Count(row);
            Tables++;
            BitRow.Or(all, row);
        }

        People = BitRow.Count(all);
        for (var table = 0; table < ledger.Tables.Length; table++)
        {
            WeightedDays += ledger.WeightedDays(layer, table);
        }

        // Beginnings first: who leaves one block for another at once was there all the time.
        var moments = new (long At, bool IsEnd, int Block)[2 * blocks.Count];
        for (var block = 0; block < blocks.Count; block++)
        {
            moments[2 * block] = (blocks[block].Block.From.UtcTicks, false, block);
            moments[(2 * block) + 1] = (blocks[block].Block.To.UtcTicks, true, block);
        }

        Array.Sort(moments);
        TableDays = Days(Lasting(moments, block => blocks[block].Block.Tables.AsSpan(), ledger.Tables.Length));
        PersonDays = Days(Lasting(moments, block => blocks[block].Who.Ordinals(), who.Universe));
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
    private static Int128 Lasting((long At, bool IsEnd, int Block)[] moments, Members membersOf, int universe)
    {
        var (depth, since, sum) = (new int[universe], new long[universe], (Int128)0);
        foreach (var (at, isEnd, block) in moments)
        {
            foreach (var member in membersOf(block))
            {
                if (isEnd)
                {
                    sum += --depth[member] == 0 ? at - since[member] : 0;
                }
                else if (depth[member]++ == 0)
                {
                    since[member] = at;
                }
            }
        }

        return sum;
    }

    private delegate ReadOnlySpan<int> Members(int block);

    private static double Days(Int128 ticks) => (double)ticks / TimeSpan.TicksPerDay;
}
