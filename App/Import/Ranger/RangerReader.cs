using GovernanceDashboard.Import.Json;

namespace GovernanceDashboard.Import.Ranger;

/// <summary>
/// Tells Ranger's JSON files apart by their shape (apache/ranger: ServicePolicies, RangerExportPolicyList, RangerRoles, RangerRoleList,
/// RangerUserStore, ServiceTags) and hands each to its reader.
/// </summary>
internal sealed class RangerReader(DateTimeOffset takenAt, ImportLedger ledger)
{
    public RangerPolicies Policies { get; } = new(takenAt, ledger);

    public RangerRoles Roles { get; } = new();

    public RangerUserStore UserStore { get; } = new();

    /// <summary>Files with data sharing (GDS), which nothing here evaluates.</summary>
    public long DataShares { get; private set; }

    public RangerTags Tags { get; } = new(takenAt, ledger);

    public void Read(ImportFile file) =>
        file.ReadJson(root =>
        {
            if (PolicyVersions.AreVersions(root.Elements()))
            {
                Policies.ReadVersions(file, root.Elements());
                return;
            }

            var members = root.Members();
            if (members.ContainsKey("rangerRoles") || members.ContainsKey("roles"))
            {
                Roles.Read(file, members.GetValueOrDefault("rangerRoles", members.GetValueOrDefault("roles")));
            }
            else if (members.ContainsKey("userGroupMapping") || members.ContainsKey("userAttrMapping"))
            {
                UserStore.Read(file, members);
            }
            else if (
                members.ContainsKey("serviceResources")
                || members.ContainsKey("resourceToTagIds")
                || members.ContainsKey("tagVersion")
            )
            {
                Tags.Read(file, members);
            }
            else if (IsDownload(members))
            {
                Policies.ReadDownload(file, members);
            }
            else if (members.ContainsKey("policies"))
            {
                Policies.ReadExport(file, members);
            }
            else if (PolicyVersions.AreVersions(members.GetValueOrDefault("versions").Elements()))
            {
                Policies.ReadVersions(file, members["versions"].Elements());
            }
            else if (members.ContainsKey("dataShares") || members.ContainsKey("datasets"))
            {
                DataShares++;
                file.Refuse(
                    0,
                    "holds data sharing (GDS), which is not evaluated: who reads through a share is not answered"
                );
            }
            else
            {
                file.Refuse(
                    0,
                    "its shape is none of Ranger's that are read: policies, versions of policies, roles, user store, tags"
                );
            }
        });

    private static bool IsDownload(Dictionary<string, JsonSlice> members) =>
        members.ContainsKey("serviceName")
        && (
            members.ContainsKey("policies")
            || members.ContainsKey("tagPolicies")
            || members.ContainsKey("policyDeltas")
            || members.ContainsKey("securityZones")
        );
}
