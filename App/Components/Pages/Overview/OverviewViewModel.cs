using System.Collections.Immutable;
using System.Globalization;
using GovernanceDashboard.Components.Controls;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Exposure;
using GovernanceDashboard.Jobs;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Components.Pages.Overview;

/// <summary>The executive's first sight: three figures and the exposure heatmap.</summary>
public sealed class OverviewViewModel(EstateQuestions questions, JobBoard jobs)
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
        "measure",
        "value_low",
        "value_high",
        "compared_with",
        "then_low",
        "then_high",
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
        if (IsSlow(address.Measure))
        {
            State = State with { View = ViewState.Loading, Message = SlowMessage(address.Measure) };
        }

        var answer = await AskAsync(user, picture, cancellationToken);
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
                Before = null,
                Notice = null,
            };
            return;
        }

        var then = await ThenAsync(user, picture, found.Stamp, cancellationToken);

        var isSame = State.Stamp == found.Stamp;
        State = State with
        {
            View = ViewState.Ready,
            Message = null,
            Heatmap = found.Heatmap,
            Rows = RowsOf(found.Heatmap, State.Address.Measure, then?.Value?.Heatmap),
            Before = then?.Value?.Stamp,
            Notice = then is { Value: null } ? then.Message : null,
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
        State = State with { Headlines = State.MayDrill ? headlines.Value : headlines.Value?.ForMany() };
    }

    /// <summary>The rows of a heatmap, widest over all people first; equal ones by name.</summary>
    /// <param name="before">The same at an earlier instant: groups and populations meet by name.</param>
    public static ImmutableArray<HeatmapRow> RowsOf(Heatmap heatmap, HeatmapMeasure measure, Heatmap? before = null)
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
                        {
                            Before = before is null
                                ? []
                                : [.. heatmap.Populations.Select(one => CellOf(before, group.Group.Name, one.Name))],
                            TotalBefore = before is null ? null : CellOf(before, group.Group.Name, null),
                        }
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
                row.Cells.Select(
                        (cell, column) =>
                            Line(
                                row,
                                heatmap.Populations[column].Name,
                                cell,
                                row.Before.IsEmpty ? null : row.Before[column]
                            )
                    )
                    .Append(Line(row, "(all people)", row.Total, row.TotalBefore))
            ),
        ];

        string?[] Line(HeatmapRow row, string population, HeatmapCell cell, HeatmapCell? before)
        {
            var measure = State.Address.Measure;
            var value = cell.Of(measure);
            var then = before?.Of(measure);
            return
            [
                row.Group,
                heatmap.Attribute,
                population,
                Number(cell.PopulationSize),
                cell.IsWithheld ? SmallCells.Word : Number(cell.People),
                cell.BreadthPercent?.ToString("0.00", CultureInfo.InvariantCulture),
                cell.IsWithheld ? SmallCells.Word : Number(cell.Pairs),
                cell.IsUnknown ? "true" : "false",
                Number(row.Tables),
                Number(row.Unclassified),
                measure.ToString().ToLowerInvariant(),
                Figure(value?.Low),
                Figure(value?.High),
                State.Before is { } with ? StampColumns.Of(with)[1] : null,
                Figure(then?.Low),
                Figure(then?.High),
                .. StampColumns.Of(stamp),
            ];
        }
    }

    private static string? Figure(double? value) => value?.ToString("0.####", CultureInfo.InvariantCulture);

    private static HeatmapCell? CellOf(Heatmap heatmap, string group, string? population)
    {
        var row = heatmap.Groups.ToList().FindIndex(one => one.Group.Name == group);
        var column = heatmap.Populations.ToList().FindIndex(one => one.Name == population);
        return row < 0 ? null
            : population is null ? heatmap.Totals[row]
            : column < 0 ? null
            : heatmap.Cell(row, column);
    }

    // Mass and time take a while on a large estate: they are jobs, with their progress in the status bar and a way to stop them.
    private static bool IsSlow(HeatmapMeasure measure) => measure is HeatmapMeasure.Mass or HeatmapMeasure.Days;

    private static string SlowMessage(HeatmapMeasure measure) =>
        measure == HeatmapMeasure.Days
            ? "Walking through the whole history; the status bar shows how far it is. What was counted once comes back at once."
            : "Weighing what each person reads, table by table; the status bar shows how far it is.";

    private Task<QuestionResult<HeatmapAnswer>> AskAsync(
        CurrentUser user,
        Picture picture,
        CancellationToken cancellationToken
    )
    {
        var (attribute, measure) = (State.Attribute, State.Address.Measure);
        return QuestionState.AskAsync(() =>
            IsSlow(measure)
                ? jobs.RunAsync(
                    $"Heatmap: {Measures.Title(measure).ToLowerInvariant()}",
                    user,
                    (progress, token) => questions.HeatmapAsync(user, picture, attribute, measure, progress, token),
                    cancellationToken
                )
                : questions.HeatmapAsync(user, picture, attribute, measure, NoProgress.Instance, cancellationToken)
        );
    }

    // Null where no comparison is asked for.
    private async Task<QuestionResult<HeatmapAnswer>?> ThenAsync(
        CurrentUser user,
        Picture picture,
        AnswerStamp now,
        CancellationToken cancellationToken
    )
    {
        if (State.Address.Compare is not { } text)
        {
            return null;
        }

        if (!UtcText.TryRead(text, out var at))
        {
            return new(
                ViewState.Empty,
                Message: $"'{text}' is no instant to compare with; write 2026-05-01T00:00:00Z."
            );
        }

        if (at >= now.At)
        {
            return new(ViewState.Empty, Message: "The instant to compare with has to lie before the one shown.");
        }

        var then = await AskAsync(user, picture with { Snapshot = now.Snapshot, At = at }, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return then;
    }

    private sealed class NoProgress : IProgress<WorkProgress>
    {
        public static NoProgress Instance { get; } = new();

        public void Report(WorkProgress value) { }
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
