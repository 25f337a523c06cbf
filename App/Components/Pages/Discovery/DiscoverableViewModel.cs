using GovernanceDashboard.Components.Controls;
using GovernanceDashboard.Components.Pages.Lists;
using GovernanceDashboard.Estate;
using GovernanceDashboard.Security;

namespace GovernanceDashboard.Components.Pages.Discovery;

/// <summary>What can be discovered and not queried, by table or by person.</summary>
public sealed class DiscoverableViewModel(EstateQuestions questions) : IDisposable
{
    private readonly LatestQuestion<DiscoverableAnswer> _asked = new();
    private (CurrentUser User, Picture Picture, string Scope)? _question;

    public DiscoverableAddress Address { get; private set; } = new();

    public ViewState State => _asked.State;

    public string? Message => _asked.Message;

    /// <summary>Null before the first answer, and where nobody discovers anything only.</summary>
    public DiscoverableAnswer? Answer => _asked.Answer;

    /// <summary>Null before the first answer.</summary>
    public RowSource<DiscoverableTableRow>? Tables { get; private set; }

    /// <summary>Null before the first answer.</summary>
    public RowSource<DiscovererRow>? People { get; private set; }

    public IReadOnlyList<string> CsvHeader =>
        Address.ShowsPeople ? DiscoverableLines.PeopleHeader : DiscoverableLines.TableHeader;

    /// <summary>Asks for what the link wants; does nothing where that is shown already.</summary>
    public async Task LoadAsync(CurrentUser user, Picture picture, DiscoverableAddress address)
    {
        Address = address;
        var question = (user, picture, address.Scope ?? "estate");
        if (_question == question)
        {
            return;
        }

        _question = question;
        await _asked.AskAsync(
            async token =>
            {
                var answer = await questions.DiscoverableAsync(user, picture, question.Item3, token);
                (Tables, People) = (RowSource.Of(answer.Tables), RowSource.Of(answer.People));
                return answer;
            },
            answer => answer.Tables.IsEmpty,
            "Nobody can see a table here without being able to query it. Tables that nobody sees at all are not discoverable either."
        );
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
            Answer is not { } answer ? []
            : Address.ShowsPeople ? [.. DiscoverableLines.People(answer)]
            : [.. DiscoverableLines.Tables(answer)]
        );

    /// <inheritdoc />
    public void Dispose() => _asked.Dispose();
}
