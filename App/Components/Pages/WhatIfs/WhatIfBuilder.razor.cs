using GovernanceDashboard.Access;
using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.WhatIfs;

/// <summary>Where changes are proposed: an item's principals, an item or policy as a whole, a membership or nesting, a tag, owner or zone.</summary>
public sealed partial class WhatIfBuilder : ComponentBase, IDisposable
{
    private TypingPause? _pause;
    private PrincipalNamespace _addedKind = PrincipalNamespace.Group;
    private string _addedName = "";
    private ChangeOperation _operation = ChangeOperation.Remove;
    private PrincipalNamespace _memberKind = PrincipalNamespace.Group;
    private string _memberName = "";
    private PrincipalNamespace _containerKind = PrincipalNamespace.Group;
    private string _containerName = "";

    [Parameter, EditorRequired]
    public required WhatIfViewModel ViewModel { get; set; }

    [Parameter]
    public EventCallback<Change> OnAdd { get; set; }

    [Parameter]
    public EventCallback<PolicyItemRow> OnSelect { get; set; }

    [Parameter]
    public EventCallback<WhatIfAddress> OnSearch { get; set; }

    [Parameter]
    public EventCallback OnRetry { get; set; }

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    private string ShownSearch =>
        string.Join(
            ' ',
            (ViewModel.Search ?? "")
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Where(word => !word.Equals(WhatIfViewModel.EveryoneWord, StringComparison.OrdinalIgnoreCase))
        );

    /// <inheritdoc />
    public void Dispose() => _pause?.Dispose();

    private Task TypeAsync(ChangeEventArgs args)
    {
        _pause ??= new TypingPause(Clock);
        return _pause.AfterAsync(() =>
            OnSearch.InvokeAsync(ViewModel.Searching(args.Value as string, ViewModel.IsEveryoneOnly))
        );
    }

    private async Task AddPrincipalAsync()
    {
        if (ViewModel.Selected is { } item && !string.IsNullOrWhiteSpace(_addedName))
        {
            var principal = new PrincipalId(_addedKind, _addedName.Trim());
            _addedName = "";
            await OnAdd.InvokeAsync(
                new ItemPrincipalChange(ChangeOperation.Add, item.PolicyId, item.List, item.ItemIndex, principal)
            );
        }
    }

    private async Task ChangeMembershipAsync()
    {
        if (!string.IsNullOrWhiteSpace(_memberName) && !string.IsNullOrWhiteSpace(_containerName))
        {
            var membership = new Membership(
                new(_memberKind, _memberName.Trim()),
                new(_containerKind, _containerName.Trim())
            );
            (_memberName, _containerName) = ("", "");
            await OnAdd.InvokeAsync(new MembershipChange(_operation, membership));
        }
    }

    private static ItemPrincipalChange RemovalOf(PolicyItemRow item, ChainLink link) =>
        new(ChangeOperation.Remove, item.PolicyId, item.List, item.ItemIndex, WhatIfViewModel.PrincipalOf(link));

    private static IEnumerable<(string Text, Change Change)> WholesOf(PolicyItemRow item) =>
        [
            ("Remove the item", new ItemChange(ChangeOperation.Remove, item.PolicyId, item.List, item.ItemIndex, null)),
            item.IsEnabled
                ? ("Switch the policy off", new PolicyEnabledChange(ChangeOperation.Remove, item.PolicyId))
                : ("Switch the policy on", new PolicyEnabledChange(ChangeOperation.Add, item.PolicyId)),
            ("Remove the policy", PolicyChange.Delete(item.PolicyId)),
        ];

    private static string KindOf(ChainLink link) =>
        link.Namespace switch
        {
            PrincipalNamespace.Login => "login",
            PrincipalNamespace.Group => "group",
            PrincipalNamespace.Role => "role",
        };
}
