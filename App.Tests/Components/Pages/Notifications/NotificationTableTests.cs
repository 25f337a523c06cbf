using Bunit;
using GovernanceDashboard.Components.Pages.Imports;
using GovernanceDashboard.Components.Pages.Notifications;
using GovernanceDashboard.Jobs;

namespace GovernanceDashboard.Tests.Components.Pages.Notifications;

public sealed class NotificationTableTests : ComponentTest
{
    private static readonly DateTimeOffset s_at = new(2026, 3, 1, 6, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_dead_delivery_says_why_and_can_be_tried_again_by_who_may()
    {
        var tried = Guid.Empty;
        var dead = Row(NotificationState.Dead, "http://localhost:9", 8, "The webhook answered 503.");
        var kept = Row(NotificationState.Kept, null, 0, null);

        var shown = Render<NotificationTable>(parameters =>
            parameters
                .Add(part => part.Rows, [dead, kept])
                .Add(part => part.MayRetry, true)
                .Add(part => part.OnRetry, id => tried = id)
        );
        var refused = Render<NotificationTable>(parameters => parameters.Add(part => part.Rows, [dead]));

        Assert.Contains("given up after 8 tries", shown.Markup, StringComparison.Ordinal);
        Assert.Contains("The webhook answered 503.", shown.Markup, StringComparison.Ordinal);
        Assert.Contains("in the outbox", shown.Markup, StringComparison.Ordinal);
        shown.Find("button").Click();
        Assert.Equal(dead.Id, tried);
        Assert.Empty(refused.FindAll("button"));
    }

    [Fact]
    public void A_schedule_shows_its_next_run_and_its_last_outcome_and_runs_at_a_click()
    {
        var run = "";
        ScheduleStatus status = new(
            new("nightly", "/data/in", null, null, new TimeOnly(2, 30), null, TimeZoneInfo.Utc),
            IsRunning: false,
            s_at,
            new(s_at.AddDays(-1), IsGood: false, "There is no such folder.")
        );

        var shown = Render<SchedulePart>(parameters =>
            parameters.Add(part => part.Statuses, [status]).Add(part => part.OnRun, name => run = name)
        );
        var none = Render<SchedulePart>(parameters => parameters.Add(part => part.Statuses, []));

        Assert.Contains("daily at 02:30 UTC", shown.Markup, StringComparison.Ordinal);
        Assert.Contains("There is no such folder.", shown.Markup, StringComparison.Ordinal);
        shown.Find("button").Click();
        Assert.Equal("nightly", run);
        Assert.Contains("Schedule:Imports", none.Markup, StringComparison.Ordinal);
    }

    private static Notification Row(NotificationState state, string? target, int tries, string? problem) =>
        new(Guid.NewGuid(), s_at, "import failed", "It failed.", "file.json", target, state, tries, null, problem);
}
