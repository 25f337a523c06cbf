namespace GovernanceDashboard.Components.Pages.Lists;

/// <summary>Waits until a typist pauses: of calls in quick succession only the last one acts.</summary>
/// <remarks>120 ms is under the pause between words and above the one between letters; a filter then answers within 200 ms.</remarks>
/// <param name="pause">Null: 120 ms.</param>
public sealed class TypingPause(TimeProvider clock, TimeSpan? pause = null) : IDisposable
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(120);

    private CancellationTokenSource? _waiting;

    public async Task AfterAsync(Func<Task> act)
    {
        Dispose();
        var waiting = _waiting = new CancellationTokenSource();
        try
        {
            await Task.Delay(pause ?? s_pause, clock, waiting.Token);
        }
        catch (OperationCanceledException)
        {
            // Another letter came, or the page was left.
            return;
        }

        await act();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _waiting?.Cancel();
        _waiting?.Dispose();
        _waiting = null;
    }
}
