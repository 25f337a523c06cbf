using System.Collections.Immutable;
using GovernanceDashboard.Components.Controls;
using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Findings;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Components.Pages.Restarts;

/// <summary>A restart checklist, judged, and those that are saved.</summary>
public sealed class RestartViewModel(RestartQuestion restart, SavedViews views) : IDisposable
{
    private readonly LatestQuestion<RestartAnswer> _asked = new();
    private (CurrentUser User, Picture Picture, string Checklist)? _question;

    public RestartChecklist Checklist { get; private set; } = RestartChecklist.Whole;

    public ViewState State => _asked.State;

    public string? Message => _asked.Message;

    /// <summary>Null before the first answer.</summary>
    public RestartAnswer? Answer => _asked.Answer;

    /// <summary>Checklists by name.</summary>
    public ImmutableArray<SavedView> Saved { get; private set; } = [];

    /// <summary>Why a checklist was not saved or deleted; null where it was.</summary>
    public string? Refusal { get; private set; }

    /// <summary>Whether the user's role may save and delete checklists.</summary>
    public bool MayChange => _question is { } asked && RolePermissions.Allows(asked.User, AppAction.Triage);

    /// <summary>Asks for what the link wants; does nothing where that is shown already.</summary>
    public async Task LoadAsync(CurrentUser user, Picture picture, RestartChecklist checklist)
    {
        Checklist = checklist;
        var question = (user, picture, checklist.ToString());
        if (_question == question)
        {
            return;
        }

        (_question, Refusal) = (question, null);
        await _asked.AskAsync(async token =>
        {
            var answer = await restart.AskAsync(user, picture, checklist, null, token);
            Saved = await views.ChecklistsAsync(user, token);
            return answer;
        });
    }

    public Task RetryAsync()
    {
        if (_question is not var (user, picture, _))
        {
            return Task.CompletedTask;
        }

        _question = null;
        return LoadAsync(user, picture, Checklist);
    }

    /// <summary>Saves the shown checklist under a name.</summary>
    public Task SaveAsync(string name) =>
        ChangeAsync(user => views.SaveAsync(user, name, Checklist.ToString(), CancellationToken.None));

    /// <summary>Deletes the checklist of that name.</summary>
    public Task RemoveAsync(string name) => ChangeAsync(user => views.RemoveAsync(user, name, CancellationToken.None));

    public Task<IReadOnlyList<IReadOnlyList<string?>>> CsvRowsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<IReadOnlyList<string?>>>(
            Answer is { } answer ? [.. RestartLines.Rows(answer)] : []
        );

    /// <inheritdoc />
    public void Dispose() => _asked.Dispose();

    private async Task ChangeAsync(Func<CurrentUser, Task<string?>> change)
    {
        if (_question is { User: var user })
        {
            Refusal = await change(user);
            Saved = await views.ChecklistsAsync(user, CancellationToken.None);
        }
    }
}
