using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Import.Hive;

/// <summary>What hive-site.xml says of who decides.</summary>
internal sealed class HiveSettings(ImportLedger ledger)
{
    private const string Manager = "hive.security.authorization.manager";
    private const string Enabled = "hive.security.authorization.enabled";

    /// <summary>Null where no file says, or says something unheard of.</summary>
    public Authorizer? Authorizer { get; private set; }

    public void Read(ImportFile file) =>
        file.ReadSettings(settings =>
        {
            var manager = settings.GetValueOrDefault(Manager) ?? "";
            if ("false".Equals(settings.GetValueOrDefault(Enabled), StringComparison.OrdinalIgnoreCase))
            {
                Authorizer = Domain.Authorizer.StorageBased; // nobody is asked but the file system
            }
            else if (manager.Length > 0)
            {
                Authorizer = Of(manager[(manager.LastIndexOf('.') + 1)..]);
                if (Authorizer is null)
                {
                    ledger.Warn(
                        $"{file.Name} names an authorizer that is not known here ({manager}); name one with --authorizer."
                    );
                }
            }

            file.Accept();
        });

    private static Authorizer? Of(string name) =>
        name switch
        {
            "SQLStdHiveAuthorizerFactory" or "SQLStdConfOnlyAuthorizerFactory" => Domain.Authorizer.SqlStandard,
            "DefaultHiveAuthorizationProvider" => Domain.Authorizer.Legacy,
            "StorageBasedAuthorizationProvider" => Domain.Authorizer.StorageBased,
            _ when name.StartsWith("RangerHiveAuthorizer", StringComparison.Ordinal) => Domain.Authorizer.Ranger,
            _ => null,
        };
}
