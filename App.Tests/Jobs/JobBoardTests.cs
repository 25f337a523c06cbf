using System.Collections.Concurrent;
using System.Diagnostics;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Jobs;
using GovernanceDashboard.Security;
using GovernanceDashboard.Tests.Doubles;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace GovernanceDashboard.Tests.Jobs;

/// <summary>Jobs run off the caller's thread, tell how far they are, and end in a state that everybody can read.</summary>
public sealed class JobBoardTests : IDisposable
{
    private static readonly CurrentUser s_user = new("reviewer-1", AppRole.Reviewer);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly SetClock _clock = new(new DateTimeOffset(2026, 11, 1, 8, 0, 0, TimeSpan.Zero));
    private readonly JobBoard _board;

    public JobBoardTests() => _board = new JobBoard(_clock, NullLogger<JobBoard>.Instance);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _board.Dispose();

    [Fact]
    public async Task A_started_job_is_on_the_board_at_once_and_ends_there()
    {
        var release = new TaskCompletionSource();
        var id = _board.Start("Counting", s_user, (_, _) => release.Task);

        var running = Assert.Single(_board.Jobs);
        Assert.Equal(
            (id, "Counting", "reviewer-1", JobState.Running),
            (running.Id, running.Title, running.StartedBy, running.State)
        );
        Assert.Null(running.EndedAt);

        release.SetResult();
        var ended = await EndAsync(id);
        Assert.Equal(JobState.Succeeded, ended.State);
        Assert.Equal(_clock.Now, ended.EndedAt);
    }

    [Fact]
    public async Task A_question_without_an_answer_ends_with_its_sentence_and_no_reference_to_the_log()
    {
        var id = _board.Start(
            "Asking",
            s_user,
            (_, _) => throw new NoAnswerException(NoAnswer.NoSnapshot, "No estate has been imported yet.")
        );

        var ended = await EndAsync(id);

        Assert.Equal(
            (JobState.Failed, "No estate has been imported yet.", null),
            (ended.State, ended.Error, ended.Reference)
        );
    }

    [Fact]
    public async Task Work_does_not_run_on_the_caller_s_thread()
    {
        var caller = Environment.CurrentManagedThreadId;
        using var entered = new ManualResetEventSlim();
        using var leave = new ManualResetEventSlim();

        // Blocks its thread from its first instruction on: Start could not return if it ran the work itself.
        var id = _board.Start(
            "Blocking",
            s_user,
            (_, token) =>
            {
                entered.Set();
                leave.Wait(token);
                return Task.CompletedTask;
            }
        );

        Assert.True(entered.Wait(s_patience, Token));
        Assert.Equal(caller, Environment.CurrentManagedThreadId);
        leave.Set();
        await EndAsync(id);
    }

    [Fact]
    public async Task The_result_reaches_the_caller()
    {
        Assert.Equal(42, await _board.RunAsync("Answer", s_user, (_, _) => Task.FromResult(42), Token));
        Assert.Equal(JobState.Succeeded, Assert.Single(_board.Jobs).State);
    }

    [Fact]
    public async Task A_fault_reaches_the_caller_and_the_board_hides_its_text_behind_a_reference()
    {
        var log = new ListLog();
        using var board = new JobBoard(_clock, log);

        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            board.RunAsync<int>("Failing", s_user, (_, _) => throw new InvalidOperationException("Alice Adams"), Token)
        );

        Assert.Equal("Alice Adams", fault.Message);
        var status = Assert.Single(board.Jobs);
        Assert.Equal(JobState.Failed, status.State);
        Assert.DoesNotContain("Alice", status.Error, StringComparison.Ordinal);
        Assert.Matches("^[0-9a-f]{8}$", status.Reference);
        Assert.Contains(log.Lines, line => line.Contains(status.Reference!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refusal_is_told_in_its_own_words()
    {
        await Assert.ThrowsAsync<AccessRefusedException>(() =>
            _board.RunAsync<int>(
                "Export",
                s_user,
                (_, _) => throw new AccessRefusedException(AppRole.Reviewer, AppAction.ExportEvidence),
                Token
            )
        );

        Assert.Contains("ExportEvidence", Assert.Single(_board.Jobs).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_can_be_cancelled_from_the_board()
    {
        var run = _board.RunAsync("Long", s_user, ForeverAsync, Token);
        _board.Cancel(Assert.Single(_board.Jobs).Id);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Equal(JobState.Cancelled, Assert.Single(_board.Jobs).State);
        _board.Cancel(Assert.Single(_board.Jobs).Id);
        _board.Cancel(Guid.NewGuid());
    }

    [Fact]
    public async Task Cancelling_the_caller_s_token_cancels_the_job()
    {
        using var page = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var run = _board.RunAsync("Long", s_user, ForeverAsync, page.Token);

        await page.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Equal(JobState.Cancelled, Assert.Single(_board.Jobs).State);
    }

    [Fact]
    public async Task A_cancellation_that_nobody_asked_for_is_a_failure()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            _board.RunAsync<int>("Odd", s_user, (_, _) => throw new OperationCanceledException(), Token)
        );

        Assert.Equal(JobState.Failed, Assert.Single(_board.Jobs).State);
    }

    [Fact]
    public async Task Progress_is_on_the_board_and_a_report_after_the_end_changes_nothing()
    {
        IProgress<WorkProgress>? kept = null;
        var release = new TaskCompletionSource();
        var reported = new TaskCompletionSource();
        var id = _board.Start(
            "Reading",
            s_user,
            async (progress, _) =>
            {
                kept = progress;
                progress.Report(new WorkProgress("Reading rows", 3, 10));
                reported.SetResult();
                await release.Task;
            }
        );
        await reported.Task.WaitAsync(s_patience, Token);
        Assert.Equal(new WorkProgress("Reading rows", 3, 10), Assert.Single(_board.Jobs).Progress);

        release.SetResult();
        var ended = await EndAsync(id);
        kept!.Report(new WorkProgress("Late", 11));

        Assert.Equal(ended, Assert.Single(_board.Jobs));
    }

    [Fact]
    public async Task Subscribers_hear_of_many_changes_rarely_and_of_the_last_one_surely()
    {
        var calls = new ConcurrentQueue<long>();
        var sawEnd = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var board = new JobBoard(TimeProvider.System, NullLogger<JobBoard>.Instance);
        using var subscription = board.Subscribe(() =>
        {
            calls.Enqueue(Stopwatch.GetTimestamp());
            if (board.Jobs is [{ State: JobState.Succeeded }])
            {
                sawEnd.TrySetResult();
            }
        });

        await board.RunAsync(
            "Chatty",
            s_user,
            async (progress, token) =>
            {
                for (var done = 0; done < 100_000; done++)
                {
                    progress.Report(new WorkProgress("Talking", done));
                }

                await Task.Yield();
                return true;
            },
            Token
        );
        await sawEnd.Task.WaitAsync(s_patience, Token);

        var gaps = calls.Zip(calls.Skip(1), (earlier, later) => Stopwatch.GetElapsedTime(earlier, later));
        Assert.All(gaps, gap => Assert.True(gap > TimeSpan.FromMilliseconds(90), $"{gap.TotalMilliseconds} ms"));
    }

    [Fact]
    public async Task A_subscriber_that_fails_is_logged_and_called_again()
    {
        var log = new ListLog();
        using var board = new JobBoard(TimeProvider.System, log);
        var twice = new CountdownEvent(2);
        using var subscription = board.Subscribe(() =>
        {
            if (!twice.IsSet)
            {
                twice.Signal();
            }

            throw new InvalidOperationException("page is gone");
        });

        var release = new TaskCompletionSource();
        var id = board.Start("One", s_user, (_, _) => release.Task);
        Assert.True(SpinWait.SpinUntil(() => twice.CurrentCount == 1, s_patience));
        release.SetResult();

        Assert.True(await Task.Run(() => twice.Wait(s_patience, Token), Token));
        Assert.NotEmpty(log.Lines);
        Assert.Contains(board.Jobs, job => job.Id == id);
    }

    [Fact]
    public async Task After_the_end_of_its_subscription_nobody_is_called()
    {
        var calls = 0;
        _board.Subscribe(() => Interlocked.Increment(ref calls)).Dispose();

        await _board.RunAsync("Quiet", s_user, (_, _) => Task.FromResult(1), Token);

        Assert.Equal(0, calls);
    }

    [Fact]
    public async Task Ended_jobs_leave_after_an_hour_and_beyond_fifty_while_running_ones_stay()
    {
        var release = new TaskCompletionSource();
        var running = _board.Start("Running", s_user, (_, _) => release.Task);
        for (var number = 1; number <= 60; number++)
        {
            await _board.RunAsync($"Job {number}", s_user, (_, _) => Task.FromResult(1), Token);
        }

        Assert.Equal(51, _board.Jobs.Length);
        Assert.Equal("Job 60", _board.Jobs[0].Title);
        Assert.Equal("Job 11", _board.Jobs[49].Title);
        Assert.Equal(running, _board.Jobs[50].Id);

        _clock.Now += TimeSpan.FromHours(1);
        Assert.Equal(running, Assert.Single(_board.Jobs).Id);
        release.SetResult();
        await EndAsync(running);
    }

    [Fact]
    public async Task Stopping_the_host_cancels_jobs_and_waits_for_them()
    {
        var run = _board.RunAsync("Long", s_user, ForeverAsync, CancellationToken.None);

        await ((IHostedService)_board).StopAsync(Token);

        Assert.Equal(JobState.Cancelled, Assert.Single(_board.Jobs).State);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            _board.RunAsync("Too late", s_user, (_, _) => Task.FromResult(1), Token)
        );
    }

    private static async Task<int> ForeverAsync(IProgress<WorkProgress> progress, CancellationToken token)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, token);
        return 0;
    }

    private async Task<JobStatus> EndAsync(Guid id)
    {
        var ended = new TaskCompletionSource<JobStatus>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var subscription = _board.Subscribe(Look);
        Look();
        return await ended.Task.WaitAsync(s_patience, Token);

        void Look()
        {
            if (_board.Jobs.Single(job => job.Id == id) is { State: not JobState.Running } status)
            {
                ended.TrySetResult(status);
            }
        }
    }

    private sealed class ListLog : ILogger<JobBoard>
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Lines.Enqueue(formatter(state, exception));
    }
}
