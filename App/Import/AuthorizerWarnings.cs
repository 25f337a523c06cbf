using System.Collections.Immutable;
using GovernanceDashboard.Data;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Import;

/// <summary>Says what an import brought that has no say under the source's authorizer, and what cannot be known.</summary>
internal static class AuthorizerWarnings
{
    public static void Add(SnapshotDraft draft, SourceFolder sources, ImportLedger ledger)
    {
        var grants = Values(draft.HiveGrants);
        if (draft.Authorizer is not { } authorizer)
        {
            return;
        }

        var policies = Values(draft.Policies).Length;
        switch (authorizer)
        {
            case Authorizer.Ranger:
                DeadGrants(grants.Length, "Ranger decides");
                break;
            case Authorizer.SqlStandard:
                DeadPolicies("SQL-standard authorization decides");
                SqlStandard(grants, draft, ledger);
                break;
            case Authorizer.Legacy:
                DeadPolicies("the legacy authorizer decides");
                Legacy(draft, ledger);
                break;
            case Authorizer.StorageBased:
                DeadPolicies("files decide");
                DeadGrants(grants.Length, "files decide");
                break;
        }

        if (sources.Grants.PartitionColumns > 0)
        {
            ledger.Warn($"{sources.Grants.PartitionColumns} grants on columns of partitions were passed over.");
        }

        void DeadGrants(int count, string why)
        {
            if (count > 0)
            {
                ledger.Warn($"{count} grants of the metastore have no say: {why}.");
            }
        }

        void DeadPolicies(string why)
        {
            if (policies > 0)
            {
                ledger.Warn($"{policies} policies of Ranger have no say: {why}.");
            }
        }
    }

    private static void SqlStandard(ImmutableArray<HiveGrant> grants, SnapshotDraft draft, ImportLedger ledger)
    {
        Say(grants.Count(grant => grant.Principal.Namespace == PrincipalNamespace.Group), "to groups");
        Say(grants.Count(grant => grant.Level == HiveGrantLevel.Global), "on everything");
        Say(grants.Count(grant => grant.Level == HiveGrantLevel.Database), "on databases");
        Say(grants.Count(grant => grant.Level == HiveGrantLevel.Column), "on columns");
        Say(grants.Count(grant => grant.Level == HiveGrantLevel.Partition), "on partitions");
        var held = Values(draft.RoleMemberships)
            .Count(membership =>
                membership.Container.Namespace == PrincipalNamespace.Role
                && membership.Member.Namespace == PrincipalNamespace.Group
            );
        if (held > 0)
        {
            ledger.Warn(
                $"{held} roles are held by groups, which has no say: SQL-standard authorization knows users and roles only."
            );
        }

        void Say(int count, string where)
        {
            if (count > 0)
            {
                ledger.Warn(
                    $"{count} grants {where} have no say: SQL-standard authorization looks at users and roles on whole tables."
                );
            }
        }
    }

    private static void Legacy(SnapshotDraft draft, ImportLedger ledger)
    {
        var perPartition = Values(draft.TableStorages).Count(storage => storage.ChecksPartitions);
        if (perPartition > 0)
        {
            ledger.Warn(
                $"{perPartition} tables check partitions instead of themselves (PARTITION_LEVEL_PRIVILEGE): what rests on grants on them is shown as conditional."
            );
        }

        var unclear = Values(draft.ViewSources).Count(view => !view.IsComplete);
        if (unclear > 0)
        {
            ledger.Warn($"What {unclear} views read is not understood: their readers are shown as conditional.");
        }
    }

    private static ImmutableArray<T> Values<T>(ImmutableArray<DatedFact<T>> facts) =>
        facts.IsDefault ? [] : [.. facts.Select(fact => fact.Value)];
}
