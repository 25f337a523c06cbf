namespace GovernanceDashboard.Exposure.Ledger;

/// <summary>Sums what tables weigh whose weight follows from the rules of their columns: once for each kind and sheet. For one thread.</summary>
/// <param name="sums">Where the sums of each table are written.</param>
internal sealed class WeighedKinds(LedgerPeople people, int tables, WeighedTables sums)
{
    private readonly ulong[] _people = people.People.ToRow();
    private readonly (WeighedSheet? In, Int128[] Before)[] _placeOf = new (WeighedSheet?, Int128[])[tables];
    private readonly HashSet<WeighedSheet> _touched = new(ReferenceEqualityComparer.Instance);

    /// <summary>People came into the sheet or left it.</summary>
    internal void Touch(Sheet sheet)
    {
        if (sheet.Live!.Kinds is { } kinds)
        {
            _touched.UnionWith(kinds.Values);
        }
    }

    /// <summary>Somebody reads other columns.</summary>
    internal void Touch(KindReaders kind) => _touched.UnionWith(kind.Sheets);

    /// <summary>The table stands in the sheet from an instant on, and is of the kind.</summary>
    /// <param name="kind">Null for a table whose weight follows from no rules.</param>
    internal void Put(int table, Sheet? sheet, KindReaders? kind, long at)
    {
        var (before, entered) = _placeOf[table];
        if (sheet is null || kind is null)
        {
            (sheet, kind) = (null, null);
        }

        if (ReferenceEquals(before?.Sheet, sheet) && ReferenceEquals(before?.Kind, kind))
        {
            return;
        }

        if (before is not null)
        {
            Leave(table, before, entered, at);
        }

        _placeOf[table] = sheet is null ? (null, []) : Enter(sheet, kind!, at);
    }

    /// <summary>Counts again where anything was touched.</summary>
    internal void Count(long at)
    {
        foreach (var touched in _touched)
        {
            touched.Count(touched.Sheet.Live!.Rows, _people, at);
        }

        _touched.Clear();
    }

    internal void Finish(long to)
    {
        for (var table = 0; table < _placeOf.Length; table++)
        {
            if (_placeOf[table] is ({ } last, var entered))
            {
                foreach (var layer in Enum.GetValues<LedgerLayer>())
                {
                    sums.Rates[(int)layer][table] = last.Rate(layer);
                }

                Leave(table, last, entered, to);
                _placeOf[table] = (null, []);
            }
        }
    }

    private (WeighedSheet, Int128[]) Enter(Sheet sheet, KindReaders kind, long at)
    {
        var kinds = sheet.Live!.Kinds ??= new(ReferenceEqualityComparer.Instance);
        if (!kinds.TryGetValue(kind, out var into))
        {
            kinds.Add(kind, into = new(sheet, kind, at));
            kind.Sheets.Add(into);
            into.Count(sheet.Live.Rows, _people, at);
        }

        into.Tables++;
        return (into, into.Upto(at));
    }

    private void Leave(int table, WeighedSheet from, Int128[] entered, long at)
    {
        _ = from.Upto(at);
        foreach (var layer in Enum.GetValues<LedgerLayer>())
        {
            sums.Sums[(int)layer][table] += from.Days(layer, entered);
        }

        if (--from.Tables > 0)
        {
            return;
        }

        _touched.Remove(from);
        from.Kind.Sheets.Remove(from);
        _ = from.Sheet.Live?.Kinds?.Remove(from.Kind);
    }
}
