namespace GovernanceDashboard.Components.Pages.Tables;

/// <summary>The parts of a table's page, in the order in which they stand; the address spells them in lower case.</summary>
public enum TableTab
{
    Readers,

    /// <summary>Who reads its files without Hive.</summary>
    Files,

    /// <summary>Who reads its data through views over it, and what it shows if it is one.</summary>
    Views,

    /// <summary>Why one person can, or cannot, read it.</summary>
    Why,

    /// <summary>Who used it, as the audit logs say.</summary>
    Use,

    /// <summary>What flows into it and out of it.</summary>
    Lineage,
    Columns,
    Policies,
    Facts,
}
