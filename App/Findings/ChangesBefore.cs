using System.Collections.Immutable;
using GovernanceDashboard.Data;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Findings.Rules;

namespace GovernanceDashboard.Findings;

/// <summary>What a snapshot believes to have changed, as rules ask for it.</summary>
internal static class ChangesBefore
{
    public static EstateChanges Of(Snapshot snapshot, ChangedFacts changed) =>
        new()
        {
            From = snapshot.FactsFrom,
            Principals = [.. Held(changed.Principals), .. Held(changed.Roles)],
            Memberships = [.. Held(changed.Memberships), .. Held(changed.RoleMemberships)],
            Tables = [.. Held(changed.Tables)],
            Policies = [.. Held(changed.Policies)],
            Zones = [.. Held(changed.Zones)],
            Services = [.. Held(changed.Services)],
            Classifications = [.. Held(changed.Classifications)],
            Paths = [.. Held(changed.Paths)],
        };

    private static IEnumerable<HeldFact<T>> Held<T>(ImmutableArray<ChangedFact<T>> changed) =>
        changed.SelectMany(one => one.Held);
}
