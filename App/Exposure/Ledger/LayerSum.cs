using GovernanceDashboard.Access;

namespace GovernanceDashboard.Exposure.Ledger;

/// <summary>Adds up one layer of a ledger for some identities, sheet by sheet: nothing is multiplied out.</summary>
internal sealed class LayerSum
{
    internal LayerSum(ExposureLedger ledger, LedgerLayer layer, PrincipalSet who)
    {
        Sheet[] sheets = [.. ledger.Sheets.Where(sheet => (sheet.Layers & (1 << (int)layer)) != 0)];
        var (ticks, held, first, last) = ((Int128)0, (Int128)0, long.MaxValue, long.MinValue);
        var people = new ulong[BitRow.WordsFor(who.Universe)];
        var byTable = new List<(TableStay Stay, Sheet Sheet)>?[ledger.Tables.Length];
        foreach (var sheet in sheets)
        {
            var count = new SheetCount(sheet, layer, who);
            if (count.IsEmpty)
            {
                continue;
            }

            sheet.AddPresent(layer, sheet.From, sheet.To, people);
            foreach (var stay in sheet.Stays)
            {
                if (stay.From >= stay.To || count.Ends(stay.From, stay.To) is not { } ends)
                {
                    continue;
                }

                ticks += count.Ticks(stay.From, stay.To);
                held += count.Held(stay.From, stay.To);
                Open += stay.To == ledger.To.UtcTicks ? count.At(stay.To - 1) : 0;
                (first, last) = (Math.Min(first, ends.First), Math.Max(last, ends.Last));
                (byTable[stay.Table] ??= []).Add((stay, sheet));
            }
        }

        (PersonTableDays, TableDays) = (Days(ticks), Days(held));
        if (first <= last)
        {
            (First, Last) = (new(first, TimeSpan.Zero), new(last, TimeSpan.Zero));
        }

        People = who.CountIn(people);
        PersonDays = Days(new SheetDepth(sheets, layer, who).Ticks);
        for (var table = 0; table < ledger.Tables.Length; table++)
        {
            WeightedDays += ledger.WeightedDays(layer, table);
            if (byTable[table] is { } mine)
            {
                Tables++;
                Pairs += PairsOf(mine, layer, who, people);
            }
        }

        Longest = new TimeSpan(new LongestStay(layer, who).Of(byTable));
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

    private static int PairsOf(
        List<(TableStay Stay, Sheet Sheet)> stays,
        LedgerLayer layer,
        PrincipalSet who,
        ulong[] row
    )
    {
        Array.Clear(row);
        foreach (var (stay, sheet) in stays)
        {
            sheet.AddPresent(layer, stay.From, stay.To, row);
        }

        return who.CountIn(row);
    }

    private static double Days(Int128 ticks) => (double)ticks / TimeSpan.TicksPerDay;
}
