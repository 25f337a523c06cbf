using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using GovernanceDashboard.Jobs;
using GovernanceDashboard.Security;
using GovernanceDashboard.Tests.Doubles;
using GovernanceDashboard.Tests.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace GovernanceDashboard.Tests.Jobs;

/// <summary>From the outbox to a real listener on loopback.</summary>
public sealed class NotificationDeliveryTests : IAsyncDisposable
{
    private static readonly DateTimeOffset s_start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly CurrentUser s_admin = new("ada", AppRole.Admin);

    private readonly SetClock _clock = new(s_start);
    private readonly Installation _installation;

    public NotificationDeliveryTests() => _installation = new(_clock);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _installation.DisposeAsync();

    [Fact]
    public async Task A_notification_is_a_whole_file_of_the_outbox_and_reaches_the_webhook_once()
    {
        await using var listener = await Listener.StartAsync();
        var options = Options(listener.Address);
        using var delivery = Delivery(options);

        await Notifier(options).TellAsync("import failed", "The import failed.", new { schedule = "nightly" }, Token);
        await delivery.DeliverDueAsync(Token);
        await delivery.DeliverDueAsync(Token);

        var file = Assert.Single(Directory.GetFiles(Path.Combine(_installation.Folder.Path, "outbox")));
        Assert.StartsWith("20260301T000000000Z-import-failed-", Path.GetFileName(file), StringComparison.Ordinal);
        var written = JsonNode.Parse(await File.ReadAllTextAsync(file, Token))!;
        Assert.Equal("nightly", (string?)written["details"]!["schedule"]);
        var sent = JsonNode.Parse(Assert.Single(listener.Bodies))!;
        Assert.True(JsonNode.DeepEquals(written, sent));
        var row = Assert.Single(await Notifier(options).ListAsync(s_admin, Token));
        Assert.Equal((NotificationState.Delivered, 1, null), (row.State, row.Tries, row.NextTryAt));
        Assert.Equal(listener.Address.GetLeftPart(UriPartial.Authority), row.Target);
    }

    [Fact]
    public async Task A_failed_delivery_comes_again_later_also_after_a_restart_and_is_dead_after_the_last_try()
    {
        await using var listener = await Listener.StartAsync();
        listener.Status = StatusCodes.Status503ServiceUnavailable;
        var options = Options(listener.Address, tries: 2);
        await Notifier(options).TellAsync("access changed", "It changed.", new { }, Token);

        using (var first = Delivery(options))
        {
            await first.DeliverDueAsync(Token);
            await first.DeliverDueAsync(Token); // not due yet
        }

        var waiting = Assert.Single(await Notifier(options).ListAsync(s_admin, Token));
        Assert.Equal(
            (NotificationState.Waiting, 1, s_start.AddSeconds(30)),
            (waiting.State, waiting.Tries, waiting.NextTryAt)
        );
        Assert.Equal("The webhook answered 503.", waiting.Problem);
        using var second = Delivery(options);
        _clock.Now = s_start.AddSeconds(30);
        await second.DeliverDueAsync(Token);
        var dead = Assert.Single(await Notifier(options).ListAsync(s_admin, Token));
        Assert.Equal((NotificationState.Dead, 2, null), (dead.State, dead.Tries, dead.NextTryAt));

        listener.Status = StatusCodes.Status204NoContent;
        await Assert.ThrowsAsync<AccessRefusedException>(() =>
            Notifier(options).RetryAsync(new("aud", AppRole.Auditor), dead.Id, Token)
        );
        await Notifier(options).RetryAsync(s_admin, dead.Id, Token);
        await second.DeliverDueAsync(Token);

        Assert.Equal(
            NotificationState.Delivered,
            Assert.Single(await Notifier(options).ListAsync(s_admin, Token)).State
        );
        Assert.Equal(3, listener.Bodies.Count);
    }

    [Fact]
    public async Task A_webhook_that_nobody_answers_or_that_redirects_is_a_failed_try()
    {
        Uri gone;
        await using (var closed = await Listener.StartAsync())
        {
            gone = closed.Address;
        }

        await using var listener = await Listener.StartAsync();
        listener.Status = StatusCodes.Status307TemporaryRedirect;
        var options = Options([gone, listener.Address]);
        await Notifier(options).TellAsync("access changed", "It changed.", new { }, Token);
        using var delivery = Delivery(options);

        await delivery.DeliverDueAsync(Token);

        var problems = (await Notifier(options).ListAsync(s_admin, Token)).Select(row => row.Problem).Order();
        Assert.Equal(["The webhook answered 307.", "The webhook could not be reached (ConnectionError)."], problems);
        Assert.Single(listener.Bodies);
    }

    [Fact]
    public async Task Without_a_webhook_it_stays_in_the_outbox()
    {
        var options = Options([]);
        await Notifier(options).TellAsync("import failed", "It failed.", new { }, Token);

        Assert.Equal(NotificationState.Kept, Assert.Single(await Notifier(options).ListAsync(s_admin, Token)).State);
        Assert.Empty(await _installation.Notifications.DueAsync(s_start.AddYears(1), Token));
    }

    [Theory]
    [InlineData(1, 30)]
    [InlineData(2, 60)]
    [InlineData(7, 1920)]
    [InlineData(8, 3600)]
    [InlineData(50, 3600)]
    public void Pauses_double_up_to_an_hour(int tries, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), NotificationDelivery.Pause(tries));

    [Theory]
    [InlineData("http://127.0.0.1:9/x", null, null)]
    [InlineData("http://localhost/x", null, null)]
    [InlineData("https://[::1]:8/x", null, null)]
    [InlineData("https://hooks.example/x", "HOOKS.example", null)]
    [InlineData("https://hooks.example/x", null, "hooks.example, which is not this machine")]
    [InlineData("https://hooks.example/x", "example", "hooks.example, which is not this machine")]
    [InlineData("http://127.0.0.1.evil.example/x", null, "not this machine")]
    [InlineData("http://10.0.0.1/x", null, "not this machine")]
    [InlineData("ftp://localhost/x", null, "no http or https address")]
    [InlineData("hooks", null, "no http or https address")]
    [InlineData("http://me:pw@localhost/x", null, "credentials")]
    public void Webhooks_lead_to_this_machine_or_to_a_host_that_is_allowed_by_name(
        string webhook,
        string? allowed,
        string? problem
    )
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>
                {
                    ["Notifications:Webhooks:0"] = webhook,
                    ["Notifications:AllowedHosts:0"] = allowed,
                }
            )
            .Build();
        var read = new NotificationConfiguration(configuration);
        var options = new NotificationOptions();
        read.Configure(options);

        var outcome = read.Validate(null, options);

        Assert.Equal(problem is null, outcome.Succeeded);
        Assert.Equal(problem is null ? 1 : 0, options.Webhooks.Length);
        if (problem is not null)
        {
            Assert.Contains(problem, outcome.FailureMessage, StringComparison.Ordinal);
            Assert.DoesNotContain("pw", outcome.FailureMessage, StringComparison.Ordinal);
        }
    }

    private static IOptions<NotificationOptions> Options(Uri webhook, int tries = 8) => Options([webhook], tries);

    private static IOptions<NotificationOptions> Options(Uri[] webhooks, int tries = 8) =>
        Microsoft.Extensions.Options.Options.Create(
            new NotificationOptions { Webhooks = [.. webhooks], Tries = tries }
        );

    private Notifier Notifier(IOptions<NotificationOptions> options) =>
        new(_installation.Folder, _installation.Notifications, options, _clock);

    private NotificationDelivery Delivery(IOptions<NotificationOptions> options) =>
        new(_installation.Notifications, options, _clock, NullLogger<NotificationDelivery>.Instance);

    /// <summary>An HTTP server on a free port of loopback that keeps what it is sent.</summary>
    private sealed class Listener(WebApplication app) : IAsyncDisposable
    {
        public ConcurrentQueue<string> Bodies { get; } = [];

        public int Status { get; set; } = StatusCodes.Status200OK;

        public Uri Address => new(new Uri(app.Urls.First()), "/hook");

        public static async Task<Listener> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var listener = new Listener(builder.Build());
            await listener.RunAsync();
            return listener;
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();

        private Task RunAsync()
        {
            app.Run(async context =>
            {
                using var reader = new StreamReader(context.Request.Body);
                Bodies.Enqueue(await reader.ReadToEndAsync(context.RequestAborted));
                context.Response.StatusCode = Status;
                context.Response.Headers.Location = Status == 307 ? "/elsewhere" : default;
            });
            return app.StartAsync(Token);
        }
    }
}
