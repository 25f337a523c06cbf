using System.Collections.Immutable;

namespace GovernanceDashboard.Access.Ranger;

/// <summary>
/// The order in which the peer asks policies who sees a resource, and by which the answer can turn out differently (semantics, section
/// 9): those of tags first, then those of resources, each by priority, by what holds denies, and by name. Each type keeps the last
/// opinion of the highest priority; within one policy the walk stops at the first type that ends up allowed. After each policy one
/// allowed type shows the resource and denials of all types hide it. A denial ends the walk, and so does a policy without denies where
/// something is allowed. Policies of resources go on from what the tags said: after their denial only higher priorities are asked, after
/// their allowance not the lower ones.
/// </summary>
internal static class SightOrder
{
    internal static ImmutableArray<ListedPolicy> Of(PolicyList list, ImmutableArray<CompiledPolicy> policies)
    {
        var listed = list.Policies;
        foreach (var found in listed)
        {
            if (policies[found.Policy] is { Source.IsTagPolicy: true } or { IsOff: true })
            {
                return
                [
                    .. listed.Where(found => policies[found.Policy] is { Source.IsTagPolicy: true, IsOff: false }),
                    .. listed.Where(found => policies[found.Policy] is { Source.IsTagPolicy: false, IsOff: false }),
                ];
            }
        }

        return listed;
    }
}
