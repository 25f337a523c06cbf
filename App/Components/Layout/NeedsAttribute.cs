using System.Reflection;
using GovernanceDashboard.Components.Controls;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Components.Layout;

/// <summary>
/// What a role must be allowed to see anything of a page. The workbench shows a lock in the page's place to a role that may not, so that no control stands there that would
/// fail; the services refuse by themselves all the same.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsAttribute(AppAction action) : Attribute
{
    public AppAction Action { get; } = action;

    /// <summary>Why a user sees nothing of a page; null where they do, or where the page asks for nothing.</summary>
    public static string? Refusal(Type? page, CurrentUser user) =>
        page?.GetCustomAttribute<NeedsAttribute>() is { Action: var action } && !RolePermissions.Allows(user, action)
            ? QuestionState.Refusal(user.Role, action)
            : null;
}
