using System.Collections.Immutable;
using GovernanceDashboard.Access;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Estate;

/// <summary>The heatmap, the lists behind its cells, and the policy items that open them.</summary>
public sealed partial class EstateQuestions
{
    /// <summary>Small cells are withheld from whoever may not see who has access (<see cref="SmallCells"/>).</summary>
    /// <param name="attribute">department, level, region or employment.</param>
    public async Task<HeatmapAnswer> HeatmapAsync(
        CurrentUser user,
        Picture picture,
        string attribute,
        CancellationToken cancellationToken
    ) => For(user, await WholeHeatmapAsync(user, picture, attribute, cancellationToken));

    private static HeatmapAnswer For(CurrentUser user, HeatmapAnswer answer) =>
        RolePermissions.Allows(user, AppAction.ViewAccess)
            ? answer
            : answer with
            {
                Heatmap = SmallCells.On(answer.Heatmap),
            };

    private async Task<HeatmapAnswer> WholeHeatmapAsync(
        CurrentUser user,
        Picture picture,
        string attribute,
        CancellationToken cancellationToken
    )
    {
        var view = await ViewAsync(user, AppAction.ViewExposure, picture, cancellationToken);
        DemandAttribute(attribute);
        return await Task.Run(
            () =>
            {
                var heatmap = view.HeatmapOf(attribute);
                return new HeatmapAnswer(heatmap, [.. heatmap.Groups.Select(view.SensitivityOf)], view.Stamp);
            },
            cancellationToken
        );
    }

    /// <summary>The list behind a cell; needs <see cref="AppAction.ViewAccess"/>. Population null: all people.</summary>
    public async Task<CellAnswer> CellAsync(
        CurrentUser user,
        Picture picture,
        string group,
        string attribute,
        string? population,
        CancellationToken cancellationToken
    )
    {
        var view = await ViewAsync(user, AppAction.ViewAccess, picture, cancellationToken);
        DemandAttribute(attribute);
        return await Task.Run(() => Cell(view, group, attribute, population), cancellationToken);
    }

    /// <summary>Policy items by policy id, list and index. Search: policy name, resource, principal; <c>everyone</c> finds items that name the public group.</summary>
    /// <param name="reaching">Only items of policies whose resource matches this table or a column of it.</param>
    public async Task<Page<PolicyItemRow>> PolicyItemsAsync(
        CurrentUser user,
        Picture picture,
        string? search,
        TableName? reaching,
        int skip,
        int take,
        CancellationToken cancellationToken
    )
    {
        var view = await ViewAsync(user, AppAction.ViewAccess, picture, cancellationToken);
        TableOrdinal? table = reaching is { } name ? FindTable(view, name) : null;
        return await Task.Run(
            () =>
            {
                var rows = PolicyItems.Find(view, search, table);
                return new Page<PolicyItemRow>(
                    [.. rows.Skip(skip).Take(take).Select(item => PolicyItems.Row(view, item))],
                    rows.Length,
                    view.Stamp
                );
            },
            cancellationToken
        );
    }

    private static void DemandAttribute(string attribute)
    {
        if (!PopulationIndex.Attributes.Contains(attribute))
        {
            throw new NoAnswerException(
                NoAnswer.NotFound,
                $"There are no populations by '{attribute}'; choose one of {string.Join(", ", PopulationIndex.Attributes)}."
            );
        }
    }

    private static CellAnswer Cell(EstateView view, string groupName, string attribute, string? populationName)
    {
        var group =
            view.Groups.Find(groupName)
            ?? throw new NoAnswerException(NoAnswer.NotFound, $"There is no table group '{groupName}'.");
        var people = view.Index.People;
        if (populationName is not null)
        {
            people =
                view.Populations.Of(attribute).FirstOrDefault(candidate => candidate.Name == populationName)?.People
                ?? throw new NoAnswerException(
                    NoAnswer.NotFound,
                    $"There is no population '{populationName}' by {attribute}."
                );
        }

        var tablesPerPerson = new int[view.Index.Accounts.Length];
        var tables = ImmutableArray.CreateBuilder<CellTable>(group.Tables.Length);

        // Tables under the same policies share one set, so each distinct set is walked once.
        foreach (
            var same in group.Tables.GroupBy(
                view.Index.ReadingPeople,
                (IEqualityComparer<PrincipalSet>)ReferenceEqualityComparer.Instance
            )
        )
        {
            var readers = same.Key.Intersect(people);
            var count = same.Count();
            foreach (var person in readers.Members())
            {
                tablesPerPerson[person.Value] += count;
            }

            tables.AddRange(same.Select(table => new CellTable(view.Tables[table.Value], readers.Count)));
        }

        ImmutableArray<CellPerson> rows =
        [
            .. people
                .Members()
                .Where(person => tablesPerPerson[person.Value] > 0)
                .Select(person => new CellPerson(
                    Summarise(view, view.Index.Accounts[person.Value], -1, null),
                    tablesPerPerson[person.Value]
                ))
                .OrderByDescending(row => row.TablesInGroup)
                .ThenBy(row => row.Person.Principal.Reference, StringComparer.Ordinal),
        ];
        return new(
            groupName,
            attribute,
            populationName,
            CellOf(view.HeatmapOf(attribute), groupName, populationName),
            rows,
            [.. tables.OrderByDescending(row => row.PeopleInPopulation).ThenBy(row => row.Table.Name)],
            view.SensitivityOf(group),
            view.Stamp
        );
    }

    // The very cell that was clicked: the list behind it must not say something else.
    private static HeatmapCell CellOf(Heatmap heatmap, string group, string? population)
    {
        var row = heatmap.Groups.Select(candidate => candidate.Group.Name).ToList().IndexOf(group);
        return population is null
            ? heatmap.Totals[row]
            : heatmap.Cell(row, heatmap.Populations.Select(candidate => candidate.Name).ToList().IndexOf(population));
    }
}
