using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Components.Controls;

/// <summary>Turns the expected ways of not getting an answer into states of a panel.</summary>
public static class QuestionState
{
    /// <summary>
    /// Asks, off the circuit's thread. Nothing to answer from is Empty, a role that may not ask is Refused, a store that cannot be used is Failed; anything else that is
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
        catch (StoreException broken)
        {
            return new QuestionResult<T>(ViewState.Failed, Message: broken.Message);
        }
        catch (AccessRefusedException refused)
        {
            return new QuestionResult<T>(ViewState.Refused, Message: Refusal(refused.Role, refused.Action));
        }
    }

    /// <summary>What a role is told that may not.</summary>
    public static string Refusal(AppRole role, AppAction action) => $"The role {role} may not {Words(action)}.";

    private static string Words(AppAction action) =>
        action switch
        {
            AppAction.ViewExposure => "see how exposed the estate is",
            AppAction.BrowseEstate => "browse databases and tables",
            AppAction.ViewAccess => "see who can read what",
            AppAction.Simulate => "try changes out",
            AppAction.ExportEvidence => "export evidence",
            AppAction.Unmask => "see real names",
            AppAction.Import => "import",
            AppAction.Classify => "set classes by hand",
            AppAction.Triage => "triage findings",
            AppAction.ApproveWaivers => "approve waivers",
            AppAction.ViewSnapshots => "see the snapshots",
            AppAction.ViewActivity => "read the activity log",
            AppAction.ManageUsers => "issue sign-in links",
        };
}
