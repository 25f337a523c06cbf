using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Exposure.Ledger;

namespace GovernanceDashboard.Exposure;

/// <summary>Person-table-days of a ledger by table group and population, net.</summary>
/// <remarks>
/// A table counts in the groups that it is in at the ledger's end, or was in last where it is gone. Populations are those of the index's instant: a
/// person without an enabled account then is in none, but counts in the total over all people.
/// </remarks>
public static class LedgerDays
{
    public static ExposureMatrix Of(
        ExposureLedger ledger,
        AccessIndex index,
        TableGroupIndex groups,
        ImmutableArray<ResolvedPopulation> populations,
        CancellationToken cancellationToken
    )
    {
        var columns = populations.Select(population => InLedger(ledger, index, population.People)).ToArray();
        var numbers = groups
            .Groups.Select((group, number) => (group.Group.Name, number))
            .ToDictionary(pair => pair.Name, pair => pair.number, StringComparer.Ordinal);
        var groupsOf = Enumerable
            .Range(0, ledger.Tables.Length)
            .Select(table =>
                ledger.GroupsAtEnd(table).Where(numbers.ContainsKey).Select(name => numbers[name]).ToArray()
            )
            .ToArray();

        var low = Sum(LedgerLayer.NetSure);
        var high = Sum(LedgerLayer.NetPossible);
        var width = columns.Length + 1;
        var cells = ImmutableArray.CreateBuilder<MeasuredCell>(groups.Groups.Length * columns.Length);
        var totals = ImmutableArray.CreateBuilder<MeasuredCell>(groups.Groups.Length);
        for (var group = 0; group < groups.Groups.Length; group++)
        {
            for (var column = 0; column < columns.Length; column++)
            {
                cells.Add(populations[column].People.IsEmpty ? default : Cell((group * width) + column));
            }

            totals.Add(Cell((group * width) + columns.Length));
        }

        return new(HeatmapMeasure.Days, cells.MoveToImmutable(), totals.MoveToImmutable());

        MeasuredCell Cell(int at) => MeasuredCell.Of(new(low[at], high[at]));

        double[] Sum(LedgerLayer layer)
        {
            var sum = new double[groups.Groups.Length * (columns.Length + 1)];
            foreach (var sheet in ledger.Sheets.Where(sheet => (sheet.Layers & (1 << (int)layer)) != 0))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var stays = sheet.Stays.Where(stay => stay.From < stay.To && groupsOf[stay.Table].Length > 0).ToArray();
                for (var column = 0; stays.Length > 0 && column <= columns.Length; column++)
                {
                    var people = column < columns.Length ? columns[column] : ledger.People;
                    var count = new SheetCount(sheet, layer, people);
                    if (count.IsEmpty)
                    {
                        continue;
                    }

                    foreach (var stay in stays)
                    {
                        var days = (double)count.Ticks(stay.From, stay.To) / TimeSpan.TicksPerDay;
                        foreach (var group in groupsOf[stay.Table])
                        {
                            sum[(group * (columns.Length + 1)) + column] += days;
                        }
                    }
                }
            }

            return sum;
        }
    }

    private static PrincipalSet InLedger(ExposureLedger ledger, AccessIndex index, PrincipalSet people) =>
        PrincipalSet.Of(
            ledger.Accounts.Length,
            people
                .Members()
                .Select(person => ledger.Find(index.Accounts[person.Value].Id.Name))
                .OfType<PrincipalOrdinal>()
                .Distinct()
        );
}
