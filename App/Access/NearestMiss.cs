using System.Collections.Immutable;
using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access;

/// <summary>Where no policy speaks for an account on a table: what comes nearest to it, as the end of a sentence.</summary>
internal sealed class NearestMiss(
    EstateFacts facts,
    PolicyCatalog catalog,
    PolicyReach reach,
    AccessTypes types,
    AccountDirectory accounts,
    MembershipClosure closure
)
{
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

    // Ranger's levels do not flow down: a grant on the database is none on its tables, one on the table none on its columns.
    private string? NearLevel(int account, int owner, TableResource table)
    {
        var requested = ResourceName.Of(table.Name);
        foreach (
            var (policy, resource) in catalog
                .ForDatabase(table.Name.Database)
                .Concat(catalog.ForTable(table.Name.Database, table.Name.Table))
        )
        {
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
        var compiled =
            catalog.Find(policy)
            ?? new CompiledPolicy(0, policy, false, types, facts.Service!.DenyAndExceptionsEnabled, accounts, closure);
        return (compiled.On(AccessSets.Select, account, owner) & Opinion.SureAllow) != 0;
    }
}
