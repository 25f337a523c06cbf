using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Exposure;

/// <summary>How somebody could come to read what they do not read now, without anybody else's doing.</summary>
public enum LateralWay
{
    /// <summary>A policy makes them its delegated administrator: they may add themselves to it.</summary>
    DelegatedAdmin,

    /// <summary>A grant was given to them with the grant option: they may hand it on, to another account or role of theirs too.</summary>
    GrantOption,

    /// <summary>They may take the role admin (SET ROLE ADMIN), which reads everything.</summary>
    RoleAdmin,
}

/// <summary>One way to a table.</summary>
/// <param name="Chain">From the login over groups and roles to whom the right is given; the login alone where it is given to it, to everybody, or to the owner.</param>
/// <param name="Policy">The policy that gives it; null for the role admin.</param>
/// <param name="IsConditional">It hangs on a condition or a schedule.</param>
public sealed record LateralStep(LateralWay Way, ImmutableArray<PrincipalId> Chain, Policy? Policy, bool IsConditional)
{
    /// <summary>Memberships on the way, and the step itself.</summary>
    public int Hops => Chain.Length;
}

/// <summary>A table within reach that is not read now.</summary>
/// <param name="Ways">Fewest hops first, unconditional ones before others; at least one.</param>
public sealed record LateralTable(TableOrdinal Table, ImmutableArray<LateralStep> Ways);

/// <summary>What a person reads now, and what they could come to read .</summary>
/// <param name="Direct">Tables read now through any of the person's enabled accounts, at level Full or Partial.</param>
/// <param name="Tables">By name.</param>
public sealed record LateralReach(ImmutableHashSet<TableOrdinal> Direct, ImmutableArray<LateralTable> Tables)
{
    /// <param name="person">The account that stands for the identity, or any of its accounts.</param>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public static LateralReach Of(AccessIndex index, PrincipalOrdinal person, CancellationToken cancellationToken)
    {
        var identity = index.IdentityOf(person);
        PrincipalOrdinal[] accounts =
        [
            .. Enumerable
                .Range(0, index.Accounts.Length)
                .Select(account => new PrincipalOrdinal(account))
                .Where(account => index.IdentityOf(account) == identity && index.Accounts[account.Value].IsEnabled),
        ];
        var direct = accounts
            .SelectMany(account => index.WhatCanAccess(account, AccessLevel.Partial))
            .Select(access => access.Table)
            .ToImmutableHashSet();
        var ways = new Search(index, [.. accounts.Select(account => index.Accounts[account.Value].Id)])
            .Steps(cancellationToken)
            .ToLookup(found => found.Table, found => found.Step);
        var tables = ImmutableArray.CreateBuilder<LateralTable>();
        foreach (
            var table in Enumerable
                .Range(0, index.Facts.Tables.Length)
                .Select(table => new TableOrdinal(table))
                .Where(table => !direct.Contains(table))
        )
        {
            cancellationToken.ThrowIfCancellationRequested();
            var elevating = index.CanElevate(table);
            ImmutableArray<LateralStep> found =
            [
                .. ways[table]
                    .Concat(
                        accounts
                            .Where(elevating.Contains)
                            .Select(account => new LateralStep(
                                LateralWay.RoleAdmin,
                                [index.Accounts[account.Value].Id],
                                null,
                                IsConditional: false
                            ))
                    )
                    .OrderBy(step => step.IsConditional)
                    .ThenBy(step => step.Hops)
                    .ThenBy(step => step.Policy?.Id),
            ];
            if (!found.IsEmpty)
            {
                tables.Add(new(table, found));
            }
        }

        return new(direct, tables.ToImmutable());
    }

    /// <summary>Finds the items that let somebody hand on a right to read. For one thread.</summary>
    private sealed class Search(AccessIndex index, ImmutableArray<PrincipalId> logins)
    {
        private const string Owner = "{OWNER}";
        private const string User = "{USER}";

        private readonly PrincipalChains[] _chains = [.. logins.Select(index.ChainsOf)];

        // From policies to tables: few policies let somebody hand on anything.
        internal IEnumerable<(TableOrdinal Table, LateralStep Step)> Steps(CancellationToken cancellationToken)
        {
            foreach (
                var policy in index.Facts.Policies.Where(policy =>
                    policy is { IsEnabled: true, Type: PolicyType.Access } && policy.AllowItems.Any(HandsOn)
                )
            )
            {
                cancellationToken.ThrowIfCancellationRequested();
                LateralStep[] steps = [.. By(policy, Holders)];
                var owners = logins.ToDictionary(
                    login => login.Name,
                    login =>
                        By(
                                policy,
                                item =>
                                    item.Users.Contains(Owner)
                                        ?
                                        [
                                            [login],
                                        ]
                                        : []
                            )
                            .ToArray(),
                    StringComparer.Ordinal
                );
                if (steps.Length == 0 && owners.Values.All(own => own.Length == 0))
                {
                    continue;
                }

                foreach (var table in index.TablesReachedBy(policy))
                {
                    var own = index.Table(table).Creator is { } creator ? owners.GetValueOrDefault(creator, []) : [];
                    foreach (var step in steps.Concat(own))
                    {
                        yield return (table, step);
                    }
                }
            }
        }

        private static IEnumerable<LateralStep> By(
            Policy policy,
            Func<PolicyItem, IEnumerable<ImmutableArray<PrincipalId>>> holders
        ) =>
            from item in policy.AllowItems
            let way = item.Grant is { WithGrantOption: true } ? LateralWay.GrantOption : LateralWay.DelegatedAdmin
            where HandsOn(item)
            from chain in holders(item)
            select new LateralStep(
                way,
                chain,
                policy,
                !item.Conditions.IsEmpty || !policy.Conditions.IsEmpty || !policy.Schedules.IsEmpty
            );

        // The shortest chain of each account to anybody that the item names.
        private IEnumerable<ImmutableArray<PrincipalId>> Holders(PolicyItem item)
        {
            foreach (var chains in _chains)
            {
                ImmutableArray<PrincipalId> alone = [chains.Account];
                if (
                    item.Users.Contains(chains.Account.Name)
                    || item.Users.Contains(User)
                    || Named(item).Contains(PrincipalId.Everyone)
                )
                {
                    yield return alone;
                }
                else if (
                    Named(item)
                        .Select(chains.To)
                        .Where(chain => chain is not null)
                        .MinBy(chain => chain!.Value.Length) is
                    { } chain
                )
                {
                    yield return chain;
                }
            }
        }

        private static IEnumerable<PrincipalId> Named(PolicyItem item) =>
            item.Groups.Select(PrincipalId.Group).Concat(item.Roles.Select(PrincipalId.Role));

        // Whoever administers a policy by an item may hand on what the item itself gives.
        private static bool HandsOn(PolicyItem item) =>
            (item.DelegateAdmin || item.Grant is { WithGrantOption: true })
            && item.Accesses.Any(access => access.IsAllowed && access.Type.ToLowerInvariant() is "select" or "all");
    }
}
