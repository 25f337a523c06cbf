using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Tests.Reference;

/// <summary>
/// Slow and obvious: one login, one table, one column at a time, read from the raw facts. Shares no code with the engine. Answers are
/// pairs: surely, and possibly.
/// </summary>
internal sealed class HiveReference(EstateFacts facts)
{
    /// <summary>SELECT by SQL-standard authorization; <paramref name="withAdmin"/> after SET ROLE ADMIN.</summary>
    internal bool SqlStandard(string login, TableName table, bool withAdmin = false)
    {
        var roles = RolesOf([PrincipalId.Login(login)]);
        if (withAdmin && roles.Contains("admin"))
        {
            return true;
        }

        roles.Remove("admin");
        foreach (var grant in facts.HiveGrants)
        {
            if (grant.Partition is not null || grant.Column is not null)
            {
                continue;
            }

            if (grant.Database != table.Database || grant.Table != table.Table || !IsSelect(grant))
            {
                continue;
            }

            if (grant.Principal == PrincipalId.Login(login))
            {
                return true;
            }

            if (
                grant.Principal.Namespace == PrincipalNamespace.Role
                && roles.Contains(grant.Principal.Name.ToLowerInvariant())
            )
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>One column by the legacy authorizer.</summary>
    internal (bool Sure, bool Possible) Legacy(string login, TableResource table, string column)
    {
        var (sure, possible) = LegacyGrant(login, table.Name, column);
        if (table.Kind != ResourceKind.View)
        {
            return (sure, possible);
        }

        foreach (var one in Bases(table.Name, out var complete))
        {
            var (sureBase, possibleBase) = LegacyGrant(login, one, null);
            sure &= sureBase;
            possible &= possibleBase;
            sure &= complete;
        }

        return (sure && IsUnderstood(table.Name), possible);
    }

    // A null column: any column's grant is a maybe, since which columns a view shows is not known.
    private (bool Sure, bool Possible) LegacyGrant(string login, TableName table, string? column)
    {
        var groups = GroupsOf(login);
        var roles = RolesOf([PrincipalId.Login(login), .. groups.Select(PrincipalId.Group)]);
        var perPartition = facts.TableStorages.Any(storage => storage.Table == table && storage.ChecksPartitions);
        var (sure, possible) = (false, false);
        foreach (var grant in facts.HiveGrants.Where(IsSelect))
        {
            var holds = grant.Principal.Namespace switch
            {
                PrincipalNamespace.Login => grant.Principal.Name == login,
                PrincipalNamespace.Group => groups.Contains(grant.Principal.Name),
                PrincipalNamespace.Role => roles.Contains(grant.Principal.Name.ToLowerInvariant()),
            };
            if (!holds)
            {
                continue;
            }

            if (grant.Database is null || (grant.Database == table.Database && grant.Table is null))
            {
                (sure, possible) = (true, true);
            }
            else if (grant.Database == table.Database && grant.Table == table.Table)
            {
                var reaches = grant.Partition is not null
                    ? perPartition
                    : grant.Column is null || column is null || grant.Column == column;
                possible |= reaches;
                sure |=
                    reaches && !perPartition && grant.Partition is null && (grant.Column is null || column is not null);
            }
        }

        return (sure, possible);
    }

    private bool IsUnderstood(TableName view)
    {
        _ = Bases(view, out var complete);
        return complete;
    }

    private HashSet<TableName> Bases(TableName view, out bool complete)
    {
        var found = new HashSet<TableName>();
        complete = facts.ViewSources.Any(sources => sources.View == view);
        for (var grown = true; grown; )
        {
            grown = false;
            foreach (var sources in facts.ViewSources)
            {
                if (sources.View == view || found.Contains(sources.View))
                {
                    complete &= sources.IsComplete;
                    foreach (var one in sources.Tables)
                    {
                        grown |= found.Add(one);
                    }
                }
            }
        }

        // A view below of which nothing is known may read anything.
        complete &= !facts.Tables.Any(table =>
            found.Contains(table.Name)
            && table is { Kind: ResourceKind.View, Location: null }
            && !facts.ViewSources.Any(sources => sources.View == table.Name)
        );
        return found;
    }

    private HashSet<string> GroupsOf(string login)
    {
        var found = new HashSet<string>();
        for (var grown = true; grown; )
        {
            grown = false;
            foreach (var edge in facts.Memberships)
            {
                var isIn =
                    edge.Member == PrincipalId.Login(login)
                    || (edge.Member.Namespace == PrincipalNamespace.Group && found.Contains(edge.Member.Name));
                if (isIn && edge.Container.Namespace == PrincipalNamespace.Group)
                {
                    grown |= found.Add(edge.Container.Name);
                }
            }
        }

        return found;
    }

    private HashSet<string> RolesOf(PrincipalId[] holders)
    {
        var found = new HashSet<string> { "public" };
        for (var grown = true; grown; )
        {
            grown = false;
            foreach (var edge in facts.Memberships)
            {
                var isIn =
                    holders.Contains(edge.Member)
                    || (
                        edge.Member.Namespace == PrincipalNamespace.Role
                        && found.Contains(edge.Member.Name.ToLowerInvariant())
                    );
                if (isIn && edge.Container.Namespace == PrincipalNamespace.Role)
                {
                    grown |= found.Add(edge.Container.Name.ToLowerInvariant());
                }
            }
        }

        return found;
    }

    private static bool IsSelect(HiveGrant grant) => grant.Privilege.ToLowerInvariant() is "select" or "all";
}
