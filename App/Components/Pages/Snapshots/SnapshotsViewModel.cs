using System.Collections.Immutable;
using GovernanceDashboard.Components.Controls;
using GovernanceDashboard.Domain;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Components.Pages.Snapshots;

/// <summary>Every import that stands, newest first, and the one that is looked at.</summary>
public sealed class SnapshotsViewModel(EstateQuestions questions)
{
    public QuestionResult<ImmutableArray<Snapshot>> State { get; private set; } = new(ViewState.Loading);

    public Snapshot? Selected { get; private set; }

    public async Task LoadAsync(CurrentUser user, Picture picture, CancellationToken cancellationToken)
    {
        var answer = await QuestionState.AskAsync(() => questions.SnapshotsAsync(user, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
        State = answer is { State: ViewState.Ready, Value.IsEmpty: true }
            ? answer with
            {
                State = ViewState.Empty,
                Message = "Nothing has been imported yet.",
            }
            : answer;
        if (answer.State == ViewState.Ready)
        {
            var wanted = Selected?.Id ?? picture.Snapshot;
            Selected = answer.Value.FirstOrDefault(snapshot => snapshot.Id == wanted) ?? answer.Value.FirstOrDefault();
        }
    }

    public void Select(Snapshot snapshot) => Selected = snapshot;
}
