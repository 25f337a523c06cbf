using System.Collections.Immutable;
using System.Text.Json;
using GovernanceDashboard.Access.Ranger.Requests;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Import.Json;

namespace GovernanceDashboard.Conformance;

/// <summary>Applies changes to policies (RangerPolicyDelta) and, where given, another set of security zones.</summary>
internal static class PolicyUpdate
{
    private const long Create = 0;
    private const long Update = 1;
    private const long Delete = 2;

    /// <param name="update">A list of changes, or an object with them and the zones.</param>
    /// <exception cref="InvalidDataException">A change has the wrong shape.</exception>
    public static EngineFacts Apply(EngineFacts facts, JsonElement update)
    {
        var policies = facts.Policies;
        foreach (
            var change in update.ValueKind == JsonValueKind.Array
                ? update.EnumerateArray()
                : update.Objects("policyDeltas")
        )
        {
            policies = Apply(policies, change, zone: null);
        }

        var zones = facts.Zones;
        if (update.ValueKind == JsonValueKind.Object && update.Object("securityZones") is { } given)
        {
            var (named, zonePolicies) = EngineReader.Zones(given, "");
            zones = named;

            // A zone that is gone takes its policies along; one that brings a whole list replaces its own.
            var replaced = zonePolicies.Select(policy => policy.ZoneName).ToHashSet();
            policies =
            [
                .. policies.Where(policy =>
                    policy.IsTagPolicy
                    || string.IsNullOrEmpty(policy.ZoneName)
                    || (named.Any(zone => zone.Name == policy.ZoneName) && !replaced.Contains(policy.ZoneName))
                ),
                .. zonePolicies,
            ];
            foreach (var zone in CaseValues.Members(given))
            {
                foreach (var change in zone.Value.Objects("policyDeltas"))
                {
                    policies = Apply(policies, change, zone.Name);
                }
            }
        }

        return facts with
        {
            Policies = policies,
            Zones = zones,
        };
    }

    private static ImmutableArray<Policy> Apply(ImmutableArray<Policy> policies, JsonElement change, string? zone)
    {
        var policy = change.Object("policy") ?? throw new InvalidDataException("a change has no 'policy'");
        var isTagPolicy = policy.Text("serviceType") == "tag";
        var changed = EngineReader.Policy(policy, policy.Text("service") ?? "", isTagPolicy, zone);
        var others = policies.RemoveAll(known => known.Id == changed.Id && known.IsTagPolicy == isTagPolicy);
        return change.Number("changeType") switch
        {
            Create or Update => others.Add(changed),
            Delete => others,
            var other => throw new InvalidDataException($"a change is of kind {other}, and not 0, 1 or 2"),
        };
    }
}
