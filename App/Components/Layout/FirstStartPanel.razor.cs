using System.Collections.Immutable;
using GovernanceDashboard.Jobs;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Layout;

/// <summary>Stands in for every page until the first snapshot is there: the progress of the job that makes it, or how to start one.</summary>
public sealed partial class FirstStartPanel : ComponentBase
{
    private readonly List<string> _stages = [];

    [Parameter, EditorRequired]
    public ImmutableArray<JobStatus> Jobs { get; set; }

    private JobStatus? Job => Jobs.FirstOrDefault(job => job.State == JobState.Running);

    // A question asked before there is an estate ends without a reference: it is nobody's failure.
    private JobStatus? Failed => Jobs.FirstOrDefault(job => job is { State: JobState.Failed, Reference: not null });

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        if (Job is { } job && !_stages.Contains(job.Progress.Stage))
        {
            _stages.Add(job.Progress.Stage);
        }
    }
}
