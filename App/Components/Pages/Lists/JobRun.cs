using GovernanceDashboard.Components.Controls;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Jobs;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Components.Pages.Lists;

/// <summary>
/// One panel's background job: starting again forgets the earlier one. What became of it is read from the board, so that a
/// failure shows with the reference under which the log has it.
/// </summary>
/// <typeparam name="T">What the job makes.</typeparam>
public sealed class JobRun<T> : IDisposable
    where T : class
{
    private readonly JobBoard _board;
    private readonly IDisposable _subscription;
    private Guid? _id;
    private JobStatus? _last;
    private Slot? _slot;

    /// <param name="changed">Called on a pool thread, at most every 100 ms.</param>
    public JobRun(JobBoard board, Action changed)
    {
        _board = board;
        _subscription = board.Subscribe(changed);
    }

    /// <summary>Null before the first start. The last state stays known when the board has forgotten the job.</summary>
    public JobStatus? Status => _last = _board.Jobs.FirstOrDefault(job => job.Id == _id) ?? _last;

    public bool IsRunning => Status?.State == JobState.Running;

    /// <summary>What the job made; null unless it succeeded.</summary>
    public T? Result => Status?.State == JobState.Succeeded ? _slot?.Value : null;

    /// <summary>Why there is nothing to answer; null unless the work ended so.</summary>
    public string? Refusal => _slot?.Refusal;

    /// <summary>Starts work and returns at once; an earlier run is cancelled.</summary>
    public void Start(string title, CurrentUser by, Func<IProgress<WorkProgress>, CancellationToken, Task<T>> work)
    {
        Cancel();
        // A slot of its own: an earlier run that ends late must not put its result under this one.
        var slot = new Slot();
        (_last, _slot) = (null, slot);
        _id = _board.Start(
            title,
            by,
            async (progress, token) =>
            {
                try
                {
                    slot.Value = await work(progress, token);
                }
                catch (NoAnswerException none)
                {
                    slot.Refusal = none.Message;
                    throw;
                }
                catch (AccessRefusedException refused)
                {
                    slot.Refusal = QuestionState.Refusal(refused.Role, refused.Action);
                    throw new NoAnswerException(NoAnswer.Withheld, slot.Refusal);
                }
            }
        );
    }

    public void Cancel()
    {
        if (_id is { } id)
        {
            _board.Cancel(id);
        }
    }

    /// <summary>Stops watching; the job itself goes on.</summary>
    public void Dispose() => _subscription.Dispose();

    private sealed class Slot
    {
        public T? Value { get; set; }

        public string? Refusal { get; set; }
    }
}
