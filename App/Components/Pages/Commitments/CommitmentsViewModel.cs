using System.Collections.Immutable;
using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Findings;
using GovernanceDashboard.Findings.Rules;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Components.Pages.Commitments;

/// <summary>Promises of privacy reviews and how each stands, and the one that is looked at.</summary>
public sealed class CommitmentsViewModel(FindingQuestions questions) : IDisposable
{
    private (CurrentUser User, Picture Picture, string? State)? _asked;

    public CommitmentsAddress Address { get; private set; } = new();

    public LatestQuestion<RowSource<CommitmentRow>> Rows { get; } = new();

    /// <summary>Null before the first answer.</summary>
    public CommitmentsAnswer? Answer { get; private set; }

    /// <summary>How all of them stood over time; empty before the first answer.</summary>
    public ImmutableArray<CommitmentStretch> History { get; private set; } = [];

    /// <summary>Under the filter.</summary>
    public ImmutableArray<CommitmentRow> Shown => Answer is { } answer ? Fitting(answer, State) : [];

    /// <summary>Null for all, or for a word that is none.</summary>
    public CommitmentState? State =>
        Enum.TryParse<CommitmentState>(Address.State, ignoreCase: true, out var state) && Enum.IsDefined(state)
            ? state
            : null;

    /// <summary>Null where none is looked at, or the address names none.</summary>
    public CommitmentRow? Selected => Answer?.Rows.FirstOrDefault(row => row.Id == Address.Commitment);

    /// <summary>Asks for what the link wants; does nothing where that is shown already.</summary>
    public Task LoadAsync(CurrentUser user, Picture picture, CommitmentsAddress address)
    {
        Address = address;
        if (_asked == (user, picture, address.State))
        {
            return Task.CompletedTask;
        }

        _asked = (user, picture, address.State);
        var state = State;
        return Rows.AskAsync(
            async token =>
            {
                Answer = await questions.CommitmentsAsync(user, picture, null, token);
                History = Answer.History;
                return RowSource.Of(Fitting(Answer, state));
            },
            rows => rows.Total == 0,
            state is null
                ? "No commitment is on record. Put them into governance/commitments.csv and import again."
                : "No commitment stands there."
        );
    }

    public Task RetryAsync()
    {
        var asked = _asked;
        _asked = null;
        return asked is { } again ? LoadAsync(again.User, again.Picture, Address) : Task.CompletedTask;
    }

    public Task<IReadOnlyList<IReadOnlyList<string?>>> CsvRowsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<IReadOnlyList<string?>>>(
            Answer is { } answer ? [.. Shown.Select(row => CommitmentLines.Row(row, answer.Stamp))] : []
        );

    /// <inheritdoc />
    public void Dispose() => Rows.Dispose();

    private static ImmutableArray<CommitmentRow> Fitting(CommitmentsAnswer answer, CommitmentState? state) =>
        [.. answer.Rows.Where(row => state is null || row.State == state)];
}
