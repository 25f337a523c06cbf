namespace GovernanceDashboard.Import.Hive;

/// <summary>What a reader of the answers has to know about the metastore behind them.</summary>
internal static class MetastoreWarnings
{
    /// <param name="schemaVersion">Of a live metastore; null for files.</param>
    public static void Add(MetastoreReader metastore, string? schemaVersion, ImportLedger ledger)
    {
        if (metastore.RemoteDatabases > 0)
        {
            ledger.Warn(
                $"{metastore.RemoteDatabases} databases are REMOTE: their tables lie in another system, and nothing is known of them here."
            );
        }

        if (metastore.TablesWithoutColumns > 0)
        {
            ledger.Warn(
                $"{metastore.TablesWithoutColumns} tables have no columns in the metastore: nothing can be said of what they hold."
            );
        }

        if (schemaVersion is not null && schemaVersion is not (['3', '.', ..] or ['4', '.', ..]))
        {
            ledger.Warn(
                $"The metastore's schema is {schemaVersion}; 3.1 to 4.3 are known. What its tables share with those was read."
            );
        }
    }
}
