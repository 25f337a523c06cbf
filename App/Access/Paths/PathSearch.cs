using System.Collections.Immutable;
using System.Numerics;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Paths;

/// <summary>
/// All minimal paths of a pair: which anchors suffice, times the chains that lead to them. Chains are counted, not walked; only as many
/// as are asked for are listed.
/// </summary>
internal sealed class PathSearch(PairModel model)
{
    private readonly SortedDictionary<
        (bool IsConditional, AnchorKey Key),
        (Anchor Anchor, SortedSet<int> Columns)
    > _single = [];
    private readonly JoinedPaths _joined = new(model);

    internal AccessPaths Find(int limit)
    {
        foreach (var request in model.Requests)
        {
            Collect(request);
        }

        var chains = new ChainCount(model.Graph);
        var totals = new[] { BigInteger.Zero, BigInteger.Zero };
        var isExact = _joined.IsComplete && model.IsWhole;
        foreach (var ((isConditional, _), (anchor, _)) in _single)
        {
            var (ways, isWhole) = chains.To(anchor.Hold.Node);
            totals[isConditional ? 1 : 0] += ways;
            isExact &= isWhole;
        }

        totals[0] += _joined.Count(false);
        totals[1] += _joined.Count(true);
        var listed = List(false, limit);
        return new([.. listed, .. List(true, limit - listed.Count)], totals[0], totals[1], isExact);
    }

    private void Collect(Request request)
    {
        var sure = new HashSet<AnchorKey>();
        foreach (var hold in model.SuperHolds)
        {
            Add(false, new(null, null, hold), request);
        }

        foreach (var set in new Suffices(model, request, isUpper: false).Sets())
        {
            if (set is [var anchor])
            {
                sure.Add(anchor.Key);
                Add(false, anchor, request);
            }
            else
            {
                _joined.Add(false, set, request);
            }
        }

        // What the upper bound adds hangs on a condition.
        if (!request.Applications.Any(application => application.Policy.MayBeConditional))
        {
            return;
        }

        foreach (var set in new Suffices(model, request, isUpper: true).Sets())
        {
            if (set is not [var anchor])
            {
                _joined.Add(true, set, request);
            }
            else if (!sure.Contains(anchor.Key))
            {
                Add(true, anchor, request);
            }
        }
    }

    private void Add(bool isConditional, Anchor anchor, Request request)
    {
        if (!_single.TryGetValue((isConditional, anchor.Key), out var known))
        {
            _single.Add((isConditional, anchor.Key), known = (anchor, []));
        }

        known.Columns.UnionWith(request.Columns);
    }

    private List<AccessPath> List(bool isConditional, int limit)
    {
        var anchors = _single
            .Where(entry => entry.Key.IsConditional == isConditional)
            .Select(entry => entry.Value)
            .ToLookup(entry => entry.Anchor.Hold.Node);
        var paths = new List<AccessPath>();
        if (limit > 0 && anchors.Count > 0)
        {
            new ChainSearch(model.Graph, anchors.Select(group => group.Key)).Run(chain =>
            {
                foreach (var (anchor, columns) in anchors[chain[^1]])
                {
                    paths.Add(PathOf(isConditional, [(anchor, Names(chain))], columns));
                }

                return paths.Count < limit;
            });
        }

        foreach (var (legs, columns) in _joined.List(isConditional))
        {
            paths.Add(PathOf(isConditional, legs, columns));
        }

        // Stable: what the search found is in order already.
        return [.. paths.OrderBy(path => path.Legs.Sum(leg => leg.Chain.Length)).Take(Math.Max(0, limit))];
    }

    private ImmutableArray<PrincipalId> Names(IReadOnlyList<int> chain) => [.. chain.Select(node => model.Graph[node])];

    private static AccessPath PathOf(
        bool isConditional,
        IEnumerable<(Anchor Anchor, ImmutableArray<PrincipalId> Chain)> legs,
        SortedSet<int> columns
    )
    {
        ImmutableArray<int> positions = [.. columns];
        return new(
            [.. legs.Select(leg => OpinionOf(leg.Anchor, leg.Chain, positions, isConditional))],
            positions,
            isConditional
        );
    }

    private static AccessOpinion OpinionOf(
        Anchor anchor,
        ImmutableArray<PrincipalId> chain,
        ImmutableArray<int> columns,
        bool isConditional
    )
    {
        if (anchor is not { Application: { } application, Item: { } item })
        {
            return new(
                Effect.Allow,
                AccessVia.SuperUser,
                null,
                null,
                0,
                null,
                null,
                chain,
                ResourceKind.Catalog,
                "*",
                null,
                columns,
                false
            );
        }

        var policy = application.Policy.Source;
        var (arisesAt, text) = ResourceTexts.Of(application);
        return new(
            Effect.Allow,
            anchor.Hold.Via,
            policy.Id,
            policy.Name,
            policy.Priority,
            item.List,
            item.Index,
            chain,
            arisesAt,
            text,
            application.Tag?.Name,
            columns,
            isConditional
        )
        {
            Zone = string.IsNullOrEmpty(policy.ZoneName) ? null : policy.ZoneName,
            IsGrant = policy.IsMadeFromGrants(),
        };
    }
}
