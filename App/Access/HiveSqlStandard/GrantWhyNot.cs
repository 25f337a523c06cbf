using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.HiveSqlStandard;

/// <summary>Where no grant speaks for an account: what comes nearest to one, in plain sentences. Names roles and groups, never a person.</summary>
internal static class GrantWhyNot
{
    /// <returns>Null where another system decides.</returns>
    internal static string? For(AccessIndex index, AccessExplanation explanation) =>
        index.Authorizer switch
        {
            Authorizer.Ranger or Authorizer.StorageBased => null,
            Authorizer.SqlStandard => SqlStandard(index, explanation),
            Authorizer.Legacy =>
                "No SELECT reaches it: none on everything, on the database, on the table or on its columns is granted to this account, to a group that it is in, or to a role that it holds.",
        };

    private static string SqlStandard(AccessIndex index, AccessExplanation explanation)
    {
        var table = index.Table(explanation.Table);
        var account = index.Accounts[explanation.Account.Value].Id;
        var sentences = new List<string>
        {
            $"Nothing can be read: SELECT on {table.Name} is granted neither to this account nor to a role that it holds by default.",
        };
        if (table.Creator == account.Name)
        {
            sentences.Add("Owning the table is not SELECT.");
        }

        if (
            index.Facts.HiveGrants.FirstOrDefault(grant => Nearly(index, grant, table, explanation.Account)) is { } dead
        )
        {
            sentences.Add(Why(dead));
        }

        if (index.CanElevate(explanation.Table).Contains(explanation.Account))
        {
            sentences.Add("The account may take the role admin (SET ROLE ADMIN), and would then read everything.");
        }

        return string.Join(' ', sentences);
    }

    // A grant that would do under another authorizer.
    private static bool Nearly(AccessIndex index, HiveGrant grant, TableResource table, PrincipalOrdinal account) =>
        (grant.Database is null || grant.Database == table.Name.Database)
        && (grant.Table is null || grant.Table == table.Name.Table)
        && grant.Privilege.ToLowerInvariant() is "select" or GrantPolicy.All
        && GrantPolicy.Normal(grant.Principal) != SqlStandardPolicies.Admin
        && index.Members(GrantPolicy.Normal(grant.Principal)).Contains(account);

    private static string Why(HiveGrant grant) =>
        grant.Principal.Namespace == PrincipalNamespace.Group
            ? $"A grant to the group {grant.Principal.Name} has no say: SQL-standard authorization knows users and roles only."
            : grant.Level switch
            {
                HiveGrantLevel.Global =>
                    "A grant on everything has no say: SQL-standard authorization looks at the table alone.",
                HiveGrantLevel.Database =>
                    $"A grant on the database {grant.Database} has no say: SQL-standard authorization looks at the table alone.",
                HiveGrantLevel.Column =>
                    $"A grant on the column {grant.Column} has no say: SQL-standard authorization looks at the whole table.",
                HiveGrantLevel.Partition =>
                    "A grant on a partition has no say: SQL-standard authorization looks at the whole table.",
                HiveGrantLevel.Table => "A grant on the table has no say here.",
            };
}
