using System.Collections.Immutable;
using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Paths;

/// <summary>One item through which access might come, and everything that stands in its way for one request.</summary>
internal sealed class NearWay(CompiledPolicy policy, CompiledItem item, PrincipalId principal, Standing standing)
{
    private readonly List<Obstacle> _obstacles = [];
    private readonly List<ObstacleKind> _rewrites = [];
    private Policy _rewritten = policy.Source;

    internal CompiledPolicy Policy => policy;

    internal PrincipalId Principal => principal;

    internal int ItemIndex => item.Index;

    internal int Cost => Changes().Length;

    /// <summary>The tag that the way would need; null where it needs none.</summary>
    internal string? MissingTag => _obstacles.Find(obstacle => obstacle.Tag is not null)?.Tag;

    internal bool IsStopped => _obstacles.Count + _rewrites.Count > 0;

    /// <summary>Grants that the engine reads as a policy can be given and revoked, but not rewritten.</summary>
    internal bool IsBeyondEditing => _rewrites.Count > 0 && policy.Source.IsMadeFromGrants();

    internal ImmutableArray<Obstacle> Obstacles() =>
        [
            .. _rewrites.Select(kind =>
                Of(
                    kind,
                    kind is ObstacleKind.Condition or ObstacleKind.ConditionFails or ObstacleKind.OtherPrivilege
                        ? item
                        : null,
                    null,
                    null,
                    [Rewrite()]
                )
            ),
            .. _obstacles,
        ];

    /// <summary>Each once: what stops a path twice needs changing once.</summary>
    internal ImmutableArray<Change> Changes() => [.. Obstacles().SelectMany(obstacle => obstacle.Changes).Distinct()];

    /// <summary>The way's own policy has to be written anew.</summary>
    internal void Rewrite(ObstacleKind kind, Func<Policy, Policy> edit)
    {
        _rewrites.Add(kind);
        _rewritten = edit(_rewritten);
    }

    internal void Add(
        ObstacleKind kind,
        CompiledItem? at,
        PrincipalId? through,
        string? tag,
        params Change[] changes
    ) => _obstacles.Add(Of(kind, at, through, tag, changes));

    /// <summary>Exceptions that take the allow back.</summary>
    /// <param name="speaking">With the way's own policy as its conditions leave it, where it speaks.</param>
    internal void AddCarveOuts(IEnumerable<CompiledPolicy> speaking)
    {
        var own = speaking.FirstOrDefault(known => known.Source.Id == policy.Source.Id) ?? policy;
        foreach (var exception in Applying(own, PolicyItemList.AllowException))
        {
            Add(
                ObstacleKind.CarvedOut,
                exception,
                standing.Holding(exception).First(),
                null,
                TakeOff(policy.Source, exception)
            );
        }
    }

    /// <summary>Denies of the same or a higher priority, from whichever policy.</summary>
    internal void AddDenies(IEnumerable<CompiledPolicy> speaking)
    {
        foreach (
            var denying in speaking
                .Append(policy)
                .DistinctBy(known => known.Source.Id)
                .Where(known => known.Source.Priority >= policy.Source.Priority)
        )
        {
            var denies = Applying(denying, PolicyItemList.Deny).ToArray();
            if (denies.Length > 0 && !Applying(denying, PolicyItemList.DenyException).Any(known => !known.IsUncertain))
            {
                AddDeny(denying.Source, denies, Sure(denying, PolicyItemList.DenyException));
            }

            if (
                denying.Source.IsDenyAllElse
                && denying.Source.Id != policy.Source.Id
                && !Applying(denying, PolicyItemList.Allow).Any(known => !known.IsUncertain)
            )
            {
                Change remedy = Sure(denying, PolicyItemList.Allow) is { } allowing
                    ? Name(denying.Source, allowing)
                    : PolicyChange.Put(denying.Source with { IsDenyAllElse = false });
                _obstacles.Add(Of(denying.Source, ObstacleKind.DeniedAllElse, null, null, null, [remedy]));
            }
        }
    }

    private void AddDeny(Policy denying, CompiledItem[] denies, CompiledItem? exception)
    {
        // To be named in an exception that is there already lifts all denies of the policy at once.
        if (exception is not null)
        {
            var first = denies[0];
            _obstacles.Add(
                Of(
                    denying,
                    ObstacleKind.Denied,
                    first,
                    standing.Holding(first).First(),
                    null,
                    [Name(denying, exception)]
                )
            );
            return;
        }

        foreach (var deny in denies)
        {
            _obstacles.Add(
                Of(denying, ObstacleKind.Denied, deny, standing.Holding(deny).First(), null, TakeOff(denying, deny))
            );
        }
    }

    private IEnumerable<CompiledItem> Applying(CompiledPolicy of, PolicyItemList list) =>
        of.Items.Where(known => known.List == list && known.Covers(AccessSets.Select) && standing.Holding(known).Any());

    private static CompiledItem? Sure(CompiledPolicy of, PolicyItemList list) =>
        of.Items.FirstOrDefault(known => known.List == list && known.Covers(AccessSets.Select) && !known.IsUncertain);

    private ItemPrincipalChange Name(Policy at, CompiledItem known) =>
        new(ChangeOperation.Add, at.Id, known.List, known.Index, standing.Login);

    private Change[] TakeOff(Policy at, CompiledItem known) =>
        [
            .. standing
                .Holding(known)
                .Select(through => new ItemPrincipalChange(
                    ChangeOperation.Remove,
                    at.Id,
                    known.List,
                    known.Index,
                    through
                )),
        ];

    private Change Rewrite() =>
        _rewrites is [ObstacleKind.PolicyDisabled]
            ? new PolicyEnabledChange(ChangeOperation.Add, policy.Source.Id)
            : PolicyChange.Put(_rewritten);

    private Obstacle Of(
        ObstacleKind kind,
        CompiledItem? at,
        PrincipalId? through,
        string? tag,
        IEnumerable<Change> changes
    ) => Of(policy.Source, kind, at, through, tag, changes);

    private static Obstacle Of(
        Policy by,
        ObstacleKind kind,
        CompiledItem? at,
        PrincipalId? through,
        string? tag,
        IEnumerable<Change> changes
    ) => new(kind, by.Id, by.Name, by.Priority, at?.List, at?.Index, through, tag, [.. changes]);
}
