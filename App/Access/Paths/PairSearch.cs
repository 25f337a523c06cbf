using GovernanceDashboard.Access.Ranger;

namespace GovernanceDashboard.Access.Paths;

/// <summary>Paths and cuts of one account on one table, from the policies that were asked about it.</summary>
internal sealed class PairSearch(
    AccessIndex index,
    AccountDirectory accounts,
    MembershipClosure closure,
    PrincipalOrdinal account,
    TableOrdinal table
)
{
    private readonly ContainerGraph _graph = new(accounts.Accounts[account.Value].Id, closure);

    /// <param name="asked">By position; null for the table request. Applications highest priority first.</param>
    internal AccessPaths Paths(IEnumerable<(int? Column, List<Application> Applications)> asked, int limit) =>
        new PathSearch(ModelOf(asked)).Find(limit);

    /// <summary>Null where nothing can be read. Cuts end the reading of every column that was asked about.</summary>
    internal AccessCuts? Cuts(IEnumerable<(int? Column, List<Application> Applications)> asked, int limit)
    {
        var model = ModelOf(asked);
        if (new CutSearch(model).Run() is not { } found)
        {
            return null;
        }

        var others = new CutCollateral(model, index, account, table);
        return new(
            found.Size,
            model.IsWhole ? found.SizeAtLeast : 1,
            found.Total,
            found.IsExact && model.IsWhole,
            [
                .. found
                    .Cuts.Select(cut => (Cut: cut, Others: others.AtMost(cut)))
                    .OrderBy(ranked => ranked.Others)
                    .ThenBy(ranked => ranked.Cut.Count(point => model.PointAt(point) is PolicyPoint))
                    .ThenBy(ranked => ranked.Cut, Comparer<int[]>.Create(Compare))
                    .Take(limit)
                    .Select(ranked => new AccessCut([.. ranked.Cut.Select(model.PointAt)], ranked.Others)),
            ]
        );
    }

    private PairModel ModelOf(IEnumerable<(int? Column, List<Application> Applications)> asked)
    {
        var requests = Request.Group(
            asked.Select(request =>
                (request.Column, request.Applications.Where(application => application.Accounts.Contains(account)))
            )
        );
        var isOwner = index.OwnerAccount(index.Table(table).Creator) == account.Value;
        return new(_graph, requests, index.Facts.Service, account.Value, isOwner);
    }

    private static int Compare(int[]? left, int[]? right) => left.AsSpan().SequenceCompareTo(right);
}
