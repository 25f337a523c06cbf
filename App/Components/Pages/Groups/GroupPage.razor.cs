using System.Globalization;
using GovernanceDashboard.Components.Layout;
using GovernanceDashboard.Security;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.Groups;

/// <summary>The list behind a heatmap cell.</summary>
public sealed partial class GroupPage : WorkbenchPage
{
    /// <summary>The table group. The page reads its whole link, of which this is a part.</summary>
    [Parameter]
    public string Name { get; set; } = "";

    [Inject]
    private GroupViewModel ViewModel { get; set; } = null!;

    private GroupState State => ViewModel.State;

    // The widest table is what its items are looked up by.
    private string WhatIfLink =>
        Urls.WhatIf(
            Picture,
            new WhatIfAddress(
                Search: "everyone",
                Reaching: State.Tables is [var widest, ..] ? widest.Name : null,
                Group: State.Address.Group,
                Attribute: State.Address.Attribute
            )
        );

    /// <inheritdoc />
    protected override Task LoadAsync(string uri, CurrentUser user, CancellationToken cancellationToken)
    {
        var address = Urls.ReadGroup(uri) ?? new GroupAddress(Name);
        Workspace.Title(address.Group);
        return ViewModel.LoadAsync(address, user, Picture, cancellationToken);
    }

    private static string? Current(bool isCurrent) => isCurrent ? "true" : null;

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private string LinkTo(GroupAddress address) => Urls.Group(Picture, address);

    private void ChooseAttribute(ChangeEventArgs change) =>
        Navigation.NavigateTo(LinkTo(State.Address with { Attribute = change.Value as string, Population = null }));

    private void ChoosePopulation(ChangeEventArgs change) =>
        Navigation.NavigateTo(
            LinkTo(State.Address with { Population = change.Value is string { Length: > 0 } name ? name : null })
        );

    private Task<IReadOnlyList<IReadOnlyList<string?>>> CsvRowsAsync(CancellationToken cancellationToken) =>
        Task.FromResult(State.ShowsTables ? ViewModel.TablesCsv() : ViewModel.PeopleCsv());
}
