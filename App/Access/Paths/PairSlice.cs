using System.Collections.Immutable;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Paths;

/// <summary>The few facts that bear on one account and one table, small enough that changes are tried by building an index of them.</summary>
internal sealed class PairSlice(EstateFacts facts)
{
    /// <summary>Positions of the columns that the account surely reads after the changes; null where they do not fit.</summary>
    internal ImmutableArray<int>? ColumnsAfter(IEnumerable<Change> changes)
    {
        if (new ChangeSet([.. changes]).ApplyTo(facts).Facts is not { } after)
        {
            return null;
        }

        var index = AccessIndex.Build(after, CancellationToken.None);
        return index.WhoCanAccess(new(0)).ColumnsOf(new(0));
    }

    /// <param name="containers">All that the login is in or may be put into, named by the policies or not.</param>
    internal static PairSlice Of(
        EstateFacts facts,
        Principal account,
        IEnumerable<PrincipalId> containers,
        IEnumerable<Membership> memberships,
        TableResource table,
        IEnumerable<Policy> policies,
        IEnumerable<Classification> classifications
    ) =>
        new(
            new()
            {
                Snapshot = facts.Snapshot,
                At = facts.At,
                Principals =
                [
                    .. containers
                        .Where(container => !container.IsEveryone)
                        .Distinct()
                        .Select(container => new Principal(
                            container,
                            container.Namespace == PrincipalNamespace.Role ? PrincipalKind.Role : PrincipalKind.Group
                        ))
                        .Append(account)
                        .OrderBy(principal => principal.Id),
                ],
                Memberships = [.. memberships.Distinct().OrderBy(edge => edge.Member).ThenBy(edge => edge.Container)],
                Databases = [.. facts.Databases.Where(database => database.Name == table.Name.Database)],
                Tables = [table],
                Policies = [.. policies],
                Zones = facts.Zones,
                Service = facts.Service,
                Classifications = [.. classifications],
            }
        );
}
