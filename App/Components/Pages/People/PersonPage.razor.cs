using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Estate;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.People;

/// <summary>One person or service account, by reference: never by real name, which must not stand in an address.</summary>
public sealed partial class PersonPage : AddressedPage, IDisposable
{
    private PersonViewModel? _viewModel;

    /// <summary>A pseudonym, or a service account's name.</summary>
    [Parameter]
    public required string Reference { get; set; }

    private PersonSummary Person => _viewModel!.What.Answer!.Principal;

    /// <inheritdoc />
    public void Dispose() => _viewModel?.Dispose();

    /// <inheritdoc />
    protected override Task ShowAsync()
    {
        if (Urls.ReadPerson(Navigation.Uri) is not { } reference)
        {
            return Task.CompletedTask;
        }

        Workspace.Title(reference);
        _viewModel ??= new PersonViewModel(Questions);
        return _viewModel.LoadAsync(User, Picture, reference, ReadingFlags.Read(Urls.ReadFlag(Navigation.Uri)));
    }

    private void ShowFlag(ReadingFlag? flag) =>
        Navigation.NavigateTo(Urls.Person(Picture, Person.Principal.Reference, ReadingFlags.Spell(flag)));

    private Task ExplainAsync(ReadableTable row) => _viewModel!.ExplainAsync(row.Table.Name);

    private void Open(ReadableTable row) =>
        Navigation.NavigateTo(
            Urls.Table(Picture, new TableAddress(row.Table.Name, "why", Person: Person.Principal.Reference))
        );
}
