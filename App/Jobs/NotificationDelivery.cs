using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using GovernanceDashboard.Data.Records;
using Microsoft.Extensions.Options;

namespace GovernanceDashboard.Jobs;

/// <summary>
/// Sends notifications to their webhooks: one POST of the outbox's JSON, delivered when the answer is 2xx. A failed try comes again after 30 s, a
/// minute, two and so on up to an hour; after the last it is dead. What is due stands in the database: a restart goes on where the last run was.
/// </summary>
public sealed class NotificationDelivery(
    NotificationStore store,
    IOptions<NotificationOptions> options,
    TimeProvider clock,
    ILogger<NotificationDelivery> logger
) : BackgroundService
{
    private const int MostDoublings = 7;

    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_first = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_longest = TimeSpan.FromHours(1);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    // No proxy and no redirect: a notification goes where the configuration says, and nowhere else.
    private readonly HttpClient _http = new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        }
    )
    {
        Timeout = s_patience,
    };

    public override void Dispose()
    {
        _http.Dispose();
        base.Dispose();
    }

    /// <summary>Tries every delivery that is due now, once.</summary>
    public async Task DeliverDueAsync(CancellationToken cancellationToken)
    {
        var allowed = options.Value.Webhooks.Select(target => target.AbsoluteUri).ToHashSet(StringComparer.Ordinal);
        foreach (var row in await store.DueAsync(clock.GetUtcNow(), cancellationToken))
        {
            var problem = allowed.Contains(row.Target!)
                ? await SendAsync(row, cancellationToken)
                : "The webhook is not configured any more.";
            var tries = row.Tries + 1;
            var isDead = problem is not null && (tries >= options.Value.Tries || !allowed.Contains(row.Target!));
            await store.UpdateAsync(
                row with
                {
                    State = (
                        problem is null ? NotificationState.Delivered
                        : isDead ? NotificationState.Dead
                        : NotificationState.Waiting
                    ).ToString(),
                    Tries = tries,
                    NextTryAt = problem is null || isDead ? null : clock.GetUtcNow() + Pause(tries),
                    Problem = problem,
                },
                cancellationToken
            );
            if (isDead)
            {
                logger.NotificationDead(row.File, problem!);
            }
        }
    }

    /// <summary>After the first failed try 30 s, then twice as long each time, an hour at most.</summary>
    internal static TimeSpan Pause(int tries)
    {
        var pause = s_first * (1 << Math.Min(tries - 1, MostDoublings));
        return pause < s_longest ? pause : s_longest;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_look, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await DeliverDueAsync(stoppingToken);
        }
    }

    /// <returns>Why it failed; null where it was delivered.</returns>
    private async Task<string?> SendAsync(NotificationRecord row, CancellationToken cancellationToken)
    {
        try
        {
            using var content = new StringContent(
                row.Body,
                Encoding.UTF8,
                new MediaTypeHeaderValue("application/json")
            );
            using var request = new HttpRequestMessage(HttpMethod.Post, row.Target) { Content = content };
            // The receiver can tell a repeat by it.
            request.Headers.Add("X-Notification-Id", row.Id.ToString());
            using var answer = await _http.SendAsync(
                request,
                HttpCompletionOption.ResponseHeadersRead,
                cancellationToken
            );
            return answer.IsSuccessStatusCode
                ? null
                : string.Create(CultureInfo.InvariantCulture, $"The webhook answered {(int)answer.StatusCode}.");
        }
        catch (HttpRequestException fault)
        {
            return $"The webhook could not be reached ({fault.HttpRequestError}).";
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"The webhook did not answer within {s_patience.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s.";
        }
    }
}
