namespace GovernanceDashboard.Tests;

/// <summary>Waits for what another process, a server or a thread does in its own time. Ends with the test; fails where it takes too long.</summary>
internal static class Poll
{
    private static readonly TimeSpan s_step = TimeSpan.FromMilliseconds(10);

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    public static Task UntilAsync(Func<bool> holds) => UntilAsync(() => Task.FromResult(holds()));

    public static async Task UntilAsync(Func<Task<bool>> holds)
    {
        var token = TestContext.Current.CancellationToken;
        var started = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            Assert.True(
                TimeProvider.System.GetElapsedTime(started) < s_patience,
                $"What was waited for did not come about within {s_patience.TotalSeconds} s."
            );
            await Task.Delay(s_step, TimeProvider.System, token);
        }
    }
}
