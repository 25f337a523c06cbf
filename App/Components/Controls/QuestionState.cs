using GovernanceDashboard.Estate;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Components.Controls;

/// <summary>Turns the expected ways of not getting an answer into states of a panel.</summary>
public static class QuestionState
{
    /// <summary>
    /// Asks, off the circuit's thread. Nothing to answer from is Empty, a role that may not ask is Refused; anything else that is
    /// thrown, a cancellation included, reaches the caller and then the page's error boundary.
    /// </summary>
    public static async Task<QuestionResult<T>> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return new QuestionResult<T>(ViewState.Ready, await Task.Run(ask));
        }
        catch (NoAnswerException nothing)
        {
            return new QuestionResult<T>(ViewState.Empty, Message: nothing.Message, Reason: nothing.Reason);
        }
        catch (AccessRefusedException refused)
        {
            return new QuestionResult<T>(ViewState.Refused, Message: refused.Message);
        }
    }
}
