using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Estate;
using Microsoft.AspNetCore.Components;

namespace GovernanceDashboard.Components.Pages.People;

/// <summary>All people and service accounts, by pseudonym, searched by the address.</summary>
public sealed partial class PeoplePage : AddressedPage, IDisposable
{
    private PeopleViewModel? _viewModel;
    private TypingPause? _pause;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    /// <inheritdoc />
    public void Dispose()
    {
        _viewModel?.Dispose();
        _pause?.Dispose();
    }

    /// <inheritdoc />
    protected override Task ShowAsync()
    {
        if (Urls.PathOf(Navigation.Uri) != "/people")
        {
            return Task.CompletedTask;
        }

        _viewModel ??= new PeopleViewModel(Questions);
        return _viewModel.LoadAsync(User, Picture, Urls.ReadPeople(Navigation.Uri));
    }

    private void Open(PersonSummary person) => Navigation.NavigateTo(Urls.Person(Picture, person.Principal.Reference));

    private Task TypeAsync(ChangeEventArgs args)
    {
        _pause ??= new TypingPause(Clock);
        return _pause.AfterAsync(() =>
        {
            Refine(Urls.People(Picture, args.Value as string));
            return Task.CompletedTask;
        });
    }
}
