using GovernanceDashboard.Access;

namespace GovernanceDashboard.Exposure.Ledger;

/// <summary>
/// Tables that weigh differently to different readers: what they weigh to those exposed is summed while the walk goes. All others weigh the
/// same to everybody, and are summed afterwards. For one thread.
/// </summary>
internal sealed class WeighedTables(LedgerPeople people, int tables, DateTimeOffset from)
{
    private static readonly LedgerLayer[] s_layers = Enum.GetValues<LedgerLayer>();
    private readonly double[][] _sums = Array.ConvertAll(s_layers, _ => new double[tables]);
    private readonly double[][] _rates = Array.ConvertAll(s_layers, _ => new double[tables]);
    private readonly Dictionary<int, DateTimeOffset> _since = [];
    private readonly HashSet<int> _touched = [];

    /// <summary>Σ w(p, t) x days over the people, by layer and table.</summary>
    internal double[][] Sums => _sums;

    /// <summary>Σ w(p, t) over the people exposed now, by layer and table.</summary>
    internal double[][] Rates => _rates;

    /// <summary>Whether the table weighs differently to different readers.</summary>
    internal bool Holds(int table) => _since.ContainsKey(table);

    /// <summary>What it weighs to whom may be otherwise now.</summary>
    internal void Touch(int table) => _touched.Add(table);

    /// <summary>Takes what was touched; everything where who is enabled may be otherwise.</summary>
    internal int[] Touched(bool isAll)
    {
        if (isAll)
        {
            _touched.UnionWith(_since.Keys);
        }

        int[] touched = [.. _touched];
        _touched.Clear();
        return touched;
    }

    /// <summary>Σ w(p, t) over the people who are in a sheet now, by layer.</summary>
    internal double[] RatesOf(Sheet sheet, ReaderWeights weights, PrincipalSet enabled) =>
        Array.ConvertAll(
            s_layers,
            layer =>
                weights.Sum(
                    SheetBook.Now(sheet, layer).Intersect(people.People),
                    layer is LedgerLayer.GrossSure or LedgerLayer.NetSure,
                    readers => people.Fold(readers, enabled)
                )
        );

    /// <param name="rates">Null for a table that is in no sheet, or weighs the same to everybody from now on.</param>
    internal void Put(int table, double[]? rates, DateTimeOffset at)
    {
        Accrue(table, at);
        foreach (var layer in s_layers)
        {
            _rates[(int)layer][table] = rates?[(int)layer] ?? 0;
        }

        if (rates is not null)
        {
            _since[table] = at;
        }
        else
        {
            _since.Remove(table);
        }
    }

    internal void Finish(DateTimeOffset to)
    {
        foreach (var table in _since.Keys.ToArray())
        {
            Accrue(table, to);
        }
    }

    private void Accrue(int table, DateTimeOffset at)
    {
        var days = (at - _since.GetValueOrDefault(table, from)).TotalDays;
        foreach (var layer in s_layers)
        {
            _sums[(int)layer][table] += _rates[(int)layer][table] * days;
        }
    }
}
