using GovernanceDashboard.Components.Controls;
using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Components.Pages.Laterals;

/// <summary>The lateral reach of one person.</summary>
public sealed class LateralViewModel(EstateQuestions questions) : IDisposable
{
    private readonly LatestQuestion<LateralAnswer> _asked = new();
    private (CurrentUser User, Picture Picture, string Person)? _question;

    /// <summary>As the address names them; null before the reader chose one.</summary>
    public string? Person { get; private set; }

    public ViewState State => _asked.State;

    public string? Message => _asked.Message;

    /// <summary>Null before the first answer, and where there is nothing beyond what is read.</summary>
    public LateralAnswer? Answer => _asked.Answer;

    /// <summary>Null before the first answer.</summary>
    public RowSource<LateralRow>? Rows { get; private set; }

    /// <summary>Asks for what the link wants; does nothing where that is shown already.</summary>
    public async Task LoadAsync(CurrentUser user, Picture picture, string? person)
    {
        Person = person;
        if (person is null)
        {
            _question = null;
            _asked.Clear();
            return;
        }

        var question = (user, picture, person);
        if (_question == question)
        {
            return;
        }

        _question = question;
        await _asked.AskAsync(
            async token =>
            {
                var answer = await questions.LateralAsync(user, picture, person, token);
                Rows = RowSource.Of(answer.Rows);
                return answer;
            },
            answer => answer.Rows.IsEmpty,
            "Nothing that is imported lets them come to read another table than they read now, without somebody else."
        );
    }

    public Task RetryAsync()
    {
        if (_question is not var (user, picture, person))
        {
            return Task.CompletedTask;
        }

        _question = null;
        return LoadAsync(user, picture, person);
    }

    public Task<IReadOnlyList<IReadOnlyList<string?>>> CsvRowsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<IReadOnlyList<string?>>>(
            Answer is { } answer ? [.. LateralLines.Rows(answer)] : []
        );

    /// <inheritdoc />
    public void Dispose() => _asked.Dispose();
}
