using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Findings;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Components.Pages.FlowLists;

/// <summary>Collection flows with their gaps, and the one that is looked at.</summary>
public sealed class FlowsViewModel(FindingQuestions questions) : IDisposable
{
    private (CurrentUser User, Picture Picture)? _asked;
    private string? _flow;

    public LatestQuestion<RowSource<FlowRow>> Rows { get; } = new();

    /// <summary>Null before the first answer.</summary>
    public FlowsAnswer? Answer { get; private set; }

    /// <summary>Null where none is looked at, or the address names none.</summary>
    public FlowRow? Selected => Answer?.Rows.FirstOrDefault(row => row.Id == _flow);

    /// <summary>Asks for what the link wants; does nothing where that is shown already.</summary>
    public Task LoadAsync(CurrentUser user, Picture picture, string? flow)
    {
        _flow = flow;
        if (_asked == (user, picture))
        {
            return Task.CompletedTask;
        }

        _asked = (user, picture);
        return Rows.AskAsync(
            async token =>
            {
                Answer = await questions.FlowsAsync(user, picture, null, token);
                return RowSource.Of(Answer.Rows);
            },
            rows => rows.Total == 0,
            "No collection flow is on record. Put them into governance/flows.csv and import again."
        );
    }

    public Task RetryAsync()
    {
        var asked = _asked;
        _asked = null;
        return asked is { } again ? LoadAsync(again.User, again.Picture, _flow) : Task.CompletedTask;
    }

    public Task<IReadOnlyList<IReadOnlyList<string?>>> CsvRowsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<IReadOnlyList<string?>>>(Answer is { } answer ? [.. FlowLines.Rows(answer)] : []);

    /// <inheritdoc />
    public void Dispose() => Rows.Dispose();
}
