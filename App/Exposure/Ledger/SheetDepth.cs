using GovernanceDashboard.Access;

namespace GovernanceDashboard.Exposure.Ledger;

/// <summary>
/// How long each of some identities is in any sheet of a layer, together. In how many sheets each is stands in bit rows, one for each binary
/// digit: a sheet that begins or ends adds or takes all of its people at once.
/// </summary>
internal sealed class SheetDepth
{
    private const int Begins = 0;
    private const int Moves = 1;
    private const int Ends = 2;

    private readonly List<ulong[]> _digits = [];
    private readonly ulong[] _any;
    private readonly long[] _since;
    private Int128 _ticks;

    internal SheetDepth(IReadOnlyList<Sheet> sheets, LedgerLayer layer, PrincipalSet who)
    {
        var bit = 1 << (int)layer;
        _any = new ulong[BitRow.WordsFor(who.Universe)];
        _since = new long[who.Universe];
        var only = who.ToRow();
        var moves = new Dictionary<SheetMove, int>(ReferenceEqualityComparer.Instance);
        foreach (var sheet in sheets)
        {
            foreach (var move in sheet.Moves.Where(move => (move.Layers & bit) != 0 && move.At < sheet.To))
            {
                moves[move] = moves.GetValueOrDefault(move) + 1;
            }
        }

        var events = sheets
            .Select(sheet => (At: sheet.From, Order: Begins, Sheet: (Sheet?)sheet, Move: (SheetMove?)null))
            .Concat(sheets.Select(sheet => (At: sheet.To, Order: Ends, Sheet: (Sheet?)sheet, Move: (SheetMove?)null)))
            .Concat(moves.Keys.Select(move => (At: move.At, Order: Moves, Sheet: (Sheet?)null, Move: (SheetMove?)move)))
            .OrderBy(one => one.At)
            .ThenBy(one => one.Order);
        foreach (var (at, order, sheet, move) in events)
        {
            if (move is not null)
            {
                Put(move, moves[move], only, at);
                continue;
            }

            var row = order == Begins ? sheet!.First[layer].ToRow() : new ulong[_any.Length];
            if (order == Ends)
            {
                sheet!.AddPresent(layer, sheet.To - 1, sheet.To, row);
            }

            BitRow.And(row, only);
            Put(row, order == Begins, at);
        }
    }

    internal Int128 Ticks => _ticks;

    private void Put(SheetMove move, int times, ulong[] only, long at)
    {
        foreach (var (set, isCome) in new[] { (move.Come, true), (move.Gone, false) })
        {
            if (set.Count != 1)
            {
                var row = set.ToRow();
                BitRow.And(row, only);
                for (var each = 0; each < row.Length; each++)
                {
                    if (row[each] != 0)
                    {
                        Put(each, row[each], times, isCome, at);
                    }
                }

                continue;
            }

            var person = set.Ordinals()[0];
            var (word, mask) = (person / BitRow.WordBits, 1UL << (person % BitRow.WordBits));
            if ((only[word] & mask) != 0)
            {
                Put(word, mask, times, isCome, at);
            }
        }
    }

    // So many sheets at once: digit by digit.
    private void Put(int word, ulong bits, int times, bool isCome, long at)
    {
        for (var digit = 0; times >> digit != 0; digit++)
        {
            if ((times >> digit & 1) != 0)
            {
                Carry(word, bits, digit, isCome);
            }
        }

        Look(word, at);
    }

    private void Put(ulong[] row, bool isCome, long at)
    {
        for (var word = 0; word < row.Length; word++)
        {
            if (row[word] != 0)
            {
                Carry(word, row[word], 0, isCome);
                Look(word, at);
            }
        }
    }

    private void Carry(int word, ulong carry, int digit, bool isCome)
    {
        for (; carry != 0; digit++)
        {
            while (digit >= _digits.Count)
            {
                _digits.Add(new ulong[_any.Length]);
            }

            var before = _digits[digit][word];
            _digits[digit][word] = before ^ carry;
            carry &= isCome ? before : ~before;
        }
    }

    private void Look(int word, long at)
    {
        var now = 0UL;
        foreach (var digit in _digits)
        {
            now |= digit[word];
        }

        for (var come = now & ~_any[word]; come != 0; come &= come - 1)
        {
            _since[PersonOf(word, come)] = at;
        }

        for (var gone = _any[word] & ~now; gone != 0; gone &= gone - 1)
        {
            _ticks += at - _since[PersonOf(word, gone)];
        }

        _any[word] = now;
    }

    private static int PersonOf(int word, ulong bits) =>
        (word * BitRow.WordBits) + System.Numerics.BitOperations.TrailingZeroCount(bits);
}
