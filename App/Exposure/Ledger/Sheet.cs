using GovernanceDashboard.Access;

namespace GovernanceDashboard.Exposure.Ledger;

/// <summary>
/// People x tables over a stretch of time, as two lists that are never multiplied out: the same people are exposed to every table that stands in
/// the sheet, people come and go in moves, tables in stays. A pair is exposed while both are there; what one sheet ends and another begins at the
/// same instant goes on without a break. Somebody who leaves costs one move, however many tables there are; a table that comes costs one stay,
/// however many people.
/// </summary>
/// <param name="first">Who is exposed when the first table comes.</param>
/// <param name="from">When it comes, in UTC ticks.</param>
internal sealed class Sheet(ExposedSets first, long from)
{
    private readonly List<SheetMove> _moves = [];
    private readonly List<TableStay> _stays = [];

    internal ExposedSets First => first;

    /// <summary>Null after the last table left.</summary>
    internal LiveSheet? Live { get; set; }

    internal long From => from;

    /// <summary>When the last table left.</summary>
    internal long To { get; private set; } = long.MaxValue;

    /// <summary>Ascending; those of one instant concern different layers or people.</summary>
    internal IReadOnlyList<SheetMove> Moves => _moves;

    /// <summary>By beginning; what is open has no end yet.</summary>
    internal IReadOnlyList<TableStay> Stays => _stays;

    /// <summary>A bit for each layer in which anybody ever is.</summary>
    internal int Layers { get; private set; } = first.Layers;

    /// <summary>How many tables are in it now.</summary>
    internal int Here { get; private set; }

    internal void Add(SheetMove move)
    {
        _moves.Add(move);
        Layers |= move.Layers;
    }

    /// <returns>The number of the stay.</returns>
    internal int Enter(TableStay stay)
    {
        Here++;
        _stays.Add(stay);
        return _stays.Count - 1;
    }

    internal void Leave(int stay, long at)
    {
        _stays[stay] = _stays[stay] with { To = at };
        To = --Here == 0 ? at : To;
    }

    /// <summary>Of the layer those present at some time of <c>[from, to)</c>; from lies inside the sheet.</summary>
    internal void AddPresent(LedgerLayer layer, long begin, long end, Span<ulong> into)
    {
        var bit = 1 << (int)layer;
        var row = first[layer].ToRow();
        var next = 0;
        for (; next < _moves.Count && _moves[next].At <= begin; next++)
        {
            if ((_moves[next].Layers & bit) != 0)
            {
                _moves[next].Gone.RemoveFrom(row);
                _moves[next].Come.OrInto(row);
            }
        }

        BitRow.Or(into, row);
        for (; next < _moves.Count && _moves[next].At < end; next++)
        {
            if ((_moves[next].Layers & bit) != 0)
            {
                _moves[next].Come.OrInto(into);
            }
        }
    }
}

/// <summary>What is known of a sheet only while tables stand in it.</summary>
internal sealed class LiveSheet(SheetRows rows, TableSlice? slice, int audience)
{
    internal SheetRows Rows => rows;

    /// <summary>Null for tables that were decided apart.</summary>
    internal TableSlice? Slice => slice;

    internal int Audience => audience;

    /// <summary>The last time that it was gathered.</summary>
    internal int Mark { get; set; }

    /// <summary>What tables weigh in it whose weight follows from rules, by kind; null where none does.</summary>
    internal Dictionary<KindReaders, WeighedSheet>? Kinds { get; set; }
}

/// <summary>Who goes and who comes at one instant, in some layers. Nobody does both.</summary>
/// <param name="At">UTC ticks.</param>
/// <param name="Layers">A bit for each layer.</param>
internal sealed record SheetMove(long At, PrincipalSet Gone, PrincipalSet Come, int Layers);

/// <summary>A table in a sheet over <c>[From, To)</c>, in UTC ticks.</summary>
/// <param name="Low">What it weighs to each reader, at least; 0 where that differs by reader and is summed elsewhere.</param>
/// <param name="High">At most.</param>
internal readonly record struct TableStay(int Table, long From, long To, double Low, double High)
{
    internal double Weight(LedgerLayer layer) => layer is LedgerLayer.GrossSure or LedgerLayer.NetSure ? Low : High;
}

/// <summary>One stay of some table.</summary>
internal sealed record PlacedStay(Sheet Sheet, long From, long To);
