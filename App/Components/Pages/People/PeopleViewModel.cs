using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Components.Pages.People;

/// <summary>People and service accounts that fit a search.</summary>
public sealed class PeopleViewModel(EstateQuestions questions) : IDisposable
{
    private const int FirstStretch = 60;

    private (CurrentUser User, Picture Picture, string? Search)? _asked;

    public LatestQuestion<RowSource<PersonSummary>> People { get; } = new();

    public string? Search { get; private set; }

    public PersonSummary? Selected { get; set; }

    /// <summary>Asks for the people of a search; nothing happens where they are shown already.</summary>
    public async Task LoadAsync(CurrentUser user, Picture picture, string? search)
    {
        if (_asked == (user, picture, search))
        {
            return;
        }

        _asked = (user, picture, search);
        Search = search;
        await People.AskAsync(
            async token =>
            {
                var first = await questions.PeopleAsync(user, picture, search, 0, FirstStretch, token);
                return new RowSource<PersonSummary>(
                    first.Total,
                    async (skip, take, fetchToken) =>
                    {
                        var page = await questions.PeopleAsync(user, picture, search, skip, take, fetchToken);
                        return new(page.Rows, page.Total);
                    }
                );
            },
            rows => rows.Total == 0,
            "Nobody fits this search."
        );
    }

    public Task RetryAsync()
    {
        var asked = _asked;
        _asked = null;
        return asked is { } again ? LoadAsync(again.User, again.Picture, again.Search) : Task.CompletedTask;
    }

    /// <inheritdoc />
    public void Dispose() => People.Dispose();
}
