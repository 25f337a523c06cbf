using System.Numerics;
using GovernanceDashboard.Access;

namespace GovernanceDashboard.Exposure.Ledger;

/// <summary>
/// The longest that one of some identities was exposed to one table without a break, across sheets. Tables that stood open longest at all are
/// looked at first, and only while they could still exceed what was found.
/// </summary>
internal sealed class LongestStay(LedgerLayer layer, PrincipalSet who)
{
    private readonly int _bit = 1 << (int)layer;
    private readonly ulong[] _only = who.ToRow();
    private readonly ulong[] _row = new ulong[BitRow.WordsFor(who.Universe)];
    private readonly long[] _since = new long[who.Universe];
    private long _longest;

    /// <param name="byTable">Each table's stays, in any order; null where nobody was exposed to it.</param>
    /// <returns>UTC ticks.</returns>
    internal long Of(IReadOnlyList<List<(TableStay Stay, Sheet Sheet)>?> byTable)
    {
        var tables = new List<(long Most, List<(TableStay Stay, Sheet Sheet)> Stays)>();
        foreach (var stays in byTable)
        {
            if (stays is null)
            {
                continue;
            }

            stays.Sort((one, other) => one.Stay.From.CompareTo(other.Stay.From));
            var (most, begin, end) = (0L, 0L, -1L);
            foreach (var (stay, _) in stays)
            {
                begin = stay.From == end ? begin : stay.From;
                end = stay.To;
                most = Math.Max(most, end - begin);
            }

            tables.Add((most, stays));
        }

        foreach (var (most, stays) in tables.OrderByDescending(table => table.Most))
        {
            if (most <= _longest)
            {
                break;
            }

            Look(stays);
        }

        return _longest;
    }

    private void Look(List<(TableStay Stay, Sheet Sheet)> stays)
    {
        var end = -1L;
        foreach (var (stay, sheet) in stays)
        {
            if (stay.From != end)
            {
                End(_row, end);
            }

            var row = sheet.First[layer].ToRow();
            var next = 0;
            for (; next < sheet.Moves.Count && sheet.Moves[next].At <= stay.From; next++)
            {
                if ((sheet.Moves[next].Layers & _bit) != 0)
                {
                    sheet.Moves[next].Gone.RemoveFrom(row);
                    sheet.Moves[next].Come.OrInto(row);
                }
            }

            BitRow.And(row, _only);
            var gone = (ulong[])_row.Clone();
            BitRow.AndNot(gone, row);
            End(gone, stay.From);
            BitRow.AndNot(row, _row);
            Begin(row, stay.From);
            for (; next < sheet.Moves.Count && sheet.Moves[next].At < stay.To; next++)
            {
                var move = sheet.Moves[next];
                if ((move.Layers & _bit) == 0)
                {
                    continue;
                }

                foreach (var person in move.Gone.Ordinals())
                {
                    Put(person, false, move.At);
                }

                foreach (var person in move.Come.Ordinals())
                {
                    Put(person, true, move.At);
                }
            }

            end = stay.To;
        }

        End(_row, end);
    }

    private void Put(int person, bool isIn, long at)
    {
        if (!BitRow.IsSet(_only, person) || BitRow.IsSet(_row, person) == isIn)
        {
            return;
        }

        BitRow.Put(_row, person, isIn);
        if (isIn)
        {
            _since[person] = at;
        }
        else
        {
            _longest = Math.Max(_longest, at - _since[person]);
        }
    }

    private void Begin(ulong[] some, long at) => Each(some, person => Put(person, true, at));

    private void End(ulong[] some, long at) => Each((ulong[])some.Clone(), person => Put(person, false, at));

    private static void Each(ulong[] row, Action<int> look)
    {
        for (var word = 0; word < row.Length; word++)
        {
            for (var bits = row[word]; bits != 0; bits &= bits - 1)
            {
                look((word * BitRow.WordBits) + BitOperations.TrailingZeroCount(bits));
            }
        }
    }
}
