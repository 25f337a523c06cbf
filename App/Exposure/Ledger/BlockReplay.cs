using System.Collections.Immutable;
using GovernanceDashboard.Access;

namespace GovernanceDashboard.Exposure.Ledger;

/// <summary>Multiplies sheets out into blocks, for some of the tables: what happened is told once more, in order.</summary>
/// <param name="isWanted">By table.</param>
internal sealed class BlockReplay(
    ImmutableArray<Sheet> sheets,
    bool[] isWanted,
    PrincipalSet none,
    DateTimeOffset from,
    DateTimeOffset to,
    IReadOnlyDictionary<long, MomentCauses> causes
)
{
    private readonly LayerBook _book = new(isWanted.Length, none, from);

    internal LayerBook Blocks()
    {
        var pages = sheets
            .Where(sheet => sheet.Stays.Any(stay => isWanted[stay.Table] && stay.From < stay.To))
            .Select(sheet => new Page(sheet))
            .ToArray();
        var moments = pages
            .SelectMany(page => page.Moments(isWanted).Select(at => (At: at, Page: page)))
            .Where(moment => moment.At < to.UtcTicks)
            .Distinct()
            .GroupBy(moment => moment.At, moment => moment.Page)
            .OrderBy(moment => moment.Key);
        var nobody = ExposedSets.Nobody(none);
        foreach (var moment in moments)
        {
            var changed = new Dictionary<int, ExposedSets>();
            foreach (var page in moment)
            {
                foreach (var stay in page.Ending(moment.Key))
                {
                    changed[stay.Table] = nobody;
                }
            }

            foreach (var page in moment)
            {
                page.Go(moment.Key, isWanted);
                foreach (var table in page.Here)
                {
                    changed[table] = page.Now;
                }
            }

            var what = causes.GetValueOrDefault(moment.Key, MomentCauses.Nothing);
            _book.Put(
                new(moment.Key, TimeSpan.Zero),
                changed.OrderBy(each => each.Key).Select(each => (each.Key, each.Value)),
                what.On
            );
        }

        _book.Finish(to);
        return _book;
    }

    /// <summary>One sheet while it is told.</summary>
    private sealed class Page(Sheet sheet)
    {
        private readonly Dictionary<int, long> _here = [];
        private int _move;
        private int _stay;

        internal ExposedSets Now { get; private set; } = sheet.First;

        internal IEnumerable<int> Here => _here.Keys;

        internal IEnumerable<long> Moments(bool[] isWanted) =>
            sheet
                .Stays.Where(stay => isWanted[stay.Table])
                .SelectMany(stay => new[] { stay.From, stay.To })
                .Concat(sheet.Moves.Select(move => move.At));

        /// <summary>Takes out tables whose stay ends.</summary>
        internal (int Table, long To)[] Ending(long at)
        {
            (int Table, long To)[] ending =
            [
                .. _here.Where(stay => stay.Value == at).Select(stay => (stay.Key, stay.Value)),
            ];
            foreach (var (table, _) in ending)
            {
                _here.Remove(table);
            }

            return ending;
        }

        internal void Go(long at, bool[] isWanted)
        {
            for (; _move < sheet.Moves.Count && sheet.Moves[_move].At <= at; _move++)
            {
                Now = Now.After(sheet.Moves[_move]);
            }

            for (; _stay < sheet.Stays.Count && sheet.Stays[_stay].From <= at; _stay++)
            {
                var stay = sheet.Stays[_stay];
                if (isWanted[stay.Table] && stay.From < stay.To)
                {
                    _here[stay.Table] = stay.To;
                }
            }
        }
    }
}
