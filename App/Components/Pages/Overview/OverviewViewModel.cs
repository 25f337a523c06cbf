using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Components.Controls;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Exposure;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Components.Pages.Overview;

/// <summary>The executive's first sight: three figures and the exposure heatmap.</summary>
public sealed class OverviewViewModel(EstateQuestions questions)
{
    public OverviewState State { get; private set; } = OverviewState.Start;

    /// <summary>Columns of the export.</summary>
    public static IReadOnlyList<string> CsvHeader { get; } =
    [
        "table_group",
        "attribute",
        "population",
        "population_size",
        "people",
        "breadth_percent",
        "pairs",
        "is_unknown",
        "group_tables",
        "group_unclassified_tables",
        .. StampColumns.Header,
    ];

    /// <summary>Asks for what the link wants. A heatmap that is already there is only put into another order.</summary>
    public async Task LoadAsync(
        OverviewAddress address,
        CurrentUser user,
        Picture picture,
        CancellationToken cancellationToken
    )
    {
        var attribute = PopulationIndex.Attributes.Contains(address.Attribute ?? "") ? address.Attribute : null;
        State = State with
        {
            Address = address with { Attribute = attribute },
            MayDrill = RolePermissions.Allows(user, AppAction.ViewAccess),
        };
        var answer = await QuestionState.AskAsync(() =>
            questions.HeatmapAsync(user, picture, State.Attribute, cancellationToken)
        );
        cancellationToken.ThrowIfCancellationRequested();
        if (answer.Value is not { } found)
        {
            State = State with
            {
                View = answer.State,
                Message = answer.Message,
                Heatmap = null,
                Rows = [],
                Headlines = null,
            };
            return;
        }

        var isSame = State.Stamp == found.Stamp;
        State = State with
        {
            View = ViewState.Ready,
            Message = null,
            Heatmap = found.Heatmap,
            Rows = RowsOf(found.Heatmap, State.Address.Measure),
            Stamp = found.Stamp,
            Headlines = isSame ? State.Headlines : null,
        };
    }

    /// <summary>Counts the three figures where they are not there yet. They take longer than the heatmap, so they come after it.</summary>
    public async Task CountAsync(CurrentUser user, Picture picture, CancellationToken cancellationToken)
    {
        if (State is not { View: ViewState.Ready, Headlines: null })
        {
            return;
        }

        var headlines = await QuestionState.AskAsync(async () =>
            Headlines.Of(
                await questions.ViewAsync(user, AppAction.ViewExposure, picture, cancellationToken),
                cancellationToken
            )
        );
        cancellationToken.ThrowIfCancellationRequested();
        State = State with { Headlines = headlines.Value };
    }

    /// <summary>The rows of a heatmap, widest over all people first; equal ones by name.</summary>
    public static ImmutableArray<HeatmapRow> RowsOf(Heatmap heatmap, HeatmapMeasure measure)
    {
        ArgumentNullException.ThrowIfNull(heatmap);
        return
        [
            .. heatmap
                .Groups.Select(
                    (group, row) =>
                        new HeatmapRow(
                            group.Group.Name,
                            group.Tables.Length,
                            group.Unclassified,
                            [
                                .. Enumerable
                                    .Range(0, heatmap.Populations.Length)
                                    .Select(column => heatmap.Cell(row, column)),
                            ],
                            heatmap.Totals[row]
                        )
                )
                .OrderByDescending(row => Measures.Value(row.Total, measure) ?? -1)
                .ThenBy(row => row.Group, StringComparer.Ordinal),
        ];
    }

    /// <summary>One line per cell, and one per group over all people.</summary>
    public IReadOnlyList<IReadOnlyList<string?>> CsvRows()
    {
        var (heatmap, stamp) = (State.Heatmap, State.Stamp);
        if (heatmap is null || stamp is null)
        {
            return [];
        }

        return
        [
            .. State.Rows.SelectMany(row =>
                row.Cells.Select((cell, column) => Line(row, heatmap.Populations[column].Name, cell))
                    .Append(Line(row, "(all people)", row.Total))
            ),
        ];

        string?[] Line(HeatmapRow row, string population, HeatmapCell cell) =>
            [
                row.Group,
                heatmap.Attribute,
                population,
                Number(cell.PopulationSize),
                Number(cell.People),
                cell.BreadthPercent?.ToString("0.00", CultureInfo.InvariantCulture),
                Number(cell.Pairs),
                cell.IsUnknown ? "true" : "false",
                Number(row.Tables),
                Number(row.Unclassified),
                .. StampColumns.Of(stamp),
            ];
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
