using GovernanceDashboard.Components.Controls;
using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Tests.Components.Pages.Lists;

public sealed class LatestQuestionTests
{
    [Fact]
    public async Task An_answer_is_ready()
    {
        using var question = new LatestQuestion<string>();

        await question.AskAsync(_ => Task.FromResult("yes"));

        Assert.Equal((ViewState.Ready, "yes"), (question.State, question.Answer));
    }

    [Fact]
    public async Task An_answer_that_holds_nothing_is_empty_and_says_so()
    {
        using var question = new LatestQuestion<string>();

        await question.AskAsync(_ => Task.FromResult(""), answer => answer.Length == 0, "Nothing fits.");

        Assert.Equal((ViewState.Empty, "Nothing fits."), (question.State, question.Message));
    }

    [Fact]
    public async Task Nothing_to_answer_from_is_empty()
    {
        using var question = new LatestQuestion<string>();

        await question.AskAsync(_ => throw new NoAnswerException(NoAnswer.NotFound, "no such table"));

        Assert.Equal((ViewState.Empty, "no such table"), (question.State, question.Message));
    }

    [Fact]
    public async Task A_role_that_may_not_ask_is_refused()
    {
        using var question = new LatestQuestion<string>();

        await question.AskAsync(_ => throw new AccessRefusedException(AppRole.Reporter, AppAction.ViewAccess));

        Assert.Equal(ViewState.Refused, question.State);
    }

    [Fact]
    public async Task Facts_that_cannot_be_read_are_a_failure()
    {
        using var question = new LatestQuestion<string>();

        await question.AskAsync(_ => throw new IOException("disk"));

        Assert.Equal(ViewState.Failed, question.State);
        Assert.Contains("disk", question.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_newer_question_cancels_the_older_and_keeps_its_own_answer()
    {
        using var question = new LatestQuestion<string>();
        var started = new TaskCompletionSource();
        var older = question.AskAsync(async token =>
        {
            started.SetResult();
            await Task.Delay(Timeout.Infinite, token);
            return "old";
        });
        await started.Task;

        await question.AskAsync(_ => Task.FromResult("new"));
        await older;

        Assert.Equal("new", question.Answer);
        Assert.False(question.IsAsking);
    }

    [Fact]
    public async Task The_older_answer_stays_while_a_newer_one_is_awaited()
    {
        using var question = new LatestQuestion<string>();
        await question.AskAsync(_ => Task.FromResult("first"));
        var release = new TaskCompletionSource<string>();

        var asking = question.AskAsync(_ => release.Task);

        Assert.Equal((ViewState.Ready, "first", true), (question.State, question.Answer, question.IsAsking));
        release.SetResult("second");
        await asking;
        Assert.Equal("second", question.Answer);
    }

    [Fact]
    public async Task Many_questions_at_once_leave_the_last_answer_and_no_error()
    {
        using var question = new LatestQuestion<string>();

        await Task.WhenAll(
            Enumerable.Range(0, 200).Select(number => question.AskAsync(_ => Task.FromResult($"{number}")))
        );

        Assert.Equal("199", question.Answer);
    }
}
