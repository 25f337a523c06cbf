using System.Collections.Concurrent;
using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Exposure.Ledger;

/// <summary>What one policy comes to, whatever else holds.</summary>
/// <param name="Databases">On whose tables it may speak; null for any.</param>
/// <param name="Matchers">What its resources match, in both ways in which they are read; none of a tag policy.</param>
/// <param name="Named">Groups and roles that its items name.</param>
internal sealed record PolicyNote(
    ImmutableArray<string>? Databases,
    ImmutableArray<ResourceMatcher> Matchers,
    ImmutableArray<PrincipalId> Named,
    bool HasConditions
);

/// <summary>Reads each version of a policy once for all ledgers of a stretch of history. For several threads.</summary>
internal sealed class PolicyBook(AccountDirectory directory)
{
    private static readonly string[] s_literal = ["database", "table", "column"];
    private readonly ConcurrentDictionary<Policy, PolicyNote> _notes = new(ReferenceEqualityComparer.Instance);

    internal PolicyNote Of(Policy policy) => _notes.GetOrAdd(policy, Read);

    private PolicyNote Read(Policy policy)
    {
        ImmutableArray<PrincipalId> named = [.. PolicyTouch.NamedIn(policy).Distinct()];
        var hasConditions = PolicyTouch.HasConditions(policy);
        if (policy.IsTagPolicy)
        {
            return new(null, [], named, hasConditions);
        }

        var matchers = ImmutableArray.CreateBuilder<ResourceMatcher>();
        var databases = new List<string>();
        var isAnywhere = false;
        foreach (var resource in policy.Resources)
        {
            // A resource that fits no hierarchy matches nothing, also in masks and filters.
            if (ResourceMatcher.Create(resource, directory) is { } matcher)
            {
                matchers.Add(matcher);
                isAnywhere |= matcher.Database.Literals is null;
                databases.AddRange(matcher.Database.Literals ?? []);
            }

            if (
                policy.Type != PolicyType.Access
                && ResourceMatcher.Create(resource, directory, s_literal) is { } restricting
            )
            {
                matchers.Add(restricting);
            }
        }

        return new(isAnywhere ? null : [.. databases], matchers.ToImmutable(), named, hasConditions);
    }
}
