using System.Net;
using GovernanceDashboard.Security;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace GovernanceDashboard.Tests.Security;

/// <summary>Sign-in over HTTP: one link, one use, one session, and nothing to read without it.</summary>
public sealed class SignInTests
{
    private static readonly CurrentUser s_auditor = new("auditor-1", AppRole.Auditor);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/")]
    [InlineData("/activity")]
    [InlineData("/no/such/page")]
    [InlineData("/sign-out")]
    public async Task Whoever_is_not_signed_in_is_sent_to_the_page_that_says_how(string path)
    {
        await using var app = await SecuredApp.StartAsync();
        using var browser = app.Browser();

        using var answer = await browser.GetAsync(path, Token);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/sign-in", answer.Headers.Location?.ToString());
        Assert.Contains("signin-link ROLE", await browser.GetStringAsync("/sign-in", Token), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/_blazor/negotiate")]
    [InlineData("POST", "/nowhere")]
    public async Task What_is_not_a_page_is_answered_with_a_status(string method, string path)
    {
        await using var app = await SecuredApp.StartAsync();
        using var browser = app.Browser();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using var answer = await browser.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task A_link_signs_in_as_its_role_under_its_name()
    {
        await using var app = await SecuredApp.StartAsync();
        using var browser = app.Browser();
        var link = await app.LinkAsync(AppRole.Reviewer, name: "reviewer-7");

        var form = await browser.GetStringAsync(link, Token);
        using var answer = await SecuredApp.PostAsync(browser, link, form);

        Assert.Contains("Sign in as Reviewer", form, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/", answer.Headers.Location?.ToString());
        var cookie = SessionCookie(answer);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(
            new CurrentUser("reviewer-7", AppRole.Reviewer).ToString(),
            await browser.GetStringAsync("/", Token)
        );
    }

    [Fact]
    public async Task The_pages_hold_no_script_and_are_kept_by_no_cache()
    {
        await using var app = await SecuredApp.StartAsync();
        using var browser = app.Browser();

        using var answer = await browser.GetAsync(await app.LinkAsync(AppRole.Dpo), Token);

        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        var html = await answer.Content.ReadAsStringAsync(Token);
        Assert.StartsWith("<!DOCTYPE html>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_works_once_and_opening_it_does_not_use_it()
    {
        await using var app = await SecuredApp.StartAsync();
        using var first = app.Browser();
        using var second = app.Browser();
        var link = await app.LinkAsync(AppRole.Reviewer);
        var kept = await second.GetStringAsync(link, Token);

        using var used = await SecuredApp.UseAsync(first, link);
        using var again = await SecuredApp.PostAsync(second, link, kept);
        using var opened = await second.GetAsync(link, Token);

        Assert.Equal(HttpStatusCode.Redirect, used.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, again.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, opened.StatusCode);
        using var home = await second.GetAsync("/", Token);
        Assert.Equal(HttpStatusCode.Redirect, home.StatusCode);
    }

    [Fact]
    public async Task Of_many_that_use_a_link_at_once_one_gets_in()
    {
        await using var app = await SecuredApp.StartAsync();
        var link = await app.LinkAsync(AppRole.Reviewer);
        var browsers = Enumerable.Range(0, 8).Select(_ => app.Browser()).ToList();
        var forms = new List<string>();
        foreach (var browser in browsers)
        {
            forms.Add(await browser.GetStringAsync(link, Token));
        }

        var answers = await Task.WhenAll(
            browsers.Zip(forms, (browser, form) => SecuredApp.PostAsync(browser, link, form))
        );

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Redirect);
        Assert.Equal(7, answers.Count(answer => answer.StatusCode == HttpStatusCode.Forbidden));
        browsers.ForEach(browser => browser.Dispose());
    }

    [Fact]
    public async Task Wrong_used_and_expired_links_look_the_same_and_say_how_to_get_another()
    {
        await using var app = await SecuredApp.StartAsync();
        using var browser = app.Browser();
        var used = await app.LinkAsync(AppRole.Reviewer);
        using var _ = await SecuredApp.UseAsync(app.Browser(), used);
        var expired = await app.LinkAsync(AppRole.Reviewer);
        app.Clock.Now += SignInLinks.Lifetime;

        var pages = new List<string>();
        foreach (var link in new[] { used, expired, "/sign-in/wrong" })
        {
            using var answer = await browser.GetAsync(link, Token);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            pages.Add(await answer.Content.ReadAsStringAsync(Token));
        }

        var page = Assert.Single(pages.Distinct());
        Assert.Contains("signin-link ROLE", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_works_until_the_last_millisecond_of_its_day()
    {
        await using var app = await SecuredApp.StartAsync();
        using var browser = app.Browser();
        var link = await app.LinkAsync(AppRole.Reviewer);
        app.Clock.Now += SignInLinks.Lifetime - TimeSpan.FromMilliseconds(1);

        using var answer = await browser.GetAsync(link, Token);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_form_without_its_antiforgery_token_is_refused_and_uses_nothing_up()
    {
        await using var app = await SecuredApp.StartAsync();
        using var browser = app.Browser();
        var link = await app.LinkAsync(AppRole.Reviewer);

        using var bare = await browser.PostAsync(link, new FormUrlEncodedContent([]), Token);
        using var proper = await SecuredApp.UseAsync(browser, link);

        Assert.Equal(HttpStatusCode.BadRequest, bare.StatusCode);
        Assert.Contains("out of date", await bare.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, proper.StatusCode);
    }

    [Fact]
    public async Task Signing_out_needs_the_form_s_token_too()
    {
        await using var app = await SecuredApp.StartAsync();
        using var browser = app.Browser();
        using var _ = await SecuredApp.UseAsync(browser, await app.LinkAsync(AppRole.Reviewer));

        using var bare = await browser.PostAsync("/sign-out", new FormUrlEncodedContent([]), Token);

        Assert.Equal(HttpStatusCode.BadRequest, bare.StatusCode);
        using var home = await browser.GetAsync("/", Token);
        Assert.Equal(HttpStatusCode.OK, home.StatusCode);
    }

    [Fact]
    public async Task After_the_tenth_attempt_in_a_minute_an_address_must_wait()
    {
        await using var app = await SecuredApp.StartAsync(("SignIn:AttemptsPerMinute", "10"));
        using var browser = app.Browser();
        var link = await app.LinkAsync(AppRole.Reviewer);
        var form = await browser.GetStringAsync(link, Token);
        for (var attempt = 1; attempt <= 10; attempt++)
        {
            using var refused = await browser.GetAsync($"/sign-in/wrong{attempt}", Token);
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }

        using var opened = await browser.GetAsync(link, Token);
        using var posted = await SecuredApp.PostAsync(browser, link, form);

        foreach (var answer in new[] { opened, posted })
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
            Assert.Equal("60", answer.Headers.GetValues("Retry-After").Single());
            Assert.Contains("Wait a minute", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_page_that_the_role_may_not_open_says_so()
    {
        await using var app = await SecuredApp.StartAsync();
        using var reviewer = app.Browser();
        using var auditor = app.Browser();
        using var _ = await SecuredApp.UseAsync(reviewer, await app.LinkAsync(AppRole.Reviewer));
        using var __ = await SecuredApp.UseAsync(auditor, await app.LinkAsync(AppRole.Auditor));

        using var refused = await reviewer.GetAsync("/activity", Token);

        Assert.Equal("/refused", refused.Headers.Location?.ToString());
        using var page = await reviewer.GetAsync("/refused", Token);
        Assert.Equal(HttpStatusCode.Forbidden, page.StatusCode);
        Assert.Equal("entries", await auditor.GetStringAsync("/activity", Token));
    }

    [Fact]
    public async Task A_session_lasts_eight_hours_after_its_last_use()
    {
        await using var app = await SecuredApp.StartAsync();
        using var browser = app.Browser();
        using var _ = await SecuredApp.UseAsync(browser, await app.LinkAsync(AppRole.Reviewer));

        app.Clock.Now += TimeSpan.FromHours(5);
        using var used = await browser.GetAsync("/", Token);
        app.Clock.Now += TimeSpan.FromHours(5);
        using var slid = await browser.GetAsync("/", Token);
        app.Clock.Now += TimeSpan.FromHours(8) + TimeSpan.FromSeconds(1);
        using var ended = await browser.GetAsync("/", Token);

        Assert.Equal(HttpStatusCode.OK, used.StatusCode);
        Assert.Equal(HttpStatusCode.OK, slid.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, ended.StatusCode);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_for_every_copy_of_its_cookie()
    {
        await using var app = await SecuredApp.StartAsync();
        using var browser = app.Browser();
        using var signedIn = await SecuredApp.UseAsync(browser, await app.LinkAsync(AppRole.Reviewer));
        var cookie = SessionCookie(signedIn).Split(';')[0];
        using var thief = app.Browser();
        thief.DefaultRequestHeaders.Add("Cookie", cookie);
        using var before = await thief.GetAsync("/", Token);

        using var signedOut = await SecuredApp.PostAsync(
            browser,
            "/sign-out",
            await browser.GetStringAsync("/sign-out", Token)
        );

        using var after = await thief.GetAsync("/", Token);
        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        Assert.Equal("/sign-in", signedOut.Headers.Location?.ToString());
        Assert.Equal(HttpStatusCode.Redirect, after.StatusCode);
    }

    [Fact]
    public async Task Demo_links_and_sessions_end_with_the_demo_and_the_others_stay()
    {
        await using var app = await SecuredApp.StartAsync();
        using var visitor = app.Browser();
        using var admin = app.Browser();
        using var late = app.Browser();
        using var _ = await SecuredApp.UseAsync(visitor, await app.LinkAsync(AppRole.Reviewer, isDemo: true));
        using var __ = await SecuredApp.UseAsync(admin, await app.LinkAsync(AppRole.Admin));
        var unused = await app.LinkAsync(AppRole.Dpo, isDemo: true);
        var form = await late.GetStringAsync(unused, Token);
        using var before = await visitor.GetAsync("/", Token);

        app.Demo.IsDemo = false;

        using var after = await visitor.GetAsync("/", Token);
        using var stays = await admin.GetAsync("/", Token);
        using var opened = await late.GetAsync(unused, Token);
        using var posted = await SecuredApp.PostAsync(late, unused, form);
        Assert.Contains("demo", form, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, after.StatusCode);
        Assert.Equal(HttpStatusCode.OK, stays.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, opened.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, posted.StatusCode);
    }

    [Fact]
    public async Task A_live_circuit_loses_its_user_when_the_demo_ends()
    {
        await using var app = await SecuredApp.StartAsync();
        var link = await app.LinkAsync(AppRole.Reviewer, isDemo: true);
        var principal = await app
            .Services.GetRequiredService<SignInLinks>()
            .RedeemAsync(link["/sign-in/".Length..], IPAddress.Loopback, Token);
        await using var circuit = app.Services.CreateAsyncScope();
        var provider = circuit.ServiceProvider.GetRequiredService<AuthenticationStateProvider>();
        var lost = new TaskCompletionSource<AuthenticationState>(TaskCreationOptions.RunContinuationsAsynchronously);
        ((IHostEnvironmentAuthenticationStateProvider)provider).SetAuthenticationState(
            Task.FromResult(new AuthenticationState(principal!))
        );
        provider.AuthenticationStateChanged += async state => lost.TrySetResult(await state);
        Assert.True((await provider.GetAuthenticationStateAsync()).User.Identity?.IsAuthenticated);

        app.Demo.IsDemo = false;

        var state = await lost.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
        Assert.False(state.User.Identity?.IsAuthenticated);
        Assert.Throws<InvalidOperationException>(() => CurrentUsers.From(state.User));
    }

    [Fact]
    public async Task Links_sign_ins_refusals_and_sign_outs_are_in_the_activity_log_and_tokens_are_nowhere()
    {
        await using var app = await SecuredApp.StartAsync();
        using var browser = app.Browser();
        var link = await app.LinkAsync(AppRole.Reviewer, isDemo: true, name: "reviewer-7");
        using var _ = await SecuredApp.UseAsync(browser, link);
        using var __ = await browser.GetAsync(link, Token);
        using var ___ = await SecuredApp.PostAsync(
            browser,
            "/sign-out",
            await browser.GetStringAsync("/sign-out", Token)
        );

        var entries = await app.Activity.ReadAsync(s_auditor, 0, 10, Token);

        Assert.Equal(
            [
                ("console", "sign-in link issued", "reviewer-7, role Reviewer, demo"),
                ("reviewer-7", "sign-in", "role Reviewer, demo, from 127.0.0.1"),
                ("nobody", "sign-in refused", "from 127.0.0.1"),
                ("reviewer-7", "sign-out", "role Reviewer"),
            ],
            entries.Reverse().Select(entry => (entry.User, entry.Action, entry.What))
        );
        Assert.Null((await app.Activity.VerifyAsync(Token)).BrokenAt);
        SqliteConnection.ClearAllPools();
        var token = link["/sign-in/".Length..];
        Assert.Equal(43, token.Length);
        Assert.All(
            Directory.GetFiles(app.Folder.Path, "governance.db*"),
            file =>
            {
                using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
                using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
                Assert.DoesNotContain(token, reader.ReadToEnd(), StringComparison.Ordinal);
            }
        );
    }

    [Fact]
    public async Task Sessions_survive_a_restart_because_their_keys_lie_in_the_data_folder()
    {
        await using var app = await SecuredApp.StartAsync();
        using var browser = app.Browser();
        using var signedIn = await SecuredApp.UseAsync(browser, await app.LinkAsync(AppRole.Reviewer));
        await using var restarted = await app.NeighbourAsync();
        using var later = restarted.Browser();
        later.DefaultRequestHeaders.Add("Cookie", SessionCookie(signedIn).Split(';')[0]);

        using var home = await later.GetAsync("/", Token);

        Assert.Equal(HttpStatusCode.OK, home.StatusCode);
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(app.Folder.Path, "keys", "protection"), "key-*.xml"));
    }

    private static string SessionCookie(HttpResponseMessage answer) =>
        answer
            .Headers.GetValues("Set-Cookie")
            .Single(set => set.StartsWith("governance-session=", StringComparison.Ordinal));
}
