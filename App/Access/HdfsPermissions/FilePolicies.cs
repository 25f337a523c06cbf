using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.HdfsPermissions;

/// <summary>
/// Under storage-based authorization whoever reads the files reads the table (sources 1.6). Tables with the same readers share a policy
/// that names them; where most people read, it names the others as exceptions.
/// </summary>
internal static class FilePolicies
{
    private const string AccessControlList = "access-control-list-not-listed";
    private static readonly ImmutableArray<ItemAccess> s_select = [new("select")];

    internal static EstateFacts Compile(EstateFacts facts, AccountDirectory directory, Lazy<FileReach> files)
    {
        if (facts.Service?.Authorizer != Authorizer.StorageBased)
        {
            return facts;
        }

        var access = files.Value;
        var accounts = directory.Accounts;
        var policies = Enumerable
            .Range(0, facts.Tables.Length)
            .Select(table => (Table: facts.Tables[table].Name, Sets: access.SetsOf(new(table))))
            .Where(table => table.Sets.Coverage == FileCoverage.Listed)
            .GroupBy(table => (table.Table.Database, table.Sets.All, table.Sets.Any))
            .Select(same =>
                Of(same.Key.Database, [.. same.Select(table => table.Table.Table)], same.Key.All, same.Key.Any)
            );
        return facts with { Policies = [.. GrantPolicy.Numbered(policies)] };

        Policy Of(string database, ImmutableArray<string> tables, int all, int any)
        {
            var (everything, something) = (access.Set(all), access.Set(any));
            var sure = something.Sure;
            var possible = something.Possible.Except(sure);
            var isMost = sure.Count > accounts.Length / 2;
            PolicyItem[] named =
                sure.IsEmpty ? []
                : isMost ? [GrantPolicy.Everybody(null)]
                : [Item(sure, null)];
            var policy = GrantPolicy.Of(
                $"permissions of the files of {database}.{tables[0]} and {tables.Length - 1} more",
                database,
                null,
                null,
                [.. named, .. possible.IsEmpty ? Array.Empty<PolicyItem>() : [Item(possible, AccessControlList)]]
            );
            return policy with
            {
                Service = Policy.MadeFromFiles,
                Resources = [new(policy.Resources[0].Levels.SetItem("table", new ResourceValues(tables)))],
                AllowExceptions = isMost
                    ? [Item(directory.All.Except(sure).Except(possible), null), Item(possible, AccessControlList)]
                    : [],
            };
        }

        PolicyItem Item(PrincipalSet set, string? condition) =>
            new(
                s_select,
                [.. set.Members().Select(account => accounts[account.Value].Id.Name)],
                [],
                [],
                condition is null ? [] : [new(condition, [])]
            );
    }
}
