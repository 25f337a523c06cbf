using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.HiveSqlStandard;

/// <summary>
/// Hive's SQL-standard authorization as policies (sources 1.4): SELECT is held by rows on the table or view itself, for the user or for
/// the roles that are current by default. Groups, and grants on anything but a whole table, have no say; owning is not SELECT; a view
/// hides what it reads.
/// </summary>
internal static class SqlStandardPolicies
{
    private static readonly ImmutableArray<string> s_all = ["select", "insert", "update", "delete"];

    /// <summary>Left out of the current roles until its holder says SET ROLE ADMIN; roles reached through it stay current.</summary>
    internal static PrincipalId Admin { get; } = PrincipalId.Role("admin");

    /// <summary>Grants turn into policies; those that have no say stay grants.</summary>
    internal static EstateFacts Compile(EstateFacts facts) =>
        facts with
        {
            Principals = Roles.Normal(facts.Principals),
            Memberships = Roles.Normal(facts.Memberships, withGroups: false),
            Policies =
            [
                .. facts.Policies,
                .. GrantPolicy.Numbered(
                    facts
                        .HiveGrants.Where(Counts)
                        .GroupBy(grant => new TableName(grant.Database!, grant.Table!))
                        .OrderBy(grants => grants.Key)
                        .Select(grants =>
                            GrantPolicy.Of(
                                $"grants on {grants.Key}",
                                grants.Key.Database,
                                grants.Key.Table,
                                null,
                                GrantPolicy.Items(grants, s_all, _ => null)
                            )
                        )
                ),
            ],
            HiveGrants = [.. facts.HiveGrants.Where(grant => !Counts(grant))],
        };

    private static bool Counts(HiveGrant grant) =>
        grant.Level == HiveGrantLevel.Table
        && grant.Principal.Namespace != PrincipalNamespace.Group
        && GrantPolicy.Normal(grant.Principal) != Admin;
}
