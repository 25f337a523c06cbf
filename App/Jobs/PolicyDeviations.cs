using System.Collections.Immutable;
using System.Text.Json;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;

namespace GovernanceDashboard.Jobs;

/// <summary>Says which policies of two pictures differ, and in what.</summary>
internal static class PolicyDeviations
{
    // What says nothing about access is left out: who changed a policy, when, and its version.
    private static readonly (string Name, Func<Policy, object?> Part)[] s_parts =
    [
        ("name", policy => policy.Name),
        ("switched on or off", policy => policy.IsEnabled),
        ("audit", policy => policy.IsAuditEnabled),
        ("priority", policy => policy.Priority),
        ("resources", policy => policy.Resources),
        ("allow items", policy => policy.AllowItems),
        ("deny items", policy => policy.DenyItems),
        ("exceptions from allow", policy => policy.AllowExceptions),
        ("exceptions from deny", policy => policy.DenyExceptions),
        ("deny all else", policy => policy.IsDenyAllElse),
        ("masks or filters", policy => policy.MaskOrFilterItems),
        ("schedules", policy => policy.Schedules),
        ("conditions", policy => policy.Conditions),
        ("zone", policy => policy.ZoneName),
    ];

    /// <summary>By service and id.</summary>
    public static ImmutableArray<PolicyDeviation> Between(EstateView before, EstateView after)
    {
        var (old, now) = (ById(before), ById(after));
        return
        [
            .. old
                .Keys.Union(now.Keys)
                .Order()
                .Select(key => Of(key, old.GetValueOrDefault(key), now.GetValueOrDefault(key), before, after))
                .OfType<PolicyDeviation>(),
        ];
    }

    private static PolicyDeviation? Of(
        (string Service, long Id) key,
        Policy? old,
        Policy? now,
        EstateView before,
        EstateView after
    )
    {
        if (old is null || now is null)
        {
            var (view, only) = now is null ? (before, old!) : (after, now);
            return new(
                key.Service,
                key.Id,
                view.Names.Text(only.Name),
                now is null ? PolicyDeviation.Removed : PolicyDeviation.Added
            );
        }

        var parts = s_parts.Where(part => Text(part.Part(old)) != Text(part.Part(now))).Select(part => part.Name);
        return string.Join(", ", parts) is { Length: > 0 } what
            ? new(key.Service, key.Id, after.Names.Text(now.Name), what)
            : null;
    }

    // Grants, views and files stand as policies in the index: they are counted as what they are.
    private static Dictionary<(string Service, long Id), Policy> ById(EstateView view) =>
        view
            .Facts.Policies.Where(policy =>
                policy.Service is not (Policy.MadeFromGrants or Policy.MadeFromViews or Policy.MadeFromFiles)
            )
            .GroupBy(policy => (policy.Service, policy.Id))
            .ToDictionary(same => same.Key, same => same.First());

    private static string Text(object? part) => JsonSerializer.Serialize(part);
}
