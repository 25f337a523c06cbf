using GovernanceDashboard.Components.Controls;
using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Findings;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Components.Pages.Retention;

/// <summary>Tables by their retention deadline.</summary>
public sealed class RetentionViewModel(RecordQuestions questions) : IDisposable
{
    private readonly LatestQuestion<RetentionAnswer> _asked = new();
    private (CurrentUser User, Picture Picture, string Scope)? _question;

    public RetentionAddress Address { get; private set; } = new();

    /// <summary>The only state that is listed; null for all.</summary>
    public RetentionState? Shown => RetentionLines.Read(Address.State);

    public ViewState State => _asked.State;

    public string? Message => _asked.Message;

    /// <summary>Every table; null before the first answer.</summary>
    public RetentionAnswer? Answer => _asked.Answer;

    /// <summary>Those that are listed; null before the first answer.</summary>
    public RowSource<RetentionRow>? Rows { get; private set; }

    /// <summary>Asks for what the link wants; does nothing where that is shown already.</summary>
    public async Task LoadAsync(CurrentUser user, Picture picture, RetentionAddress address)
    {
        var isSame = Address == address;
        Address = address;
        var question = (user, picture, address.Scope ?? "estate");
        if (_question == question && isSame)
        {
            return;
        }

        if (_question != question)
        {
            _question = question;
            await _asked.AskAsync(token => questions.RetentionAsync(user, picture, question.Item3, token));
        }

        if (Answer is { } answer)
        {
            Rows = RowSource.Of(answer.Only(Shown).Rows);
        }
    }

    public Task RetryAsync()
    {
        if (_question is not var (user, picture, _))
        {
            return Task.CompletedTask;
        }

        _question = null;
        return LoadAsync(user, picture, Address);
    }

    public Task<IReadOnlyList<IReadOnlyList<string?>>> CsvRowsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<IReadOnlyList<string?>>>(
            Answer is { } answer ? [.. RetentionLines.Rows(answer.Only(Shown))] : []
        );

    /// <inheritdoc />
    public void Dispose() => _asked.Dispose();
}
