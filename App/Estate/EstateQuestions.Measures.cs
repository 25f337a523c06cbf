using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Exposure;
using GovernanceDashboard.Exposure.Ledger;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Estate;

/// <summary>The heatmap by measures of exposure: excess, mass, time and subjects.</summary>
public sealed partial class EstateQuestions
{
    private readonly ConditionalWeakTable<
        EstateView,
        ConcurrentDictionary<(HeatmapMeasure Measure, string Attribute), ExposureMatrix>
    > _matrices = [];

    /// <summary>
    /// The heatmap with the values of one measure in its cells. Mass takes seconds on a large estate and person-table-days the whole ledger;
    /// what was counted once for a picture is kept with it.
    /// </summary>
    /// <param name="attribute">department, level, region or employment.</param>
    public async Task<HeatmapAnswer> HeatmapAsync(
        CurrentUser user,
        Picture picture,
        string attribute,
        HeatmapMeasure measure,
        IProgress<WorkProgress> progress,
        CancellationToken cancellationToken
    )
    {
        var answer = await WholeHeatmapAsync(user, picture, attribute, cancellationToken);
        if (measure is HeatmapMeasure.People or HeatmapMeasure.Breadth or HeatmapMeasure.Pairs)
        {
            return For(user, answer);
        }

        var view = await ViewAsync(user, AppAction.ViewExposure, picture, cancellationToken);
        var kept = _matrices.GetValue(view, _ => []);
        if (!kept.TryGetValue((measure, attribute), out var matrix))
        {
            matrix = await MatrixAsync(view, attribute, measure, kept, progress, cancellationToken);
            kept[(measure, attribute)] = matrix;
        }

        return For(user, answer with { Heatmap = matrix.On(answer.Heatmap) });
    }

    private async Task<ExposureMatrix> MatrixAsync(
        EstateView view,
        string attribute,
        HeatmapMeasure measure,
        ConcurrentDictionary<(HeatmapMeasure Measure, string Attribute), ExposureMatrix> kept,
        IProgress<WorkProgress> progress,
        CancellationToken cancellationToken
    )
    {
        if (measure == HeatmapMeasure.Days)
        {
            return await DaysAsync(view, attribute, kept, progress, cancellationToken);
        }

        progress.Report(new("Reading who is meant to have access", 0));
        var audiences = await AudiencesAsync(view, cancellationToken);
        var subjects =
            measure == HeatmapMeasure.Subjects
                ? await active.SubjectsAsync(view.Facts.Snapshot, cancellationToken)
                : [];
        progress.Report(new("Counting exposure", 0));
        return await Task.Run(
            () =>
            {
                var builder = new ExposureMatrixBuilder(
                    view.Index,
                    view.Groups,
                    audiences,
                    view.Populations.Of(attribute)
                );
                return measure switch
                {
                    HeatmapMeasure.Excess => builder.Excess(s_weights, cancellationToken),
                    HeatmapMeasure.Mass => builder.Mass(s_weights, cancellationToken),
                    HeatmapMeasure.Subjects => builder.Subjects(
                        subjects.Select(subject => subject.Value),
                        cancellationToken
                    ),
                    HeatmapMeasure.People or HeatmapMeasure.Breadth or HeatmapMeasure.Pairs or HeatmapMeasure.Days =>
                        throw new ArgumentException($"{measure} is counted elsewhere.", nameof(measure)),
                };
            },
            cancellationToken
        );
    }

    // One walk through the history serves the populations of every attribute.
    private async Task<ExposureMatrix> DaysAsync(
        EstateView view,
        string attribute,
        ConcurrentDictionary<(HeatmapMeasure Measure, string Attribute), ExposureMatrix> kept,
        IProgress<WorkProgress> progress,
        CancellationToken cancellationToken
    )
    {
        var snapshot = view.Facts.Snapshot;
        if (view.Facts.At <= snapshot.FactsFrom)
        {
            throw new NoAnswerException(
                NoAnswer.OutsideSnapshot,
                $"Snapshot {snapshot.Id} knows nothing before {UtcText.Short(snapshot.FactsFrom)}: for how long cannot be said then."
            );
        }

        progress.Report(new("Loading the history", 0));
        var history = await active.HistoryAsync(snapshot, snapshot.FactsFrom, view.Facts.At, cancellationToken);
        return await Task.Run(
            () =>
            {
                var ledger = ExposureLedger.Build(
                    history,
                    ExposureScope.Estate,
                    s_weights,
                    snapshot.FactsFrom,
                    view.Facts.At,
                    progress,
                    cancellationToken
                );
                foreach (var by in PopulationIndex.Attributes)
                {
                    kept[(HeatmapMeasure.Days, by)] = LedgerDays.Of(
                        ledger,
                        view.Index,
                        view.Groups,
                        view.Populations.Of(by),
                        cancellationToken
                    );
                }

                return kept[(HeatmapMeasure.Days, attribute)];
            },
            cancellationToken
        );
    }
}
