namespace GovernanceDashboard.Exposure;

/// <summary>What a heatmap's colour stands for.</summary>
public enum HeatmapMeasure
{
    /// <summary>People who can read at least one table of the group.</summary>
    People,

    /// <summary>Those people as a percentage of the population.</summary>
    Breadth,

    /// <summary>Person-table pairs.</summary>
    Pairs,

    /// <summary>XI(g) restricted to the population, in percent: excess by weight and headroom, net (metrics 6.3).</summary>
    Excess,

    /// <summary>Σ w(p, t) over the exposed pairs, net: weighted person-tables (metrics 6.3).</summary>
    Mass,

    /// <summary>Person-table-days since the facts are known, net (metrics 6.5). Takes the whole ledger.</summary>
    Days,

    /// <summary>Distinct pairs of a data subject and an exposed viewer, net (metrics 6.3). Of subjects on file alone.</summary>
    Subjects,
}
