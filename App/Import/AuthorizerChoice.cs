using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Import;

/// <summary>
/// Which authorizer decides over the source, by what the files say: named at the command line, else named in hive-site.xml, else Ranger's
/// policies, else grants that the metastore's own authorizer wrote, else nothing but files.
/// </summary>
internal static class AuthorizerChoice
{
    /// <returns>Null where the files do not say: what the newest snapshot says stands, if there is one.</returns>
    public static Authorizer? Of(Authorizer? named, SourceFolder sources, Snapshot? newest, ImportLedger ledger)
    {
        if ((named ?? sources.HiveSettings.Authorizer) is { } said)
        {
            if (said == Authorizer.Ranger && sources.Ranger.Policies.Service is null && !Had(newest, "policies"))
            {
                ledger.Warn("Ranger is named as the authorizer, and none of its policies were imported.");
            }

            return said;
        }

        if (sources.Ranger.Policies.Service is not null)
        {
            return Authorizer.Ranger;
        }

        if (Had(newest, "policies"))
        {
            return null; // Ranger decided before, and this import has nothing to say of it
        }

        if (sources.Grants.WrittenBySql > 0)
        {
            return Authorizer.SqlStandard;
        }

        if (Had(newest, "hive-grants"))
        {
            return null;
        }

        if (sources.Grants.GrantsWereRead && !sources.Grants.Grants.IsEmpty)
        {
            ledger.Warn(
                "The metastore's grants do not say which authorizer they are for (AUTHORIZER is not SQL): name it with --authorizer SqlStandard or --authorizer Legacy. Until then who can read what cannot be answered."
            );
            return null;
        }

        return sources.Hdfs.HasListing ? Authorizer.StorageBased : null;
    }

    private static bool Had(Snapshot? newest, string kind) => newest?.Counts.GetValueOrDefault(kind) > 0;
}
