using System.Text.Json;
using GovernanceDashboard.Data;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Import.Json;

namespace GovernanceDashboard.Import.Ranger;

/// <summary>
/// Changes to policies (ServicePolicies with policyDeltas): collapsed onto the policies that the same import reads, never onto those of an
/// earlier snapshot, since nothing proves that no change lies between. Without such a base they are refused.
/// </summary>
internal sealed class PolicyDeltas(DateTimeOffset takenAt, ImportLedger ledger)
{
    private const int Create = 0;
    private const int Update = 1;
    private const int Delete = 2;
    private const int RolesChanged = 8;
    private const int SharesChanged = 9;

    private readonly List<Delta> _deltas = [];

    /// <summary>Why the changes cannot be applied at all; null where they can.</summary>
    public string? Conflict { get; private set; }

    public void Read(ImportFile file, string service, List<JsonSlice> elements) =>
        file.ForEach(
            elements,
            (_, element) =>
            {
                var change = element.Number("changeType") ?? throw new InvalidDataException("'changeType' is missing");
                switch (change)
                {
                    case Create or Update or Delete:
                        _deltas.Add(Map(file, service, change, element));
                        break;
                    case RolesChanged:
                        break; // roles come as a file of their own
                    case SharesChanged:
                        ledger.Warn(
                            $"{file.Name} says that data shares (GDS) changed: access through them is not evaluated."
                        );
                        break;
                    default:
                        Conflict =
                            $"{file.Name} says (changeType {change}) that changes to policies no longer suffice; export the policies whole.";
                        break;
                }

                file.Accept();
            }
        );

    /// <summary>Applies the changes in their order. Call once, after the last file.</summary>
    /// <param name="baseVersion">The version of the policies read; older changes are in them already. Null where the source does not say.</param>
    public void ApplyTo(
        Dictionary<(string Service, long Id), DatedFact<Policy>> policies,
        long? baseVersion,
        bool hasBase
    )
    {
        if (!hasBase)
        {
            foreach (var file in _deltas.Select(delta => delta.File).Distinct(StringComparer.Ordinal))
            {
                ledger.WithdrawWhole(
                    file,
                    "holds changes to policies (policyDeltas) without the policies that they change; give those in the same import"
                );
            }

            return;
        }

        foreach (
            var delta in _deltas
                .Where(delta => baseVersion is null || delta.Version is null || delta.Version > baseVersion)
                .OrderBy(delta => delta.Version)
                .ThenBy(delta => delta.Id)
        )
        {
            var key = (delta.Policy.Service, delta.Policy.Id);
            if (delta.Change != Delete)
            {
                var from = delta.Policy.UpdatedAt <= takenAt ? delta.Policy.UpdatedAt : null;
                policies[key] = new(delta.Policy, from, Source: delta.File);
            }
            else if (!policies.Remove(key))
            {
                ledger.Warn($"{delta.File} deletes policy {delta.Policy.Id}, which the policies read do not hold.");
            }
        }
    }

    private static Delta Map(ImportFile file, string service, long change, JsonElement element)
    {
        var policy = element.Object("policy") ?? throw new InvalidDataException("'policy' is missing");
        var isTag =
            string.Equals(policy.Text("serviceType"), "tag", StringComparison.OrdinalIgnoreCase)
            || PolicyMapper.Levels(policy) is ["tag"];
        return new(
            file.Name,
            change,
            element.Number("policiesVersion"),
            element.Number("id"),
            PolicyMapper.Map(policy, service, isTag, zone: null)
        );
    }

    private sealed record Delta(string File, long Change, long? Version, long? Id, Policy Policy);
}
