using GovernanceDashboard.Access.Ranger;
using GovernanceDashboard.Domain;

namespace GovernanceDashboard.Access.Paths;

/// <summary>How many other readers of the table a cut may touch: an upper bound that costs no second index.</summary>
internal sealed class CutCollateral(PairModel model, AccessIndex index, PrincipalOrdinal account, TableOrdinal table)
{
    private readonly PrincipalSet _readers = index.Readers(table);
    private readonly Dictionary<int, PrincipalSet> _touched = [];

    internal int AtMost(int[] cut)
    {
        var touched = cut.Select(Touched).Aggregate((left, right) => left.Union(right)).Intersect(_readers);
        return touched.Count - (touched.Contains(account) ? 1 : 0);
    }

    private PrincipalSet Touched(int point)
    {
        if (!_touched.TryGetValue(point, out var touched))
        {
            _touched.Add(point, touched = Touched(model.PointAt(point)));
        }

        return touched;
    }

    private PrincipalSet Touched(CutPoint point) =>
        point switch
        {
            MembershipPoint membership => index.Members(membership.Membership.Member),
            ItemPrincipalPoint { Principal.Name: CompiledItem.AnyUser } => index.Members(PrincipalId.Everyone),
            ItemPrincipalPoint item => index.Members(item.Principal),
            PolicyPoint policy => Touched(application => application.Policy.Source.Id == policy.PolicyId),
            TagPoint tag => Touched(application => application.Tag is { } at && at.Name == tag.Tag && at.At == tag.On),
            SuperPrincipalPoint super => index.Members(super.Principal),
            _ => throw new ArgumentException($"A {point.GetType().Name} is no kind of point.", nameof(point)),
        };

    private PrincipalSet Touched(Func<Application, bool> isMeant) =>
        model
            .Requests.SelectMany(request => request.Applications)
            .Where(isMeant)
            .Select(application => application.Policy)
            .Distinct()
            .SelectMany(policy => policy.Items)
            .Where(item => item.List is PolicyItemList.Allow or PolicyItemList.DenyException)
            .Select(item => item.Members)
            .Aggregate(PrincipalSet.Empty(index.Accounts.Length), (left, right) => left.Union(right));
}
