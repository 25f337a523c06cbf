using Bunit;
using GovernanceDashboard.Cli;
using GovernanceDashboard.Components.Pages.FindingLists;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Findings;
using GovernanceDashboard.Security;
using GovernanceDashboard.Tests.Cli;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceDashboard.Tests.Components.Pages.FindingLists;

/// <summary>The pieces of the findings page: counts that are links, the triage form, history and waivers by role.</summary>
public sealed class FindingPartsTests(TinyEstate estate) : ComponentTest, IClassFixture<TinyEstate>
{
    private static readonly DateTimeOffset s_end = TinyEstate.TakenAt.AddDays(30);

    private readonly IServiceProvider _services = VerbServices.Over(estate.Data, new ConfigurationBuilder().Build());

    [Fact]
    public async Task Each_status_is_a_link_with_its_count_and_the_waived_stand_apart()
    {
        var answer = await Ask<FindingQuestions>()
            .FindingsAsync(SmallEstate.Lead, Picture.Newest, new(), Xunit.TestContext.Current.CancellationToken);
        var tabs = Render<StatusTabs>(parameters =>
            parameters
                .Add(part => part.Answer, answer)
                .Add(part => part.Status, FindingStatus.Suppressed)
                .Add(part => part.Link, status => $"/findings?state={status?.Word()}")
        );

        var links = tabs.FindAll("a");
        Assert.Equal(Enum.GetValues<FindingStatus>().Length + 1, links.Count);
        Assert.Equal($"Found {answer.Total}", links[0].TextContent);
        var current = Assert.Single(links, link => link.HasAttribute("aria-current"));
        Assert.Equal(
            ("Suppressed 0", "/findings?state=suppressed"),
            (current.TextContent, current.GetAttribute("href"))
        );
    }

    [Fact]
    public async Task The_form_takes_a_finding_up_and_says_what_was_wrong()
    {
        var answer = await Ask<FindingQuestions>()
            .FindingsAsync(SmallEstate.Lead, Picture.Newest, new(), Xunit.TestContext.Current.CancellationToken);
        TriageOutcome? done = null;
        var form = Form(AppRole.Reviewer);
        var part = Render<TriagePart>(parameters =>
            parameters
                .Add(one => one.Findings, [answer.Rows[^1].Id])
                .Add(one => one.Form, form)
                .Add(one => one.OnDone, EventCallback.Factory.Create<TriageOutcome>(this, outcome => done = outcome))
        );
        Assert.NotNull(part.Find("button[type=submit]").GetAttribute("disabled"));

        part.Find("input.mono").Input("no-such-person");
        await part.Find("form").SubmitAsync();
        part.WaitForAssertion(() =>
            Assert.Contains("knows nobody", part.Find("[role=alert]").TextContent, StringComparison.Ordinal)
        );
        part.Find("input.mono").Input("");
        part.Find("select").Change("in-progress");
        await part.Find("form").SubmitAsync();

        part.WaitForAssertion(() => Assert.Equal(1, done?.Findings));
        Assert.Empty(part.FindAll("[role=alert]"));
    }

    [Theory]
    [InlineData(AppRole.Dpo, "ann", 1, true)]
    [InlineData(AppRole.Dpo, "lead", 1, false)] // asked for it, and cannot approve it
    [InlineData(AppRole.Reviewer, "ann", 0, false)]
    [InlineData(AppRole.Auditor, "ann", 0, false)]
    public void Only_another_person_who_may_approves_a_waiver(
        AppRole role,
        string requester,
        int buttons,
        bool isEnabled
    )
    {
        var part = History(role, requester);

        var approve = part.FindAll("button").Where(button => button.TextContent == "Approve W-3").ToArray();
        Assert.Equal(buttons, approve.Length);
        Assert.Equal(isEnabled, approve.Length == 1 && !approve[0].HasAttribute("disabled"));
        Assert.Equal(
            role == AppRole.Auditor ? 0 : 1,
            part.FindAll("button").Count(button => button.TextContent == "take back")
        );
    }

    private IRenderedComponent<FindingHistoryPart> History(AppRole role, string requester)
    {
        var moment = new SnapshotMoment(TinyEstate.TakenAt, new SnapshotId(1));
        FindingEvent request = new(
            3,
            Guid.NewGuid(),
            "1",
            moment,
            moment.TakenAt,
            requester,
            FindingEventKind.WaiverRequest,
            FindingEvent.Instant(s_end),
            "being settled"
        );
        FindingHistory history = new(
            null!, // this part shows history and waivers alone
            [
                new(moment.TakenAt, "Taken up: in progress", "ann", null, Guid.NewGuid()),
                new(moment.TakenAt, "Snapshot 1: first found", null, null, null),
            ],
            [new FindingWaiver(request, null, null)]
        );
        return Render<FindingHistoryPart>(parameters =>
            parameters
                .Add(part => part.History, history)
                .Add(part => part.Form, Form(role))
                .Add(part => part.At, moment.TakenAt)
        );
    }

    private TriageForm Form(AppRole role) => new(Ask<FindingTriage>(), Ask<FindingWaivers>(), new("lead", role));

    private T Ask<T>()
        where T : notnull => _services.GetRequiredService<T>();
}
