using System.Collections.Immutable;
using GovernanceDashboard.Data;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Import;

/// <summary>What a reader of the answers has to know about the facts behind them. Names nobody.</summary>
internal static class ImportWarnings
{
    private const int MostScopes = 5;

    public static void Add(SnapshotDraft draft, ImportLedger ledger)
    {
        AddPolicies(draft, ledger);
        AddMemberships(draft, ledger);
        if (draft.Tables.IsDefaultOrEmpty)
        {
            ledger.Warn("No tables were imported (hive/TBLS.csv): what was known of them before stands.");
        }

        if (draft.Policies.IsDefaultOrEmpty && draft.Authorizer is null or Authorizer.Ranger)
        {
            ledger.Warn(
                "No policies were imported (ranger/): what was known of them before stands; without any, nobody has access."
            );
        }

        if (draft.Principals.IsDefaultOrEmpty)
        {
            ledger.Warn("No people were imported (directory/): what was known of them before stands.");
        }
    }

    /// <summary>Declared records that name no table, database, group or principal that is there.</summary>
    public static void AddScopes(ImmutableArray<string> scopes, ImportLedger ledger)
    {
        if (!scopes.IsEmpty)
        {
            ledger.Warn(
                $"{(scopes.Length == 1 ? "1 scope of governance records names" : $"{scopes.Length} scopes of governance records name")} nothing that is there: {string.Join("; ", scopes.Take(MostScopes))}{(scopes.Length > MostScopes ? "; …" : "")}."
            );
        }
    }

    private static void AddPolicies(SnapshotDraft draft, ImportLedger ledger)
    {
        if (draft.Policies.IsDefault)
        {
            return;
        }

        var enabled = draft.Policies.Select(fact => fact.Value).Where(policy => policy.IsEnabled).ToArray();
        var conditional = enabled.Count(policy =>
            !policy.Conditions.IsEmpty
            || Enum.GetValues<PolicyItemList>().Any(list => policy.Items(list).Any(item => !item.Conditions.IsEmpty))
        );
        if (conditional > 0)
        {
            ledger.Warn(
                $"{conditional} policies carry conditions: those on tags are decided, and what hangs on the user, the session, the query or the hour is shown as conditional."
            );
        }

        var recurring = enabled.Count(policy => policy.Schedules.Any(schedule => !schedule.Recurrences.IsEmpty));
        if (recurring > 0)
        {
            ledger.Warn(
                $"{recurring} policies hold at recurring times: they count where they hold at the instant asked about, read in UTC."
            );
        }
    }

    private static void AddMemberships(SnapshotDraft draft, ImportLedger ledger)
    {
        var memberships = Values(draft.Memberships).Concat(Values(draft.RoleMemberships)).ToArray();
        var cycles = MembershipCycles.Count(memberships);
        if (cycles > 0)
        {
            ledger.Warn($"{cycles} circles of groups or roles lie in each other: their members are in all of them.");
        }

        if (draft.RoleMemberships.IsDefault || draft.Principals.IsDefault)
        {
            return;
        }

        var known = Values(draft.Principals).Concat(Values(draft.Roles)).Select(principal => principal.Id).ToHashSet();
        known.Add(PrincipalId.Everyone);
        var unknown = Values(draft.RoleMemberships).Count(membership => !known.Contains(membership.Member));
        if (unknown > 0)
        {
            ledger.Warn($"{unknown} members of roles are unknown to the directory: they count as nobody.");
        }
    }

    private static IEnumerable<T> Values<T>(ImmutableArray<DatedFact<T>> facts) =>
        facts.IsDefault ? [] : facts.Select(fact => fact.Value);
}
