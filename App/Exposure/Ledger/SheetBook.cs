using System.Collections.Immutable;
using GovernanceDashboard.Access;

namespace GovernanceDashboard.Exposure.Ledger;

/// <summary>
/// The sheets of a ledger while it is written: which table is in which, and who is in each now. Tables of one slice and one audience share a
/// sheet, and those that were decided apart with equal outcome. For one thread.
/// </summary>
internal sealed class SheetBook(int tables)
{
    private const int AllLayers = 15;

    private readonly List<Sheet> _all = [];
    private readonly Dictionary<(TableSlice, int), Sheet> _byKey = [];
    private readonly Dictionary<TableSlice, List<Sheet>> _bySlice = [];
    private readonly Dictionary<int, HashSet<Sheet>> _byAudience = [];
    private readonly Dictionary<ExposedSets, Sheet> _apart = [];
    private readonly (Sheet? Sheet, int Stay)[] _placeOf = new (Sheet?, int)[tables];
    private readonly SheetMove?[] _come = new SheetMove?[AllLayers + 1]; // of one person at one instant
    private readonly SheetMove?[] _gone = new SheetMove?[AllLayers + 1];
    private (int Person, long At) _movesOf = (-1, -1);
    private int _mark;

    internal ImmutableArray<Sheet> All => [.. _all];

    internal Sheet? Of(int table) => _placeOf[table].Sheet;

    internal static PrincipalSet Now(Sheet sheet, LedgerLayer layer) => sheet.Live!.Rows[layer];

    internal Sheet? Find(TableSlice slice, int audience) => _byKey.GetValueOrDefault((slice, audience));

    internal Sheet Begin(TableSlice slice, int audience, ExposedSets sets, long at)
    {
        var sheet = Begin(sets, at, new(new(sets), slice, audience));
        _byKey.Add((slice, audience), sheet);
        (_bySlice.TryGetValue(slice, out var same) ? same : _bySlice[slice] = []).Add(sheet);
        (_byAudience.TryGetValue(audience, out var alike) ? alike : _byAudience[audience] = []).Add(sheet);
        return sheet;
    }

    /// <summary>Of tables that were decided apart: nobody comes or goes while they are in it.</summary>
    internal Sheet Apart(ExposedSets sets, long at) =>
        _apart.TryGetValue(sets, out var known) ? known : _apart[sets] = Begin(sets, at, new(new(sets), null, -1));

    /// <summary>Sheets of the slices or of the audiences; all where neither is told. Of tables that were decided apart none.</summary>
    internal List<Sheet> Concerned(IReadOnlyCollection<TableSlice>? slices, IReadOnlyCollection<int>? audiences)
    {
        if (slices is null || audiences is null)
        {
            return [.. _byKey.Values];
        }

        var concerned = new List<Sheet>();
        _mark++;
        foreach (var slice in slices)
        {
            Add(_bySlice.GetValueOrDefault(slice));
        }

        foreach (var audience in audiences)
        {
            Add(_byAudience.GetValueOrDefault(audience));
        }

        return concerned;

        void Add(IEnumerable<Sheet>? sheets)
        {
            foreach (var sheet in sheets ?? [])
            {
                if (sheet.Live!.Mark != _mark)
                {
                    sheet.Live.Mark = _mark;
                    concerned.Add(sheet);
                }
            }
        }
    }

    /// <summary>The person is in these layers from an instant on.</summary>
    /// <returns>False where nothing differs.</returns>
    internal bool Put(Sheet sheet, int person, int layers, long at, Func<int, PrincipalSet> setOf)
    {
        var rows = sheet.Live!.Rows;
        var before = rows.Of(person);
        if (before == layers)
        {
            return false;
        }

        rows.Put(person, layers);
        if (_movesOf != (person, at))
        {
            Array.Clear(_come);
            Array.Clear(_gone);
            _movesOf = (person, at);
        }

        // The same person in thousands of sheets: one object.
        if ((layers & ~before) is var come and not 0)
        {
            sheet.Add(_come[come] ??= new(at, setOf(-1), setOf(person), come));
        }

        if ((before & ~layers) is var gone and not 0)
        {
            sheet.Add(_gone[gone] ??= new(at, setOf(person), setOf(-1), gone));
        }

        return true;
    }

    /// <summary>All that are in it from an instant on.</summary>
    /// <returns>False where nothing differs.</returns>
    internal static bool Put(Sheet sheet, ExposedSets sets, long at)
    {
        var isOther = false;
        foreach (var (gone, come, layers) in sheet.Live!.Rows.Replace(sets))
        {
            sheet.Add(new(at, gone, come, layers));
            isOther = true;
        }

        return isOther;
    }

    /// <summary>The table stands in the sheet from an instant on, with a weight; in none where nobody can be exposed to it.</summary>
    internal void Put(int table, Sheet? sheet, double low, double high, long at)
    {
        var (before, number) = _placeOf[table];
        if (ReferenceEquals(before, sheet))
        {
            if (sheet is null || sheet.Stays[number] is var stay && stay.Low.Equals(low) && stay.High.Equals(high))
            {
                return;
            }
        }

        // First it comes: a sheet that it alone is in goes on.
        _placeOf[table] = (sheet, sheet?.Enter(new(table, at, long.MaxValue, low, high)) ?? -1);
        before?.Leave(number, at);
        if (before is { Here: 0 })
        {
            End(before);
        }
    }

    /// <summary>What is open ends with the ledger.</summary>
    internal void Finish(long to)
    {
        for (var table = 0; table < _placeOf.Length; table++)
        {
            Put(table, null, 0, 0, to);
        }
    }

    private Sheet Begin(ExposedSets sets, long at, LiveSheet live)
    {
        var sheet = new Sheet(sets, at) { Live = live };
        _all.Add(sheet);
        return sheet;
    }

    private void End(Sheet sheet)
    {
        var live = sheet.Live!;
        sheet.Live = null;
        if (live.Slice is { } slice)
        {
            _byKey.Remove((slice, live.Audience));
            _bySlice[slice].Remove(sheet);
            if (_bySlice[slice].Count == 0)
            {
                _bySlice.Remove(slice);
            }

            _byAudience[live.Audience].Remove(sheet);
        }
        else
        {
            _apart.Remove(sheet.First);
        }
    }
}
