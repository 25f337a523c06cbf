using System.Globalization;
using GovernanceDashboard.Components.Controls;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Components.Pages.Groups;

/// <summary>The people and the tables behind one cell of the heatmap.</summary>
public sealed class GroupViewModel(EstateQuestions questions)
{
    private (GroupAddress Cell, Picture Picture)? _loaded;

    public GroupState State { get; private set; } = GroupState.Start;

    public static IReadOnlyList<string> PeopleHeader { get; } =
    [
        "person",
        "department",
        "team",
        "level",
        "region",
        "employment",
        "status",
        "tables_of_group",
        "group",
        "population",
        .. StampColumns.Header,
    ];

    public static IReadOnlyList<string> TablesHeader { get; } =
    [
        "table",
        "label",
        "classes",
        "people_in_population",
        "people",
        "services",
        "is_conditional",
        "group",
        "population",
        .. StampColumns.Header,
    ];

    /// <summary>Asks for the cell of the link. Changing only the tab asks nothing.</summary>
    public async Task LoadAsync(
        GroupAddress address,
        CurrentUser user,
        Picture picture,
        CancellationToken cancellationToken
    )
    {
        var key = (address with { Tab = null }, picture);
        if (_loaded == key && State.View == ViewState.Ready)
        {
            State = State with { Address = address };
            return;
        }

        _loaded = null;
        State = GroupState.Start with { Address = address };
        var attribute = State.Attribute;
        var cell = await QuestionState.AskAsync(() =>
            questions.CellAsync(user, picture, address.Group, attribute, address.Population, cancellationToken)
        );
        var heatmap = await QuestionState.AskAsync(() =>
            questions.HeatmapAsync(user, picture, attribute, cancellationToken)
        );
        var view = await QuestionState.AskAsync(() =>
            questions.ViewAsync(user, AppAction.ViewAccess, picture, cancellationToken)
        );
        cancellationToken.ThrowIfCancellationRequested();
        if (cell.Value is not { } found)
        {
            State = State with { View = cell.State, Message = cell.Message };
            return;
        }

        var group = heatmap.Value?.Heatmap.Groups.FirstOrDefault(group => group.Group.Name == address.Group);
        var rows = await Task.Run(() => (People: PeopleOf(found), Tables: TablesOf(found)), cancellationToken);
        State = State with
        {
            View = ViewState.Ready,
            Cell = found,
            Group = group,
            Accountable = group?.Group.AccountableExec is { } login ? view.Value?.LabelOfLogin(login, null) : null,
            Populations = heatmap.Value?.Heatmap.Populations ?? [],
            People = rows.People,
            Tables = rows.Tables,
        };
        _loaded = key;
    }

    public IReadOnlyList<IReadOnlyList<string?>> PeopleCsv() =>
        [
            .. State.People.Select(person =>
                (string?[])
                    [
                        person.Reference,
                        person.Department,
                        person.Team,
                        person.Level,
                        person.Region,
                        person.Employment,
                        person.Status,
                        Number(person.Tables),
                        .. Provenance(),
                    ]
            ),
        ];

    public IReadOnlyList<IReadOnlyList<string?>> TablesCsv() =>
        [
            .. State.Tables.Select(table =>
                (string?[])
                    [
                        table.Name,
                        table.Label?.ToString() ?? "unknown",
                        table.Classes,
                        Number(table.People),
                        Number(table.AllPeople),
                        Number(table.Services),
                        table.IsConditional ? "true" : "false",
                        .. Provenance(),
                    ]
            ),
        ];

    private static GroupPerson[] PeopleOf(CellAnswer cell) =>
        [
            .. cell.People.Select(row => new GroupPerson(
                row.Person.Principal,
                row.Person.Principal.Reference,
                row.Person.Department ?? "unknown",
                row.Person.Team ?? "",
                row.Person.Level ?? "unknown",
                row.Person.Region ?? "unknown",
                row.Person.EmploymentType ?? "unknown",
                row.Person.Status is null or EmploymentStatus.Active ? "" : row.Person.Status.Value.ToString(),
                row.TablesInGroup
            )),
        ];

    private static GroupTable[] TablesOf(CellAnswer cell) =>
        [
            .. cell.Tables.Select(row => new GroupTable(
                row.Table.Name,
                row.Table.Name.ToString(),
                row.Table.Label,
                row.Table.Label is { } label ? (int)label : int.MaxValue,
                string.Join(", ", row.Table.Classes),
                row.PeopleInPopulation,
                row.Table.People,
                row.Table.Services,
                row.Table.IsConditional
            )),
        ];

    private string?[] Provenance() =>
        [State.Address.Group, State.PopulationText, .. State.Cell is { } cell ? StampColumns.Of(cell.Stamp) : []];

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
