using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Components.Pages.Tables;

/// <summary>What somebody is about to set by hand, and why that did not work.</summary>
public sealed class ClassOverrideViewModel(ClassOverrides overrides, CurrentUser user)
{
    public bool IsAllowed { get; } = RolePermissions.Allows(user, AppAction.Classify);

    /// <summary>Empty for the table and its columns.</summary>
    public string Column { get; set; } = "";

    public string Class { get; set; } = "";

    public string Reason { get; set; } = "";

    /// <summary>Null where nothing went wrong.</summary>
    public string? Problem { get; private set; }

    public bool IsBusy { get; private set; }

    public bool CanSet => !IsBusy && Class.Trim().Length > 0 && IsReason(Reason);

    public static bool IsReason(string text) => text.Trim().Length >= ClassOverrides.ShortestReason;

    /// <returns>Whether it was set.</returns>
    public Task<bool> SetAsync(TableName table, CancellationToken cancellationToken) =>
        DoAsync(() =>
            overrides.SetAsync(
                user,
                ResourceName.Of(table, Column.Length == 0 ? null : Column),
                Class,
                Reason,
                cancellationToken
            )
        );

    /// <returns>Whether it was taken back.</returns>
    public Task<bool> RemoveAsync(ClassOverride one, CancellationToken cancellationToken) =>
        DoAsync(() => overrides.RemoveAsync(user, one.Resource, one.Class, Reason, cancellationToken));

    private async Task<bool> DoAsync(Func<Task<OverrideOutcome>> change)
    {
        IsBusy = true;
        try
        {
            Problem = (await change()).Problem;
        }
        catch (Exception refused) when (refused is AccessRefusedException or NoAnswerException)
        {
            Problem = refused.Message;
        }
        finally
        {
            IsBusy = false;
        }

        if (Problem is null)
        {
            (Column, Class, Reason) = ("", "", "");
        }

        return Problem is null;
    }
}
