using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Paths;

/// <summary>
/// Decides a pair with some of its facts removed, exactly: denies and exceptions that hung on a removed membership go with it. Only
/// what is sure counts as reading. For one thread.
/// </summary>
internal sealed class PairTrial(PairModel model)
{
    private readonly bool[] _isRemoved = new bool[model.Points];
    private readonly bool[] _isReached = new bool[model.Graph.Nodes];
    private readonly int[] _edgeTo = new int[model.Graph.Nodes]; // the edge through which a node was reached first
    private readonly Queue<int> _queue = new();

    internal void Remove(int point) => _isRemoved[point] = true;

    internal void Restore(int point) => _isRemoved[point] = false;

    /// <summary>Whether the account can surely read: anything that the model's requests ask for.</summary>
    internal bool Reads()
    {
        Reach();
        return model.SuperHolds.Any(IsAlive) || model.Requests.Any(IsAllowed);
    }

    /// <summary>
    /// After <see cref="Reads"/> said true: points of which at least one must be removed, whatever else is, before access ends. Chosen
    /// so that few of them are forbidden ones' alternatives: the fewest that <paramref name="isForbidden"/> does not exclude.
    /// </summary>
    internal List<int> Witness(bool[] isForbidden)
    {
        List<int>? best = null;
        var bestOpen = int.MaxValue;
        foreach (var witness in Witnesses())
        {
            var open = witness.Count(point => !isForbidden[point]);
            if (open < bestOpen)
            {
                (best, bestOpen) = (witness, open);
            }
        }

        return best!;
    }

    /// <summary>After <see cref="Reads"/> said true: one for each sure allow that decides, by one of its shortest chains.</summary>
    internal IEnumerable<List<int>> Witnesses()
    {
        foreach (var hold in model.SuperHolds.Where(IsAlive))
        {
            yield return PointsOf(hold);
        }

        foreach (var request in model.Requests.Where(IsAllowed))
        {
            var priority = request
                .Applications.Where(application => !IsGone(application) && HasSureAllow(application.Policy))
                .Max(application => application.Policy.Source.Priority);
            foreach (
                var application in request.Applications.Where(application =>
                    application.Policy.Source.Priority == priority
                    && !IsGone(application)
                    && HasSureAllow(application.Policy)
                )
            )
            {
                var guards = Guards(request, application.Policy, priority);
                foreach (var hold in SureHolds(application.Policy, PolicyItemList.Allow))
                {
                    yield return
                    [
                        .. PointsOf(hold)
                            .Append(model.PointOf(application.Policy))
                            .Append(model.PointOf(application.Tag))
                            .Concat(guards)
                            .Where(point => point != PairModel.NoPoint)
                            .Distinct(),
                    ];
                }
            }
        }
    }

    // What keeps denies asleep that would otherwise speak at this priority or above: exceptions, and the allows of policies that deny
    // all whom they do not allow.
    private List<int> Guards(Request request, CompiledPolicy allowing, int priority)
    {
        var guards = new List<int>();
        foreach (
            var policy in request
                .Applications.Where(application =>
                    application.Policy.Source.Priority >= priority && !IsGone(application)
                )
                .Select(application => application.Policy)
                .Distinct()
        )
        {
            if (AliveItems(policy, PolicyItemList.Deny).Any())
            {
                guards.AddRange(Shortest(SureHolds(policy, PolicyItemList.DenyException)));
            }

            if (policy.Source.IsDenyAllElse && policy != allowing)
            {
                guards.AddRange(Shortest(SureHolds(policy, PolicyItemList.Allow)));
            }
        }

        return guards;
    }

    private List<int> Shortest(IEnumerable<Hold> holds) => holds.Select(PointsOf).MinBy(points => points.Count)!;

    private List<int> PointsOf(Hold hold)
    {
        var points = new List<int> { hold.Point };
        for (var node = hold.Node; node != ContainerGraph.Login; node = model.Graph.Edge(_edgeTo[node]).From)
        {
            if (model.PointOfEdge(_edgeTo[node]) is var point and not PairModel.NoPoint)
            {
                points.Add(point);
            }
        }

        return points;
    }

    private bool IsAllowed(Request request)
    {
        var decision = new AccountDecision();
        foreach (var application in request.Applications)
        {
            if (!IsGone(application))
            {
                decision.Add(application.Policy.Source.Priority, OpinionOf(application.Policy));
            }
        }

        return decision.Result() == AccessDecision.Allowed;
    }

    private bool HasSureAllow(CompiledPolicy policy) => (OpinionOf(policy) & Opinion.SureAllow) != 0;

    private Opinion OpinionOf(CompiledPolicy policy) => policy.On(AccessSets.Select, new LivingItems(this));

    private IEnumerable<Hold> SureHolds(CompiledPolicy policy, PolicyItemList list) =>
        AliveItems(policy, list).Where(item => !item.IsUncertain).SelectMany(model.Holds).Where(IsAlive);

    private IEnumerable<CompiledItem> AliveItems(CompiledPolicy policy, PolicyItemList list) =>
        policy.Items.Where(item => item.List == list && item.Covers(AccessSets.Select) && IsAlive(item));

    private bool IsIn(PrincipalSet accounts) => accounts.Contains(model.Account);

    private bool IsAlive(CompiledItem item)
    {
        foreach (var hold in model.Holds(item))
        {
            if (IsAlive(hold))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsAlive(Hold hold) => _isReached[hold.Node] && !IsRemoved(hold.Point);

    private bool IsGone(Application application) =>
        IsRemoved(model.PointOf(application.Policy)) || IsRemoved(model.PointOf(application.Tag));

    private bool IsRemoved(int point) => point != PairModel.NoPoint && _isRemoved[point];

    private void Reach()
    {
        Array.Clear(_isReached);
        _isReached[ContainerGraph.Login] = true;
        _queue.Enqueue(ContainerGraph.Login);
        while (_queue.TryDequeue(out var node))
        {
            foreach (var edge in model.Graph.From(node))
            {
                var to = model.Graph.Edge(edge).To;
                if (!_isReached[to] && !_isRemoved[edge])
                {
                    _isReached[to] = true;
                    _edgeTo[to] = edge;
                    _queue.Enqueue(to);
                }
            }
        }
    }

    private readonly struct LivingItems(PairTrial trial) : IApplyingItems
    {
        public bool Contains(CompiledItem item) => trial.IsAlive(item);

        public bool Is(PrincipalSet accounts) => trial.IsIn(accounts);
    }
}
