using GovernanceDashboard.Components.Controls;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Tests.Components.Controls;

public sealed class QuestionStateTests
{
    [Fact]
    public async Task An_answer_is_ready()
    {
        var result = await QuestionState.AskAsync(() => Task.FromResult(42));
        Assert.Equal((ViewState.Ready, 42, null), (result.State, result.Value, result.Message));
    }

    [Theory]
    [InlineData(NoAnswer.NoSnapshot)]
    [InlineData(NoAnswer.NotFound)]
    [InlineData(NoAnswer.Ambiguous)]
    [InlineData(NoAnswer.OutsideSnapshot)]
    public async Task Nothing_to_answer_from_is_empty_and_says_why(NoAnswer reason)
    {
        var result = await QuestionState.AskAsync<string>(() => throw new NoAnswerException(reason, "because"));
        Assert.Equal((ViewState.Empty, "because", reason), (result.State, result.Message, result.Reason));
        Assert.Null(result.Value);
    }

    [Fact]
    public async Task A_role_that_may_not_is_refused()
    {
        var result = await QuestionState.AskAsync<string>(() =>
            throw new AccessRefusedException(AppRole.Reporter, AppAction.ViewAccess)
        );
        Assert.Equal(ViewState.Refused, result.State);
        Assert.Equal("The role Reporter may not see who can read what.", result.Message);
    }

    [Fact]
    public async Task A_store_that_cannot_be_used_has_failed_and_says_what_to_do()
    {
        var result = await QuestionState.AskAsync<string>(() =>
            throw new StoreException(StoreFault.Damaged, "estate.db is damaged")
        );
        Assert.Equal((ViewState.Failed, "estate.db is damaged"), (result.State, result.Message));
    }

    [Fact]
    public async Task A_bug_reaches_the_error_boundary()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            QuestionState.AskAsync<string>(() => throw new InvalidOperationException())
        );
    }
}
