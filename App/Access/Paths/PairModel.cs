using System.Collections.Immutable;
using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Paths;

/// <summary>
/// One account and one table with all that bears on the pair: what the login is in, the policies that speak, the items that name it,
/// and the points at which these facts could be removed. Immutable once made.
/// </summary>
internal sealed class PairModel
{
    internal const int NoPoint = -1;

    private readonly Dictionary<CompiledItem, Hold[]> _holds = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<CompiledPolicy, int> _policyPoints = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(string Tag, ResourceName At), int> _tagPoints = [];
    private readonly List<CutPoint> _points = []; // the first are the graph's edges

    /// <param name="account">The login's.</param>
    internal PairModel(
        ContainerGraph graph,
        ImmutableArray<Request> requests,
        AccessService? service,
        int account,
        bool isOwner
    )
    {
        Graph = graph;
        Requests = requests;
        Account = account;
        for (var edge = 0; edge < graph.Edges; edge++)
        {
            _points.Add(new MembershipPoint(graph.MembershipOf(edge)));
        }

        SuperHolds = [.. Hold.OfSuperUsers(service, graph).Select(WithSuperPoint)];
        foreach (var application in requests.SelectMany(request => request.Applications))
        {
            AddPolicy(application.Policy, isOwner);
            if (application.Tag is { } tag && !_tagPoints.ContainsKey((tag.Name, tag.At)))
            {
                _tagPoints.Add((tag.Name, tag.At), NewPoint(new TagPoint(tag.Name, tag.At)));
            }
        }
    }

    internal ContainerGraph Graph { get; }

    internal int Account { get; }

    /// <summary>Whether the policy may turn out not to speak to the login.</summary>
    internal bool IsUncertain(CompiledPolicy policy) =>
        policy.IsUncertain || policy.SurelySpeaksTo?.Contains(Account) == false;

    internal ImmutableArray<Request> Requests { get; }

    internal ImmutableArray<Hold> SuperHolds { get; }

    /// <summary>False where a condition asks what the login is in: whether it holds is taken as it stands, whatever is removed.</summary>
    internal bool IsWhole =>
        Requests
            .SelectMany(request => request.Applications)
            .All(application =>
                application.Policy.SpeaksTo is null && application.Policy.Items.All(item => item.Limit is null)
            );

    internal int Points => _points.Count;

    internal CutPoint PointAt(int point) => _points[point];

    /// <summary>By what the item applies to the login; empty where it does not, or does not speak on select.</summary>
    internal Hold[] Holds(CompiledItem item) => _holds.GetValueOrDefault(item) ?? [];

    internal int PointOf(CompiledPolicy policy) => _policyPoints[policy];

    internal int PointOf(AppliedTag? tag) => tag is { } applied ? _tagPoints[(applied.Name, applied.At)] : NoPoint;

    /// <summary>Nobody can take a login out of Everyone.</summary>
    internal int PointOfEdge(int edge) => edge == Graph.ImpliedEdge ? NoPoint : edge;

    private void AddPolicy(CompiledPolicy policy, bool isOwner)
    {
        if (_policyPoints.ContainsKey(policy))
        {
            return;
        }

        // Grants that the engine reads as a policy cannot be switched off in one go.
        _policyPoints.Add(
            policy,
            policy.Source.IsMadeFromGrants() ? NoPoint : NewPoint(new PolicyPoint(policy.Source.Id, policy.Source.Name))
        );
        foreach (var item in policy.Items.Where(item => item.Covers(AccessSets.Select) && item.IsFor(Account)))
        {
            // To take somebody off a deny or an allow exception cannot end access: such holds are no points.
            var canEndAccess = item.List is PolicyItemList.Allow or PolicyItemList.DenyException;
            Hold[] holds =
            [
                .. Hold.Of(item.Source, Graph, isOwner)
                    .Select(hold => canEndAccess ? WithItemPoint(policy, item, hold) : hold),
            ];
            if (holds.Length > 0)
            {
                _holds.Add(item, holds);
            }
        }
    }

    private Hold WithItemPoint(CompiledPolicy policy, CompiledItem item, Hold hold) =>
        hold with
        {
            Point = NewPoint(
                new ItemPrincipalPoint(policy.Source.Id, policy.Source.Name, item.List, item.Index, hold.Principal)
                {
                    IsGrant = policy.Source.IsMadeFromGrants(),
                }
            ),
        };

    private Hold WithSuperPoint(Hold hold) => hold with { Point = NewPoint(new SuperPrincipalPoint(hold.Principal)) };

    private int NewPoint(CutPoint point)
    {
        _points.Add(point);
        return _points.Count - 1;
    }
}
