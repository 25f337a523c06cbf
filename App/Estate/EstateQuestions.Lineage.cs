using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Security;
using GovernanceDashboard.Sensitivity;

namespace GovernanceDashboard.Estate;

/// <summary>What flows into a table and out of it, and who reads it there.</summary>
public sealed partial class EstateQuestions
{
    public async Task<LineageAnswer> LineageAsync(
        CurrentUser user,
        Picture picture,
        TableName table,
        CancellationToken cancellationToken
    )
    {
        var view = await ViewAsync(user, AppAction.ViewAccess, picture, cancellationToken);
        var ordinal = FindTable(view, table);
        return await Task.Run(() => Lineage(view, table, ordinal, cancellationToken), cancellationToken);
    }

    private static LineageAnswer Lineage(
        EstateView view,
        TableName table,
        TableOrdinal ordinal,
        CancellationToken cancellationToken
    )
    {
        var facts = view.Facts;
        var node = LineageNode.Table(table);
        var flow = new ClassFlow(facts.LineageEdges, facts.ViewSources);
        var classes = view.ClassificationsOf(table);
        var carried = flow.Carry(node, classes.Select(found => (found.Class, found.Resource.Column)));
        var readers = view.Index.ReadingPeople(ordinal);
        var dashboards = facts.Dashboards.ToDictionary(dashboard => dashboard.Id, StringComparer.Ordinal);
        return new(
            table,
            !facts.LineageEdges.IsEmpty || facts.ViewSources.Any(source => !source.Tables.IsEmpty),
            readers.Count,
            [.. classes.Select(found => found.Class).Distinct().Order(StringComparer.Ordinal)],
            [
                .. flow.Upstream(node)
                    .Select(reach =>
                        Row(reach) with
                        {
                            Classes = reach.Node.AsTable is { } source
                                ?
                                [
                                    .. view.ClassificationsOf(source)
                                        .Select(found => found.Class)
                                        .Distinct()
                                        .Order(StringComparer.Ordinal),
                                ]
                                : [],
                            Others = null,
                        }
                    ),
            ],
            [.. flow.Downstream(node).Select(Row)],
            view.Stamp
        );

        LineageRow Row(LineageReach reach)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var dashboard = dashboards.GetValueOrDefault(reach.Node.Name);
            var isDashboard = reach.Node.Kind == ResourceKind.Dashboard;
            var people = isDashboard
                ? dashboard is null
                    ? null
                    : Audience(view, dashboard)
                : reach.Node.AsTable is { } there && view.Index.FindTable(there) is { } found
                    ? view.Index.ReadingPeople(found)
                    : null;
            var flowing = carried.GetValueOrDefault(reach.Node);
            return new(
                reach,
                isDashboard ? view.Names.Text(dashboard?.Name ?? reach.Node.Name) : reach.Node.Name,
                [.. flowing?.Keys ?? []],
                people?.Count,
                people?.Except(readers).Count
            )
            {
                Columns =
                    flowing is not null && flowing.Values.All(columns => columns is not null)
                        ? [.. flowing.Values.SelectMany(columns => columns!).Distinct().Order(StringComparer.Ordinal)]
                        : [],
            };
        }
    }

    /// <summary>The people of a dashboard's audience; null where no source gives it.</summary>
    private static PrincipalSet? Audience(EstateView view, Dashboard dashboard) =>
        view.Index.Audience(dashboard) is { } accounts ? view.Index.PeopleOf(accounts) : null;
}
