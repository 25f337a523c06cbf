using System.Collections.Immutable;
using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Access.Ranger.Conditions;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access;

/// <summary>Where no policy speaks for an account on a table: what comes nearest to it, as the end of a sentence.</summary>
internal sealed class NearestMiss(
    EstateFacts facts,
    PolicyCatalog catalog,
    PolicyReach reach,
    KnownConditions conditions,
    AccessTypes types,
    AccountDirectory accounts,
    MembershipClosure closure
)
{
    private PolicyGround Ground => new(types, facts.Service!.DenyAndExceptionsEnabled, accounts, closure);

    /// <param name="owner">Ordinal of the owner's account, or -1.</param>
    internal string For(int account, int owner, TableResource table)
    {
        if (facts.Service is null)
        {
            return "no access service was imported, so no policy can allow anything.";
        }

        var reaching = reach.Reaching(table);
        var asleep = reaching.Where(policy =>
            !policy.IsEnabled || Validity.At(policy.Schedules, facts.At) == Certainty.No
        );
        if (asleep.FirstOrDefault(policy => Allows(policy, account, owner)) is { } sleeping)
        {
            return sleeping.IsEnabled
                ? $"policy \"{sleeping.Name}\" would allow it, but is not in force at this instant."
                : $"policy \"{sleeping.Name}\" would allow it, but is disabled.";
        }

        var awake = reaching
            .Where(policy => policy.IsEnabled && Validity.At(policy.Schedules, facts.At) != Certainty.No)
            .ToImmutableArray();
        if (FailedCondition(awake, account, owner, table) is { } failed)
        {
            return failed;
        }

        if (NearLevel(account, owner, table) is { } near)
        {
            return near;
        }

        return awake.FirstOrDefault(policy => Allows(policy, account, owner)) is { } elsewhere
                ? $"policy \"{elsewhere.Name}\" would allow it, but does not count here: it belongs to another security zone, or reaches other columns only."
            : awake.IsEmpty ? "no policy in force speaks on this table."
            : awake.Length == 1
                ? $"policy \"{awake[0].Name}\" is the only one on this table, and does not grant select to this account or to any group or role that it is in."
            : $"none of the {awake.Length} policies on this table grants select to this account or to any group or role that it is in.";
    }

    // What would allow it, were it not for a condition that is known not to hold.
    private string? FailedCondition(ImmutableArray<Policy> awake, int account, int owner, TableResource table)
    {
        foreach (var policy in awake)
        {
            var applying = policy.AllowItems.Where(item => Applies(policy, item, account, owner)).ToArray();
            var failing = Columns(table)
                .Select(column =>
                    applying
                        .Select(item =>
                            policy
                                .Conditions.Concat(item.Conditions)
                                .Where(one => conditions.SurelyFails(policy, one, account, column))
                                .ToArray()
                        )
                        .ToArray()
                )
                .FirstOrDefault(ofItems => ofItems.Length > 0 && Array.TrueForAll(ofItems, found => found.Length > 0));
            if (failing is not null)
            {
                var texts = failing
                    .SelectMany(found => found)
                    .Select(one => ConditionText.Of(one, accounts))
                    .Distinct();
                return $"policy \"{policy.Name}\" would allow it, but its condition {string.Join(" and ", texts)} does not hold for this account.";
            }
        }

        return null;
    }

    private static IEnumerable<ResourceName> Columns(TableResource table) =>
        table
            .Columns.Select(column => ResourceName.Of(table.Name, column.Name))
            .DefaultIfEmpty(ResourceName.Of(table.Name));

    // Its conditions aside, those of the policy too.
    private bool Applies(Policy policy, PolicyItem item, int account, int owner)
    {
        var bare = policy with
        {
            Conditions = [],
            AllowItems = [item with { Conditions = [] }],
            DenyItems = [],
            AllowExceptions = [],
            DenyExceptions = [],
            IsDenyAllElse = false,
        };
        var compiled = new CompiledPolicy(0, bare, false, Ground);
        return (compiled.On(AccessSets.Select, account, owner) & Opinion.SureAllow) != 0;
    }

    // Ranger's levels do not flow down: a grant on the database is none on its tables, one on the table none on its columns.
    private string? NearLevel(int account, int owner, TableResource table)
    {
        var requested = ResourceName.Of(table.Name);
        foreach (
            var candidate in catalog
                .ForDatabase(table.Name.Database)
                .Concat(catalog.ForTable(table.Name.Database, table.Name.Table))
        )
        {
            var (policy, resource) = (candidate.Policy, candidate.Resource);
            var match = resource.Match(requested, table.Creator);
            var stopsAbove =
                match.Type == MatchKind.Ancestor
                || (match.Type == MatchKind.Self && resource.Column is null && !table.Columns.IsEmpty);
            if (
                stopsAbove
                && match.Accounts.Contains(account)
                && (policy.On(AccessSets.Select, account, owner) & Opinion.SureAllow) != 0
            )
            {
                return match.Type == MatchKind.Ancestor
                    ? $"policy \"{policy.Source.Name}\" grants it on the database itself, which does not reach the tables in it."
                    : $"policy \"{policy.Source.Name}\" grants it on the table itself, which does not reach its columns.";
            }
        }

        return null;
    }

    private bool Allows(Policy policy, int account, int owner)
    {
        var compiled = catalog.Find(policy) ?? new CompiledPolicy(0, policy, false, Ground);
        return (compiled.On(AccessSets.Select, account, owner) & Opinion.SureAllow) != 0;
    }
}
